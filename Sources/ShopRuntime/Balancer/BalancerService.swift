internal import HTTP
internal import Instruments
internal import Platform
internal import Resilience

/// Server-side discovery: callers send everything here, and this service knows where it goes.
///
/// It chooses among the instances as callers do on their own, and tries another one when the first does
/// not even take the connection, or breaks it and the request may be repeated. Breakers and other
/// retries stay with the callers.
final class BalancerService: ServicePart {
  private let context: ServiceContext
  private let client: Client
  private let resolver: Resolver
  private let timeouts: TimeoutRule
  private let meters: CallMeters

  /// Instances tried for one request.
  private static let tries = 3
  /// Fields that belong to one connection, or that are written anew.
  private static let own = [
    "connection", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade",
    "host", "content-length", "expect", "traceparent", Deadline.headerName,
    MeshSecret.headerName,
  ]

  init(
    _ context: ServiceContext, _ client: Client, _ resolver: Resolver
  ) throws(InvalidSettings) {
    self.context = context
    self.client = client
    self.resolver = resolver
    var settings = TimeoutSettings()
    settings.attempt = settings.whole
    timeouts = try TimeoutRule(settings)
    meters = CallMeters(context.metrics)
  }

  var routes: [Route] {
    [Route(Route.anyMethod, "/to/{service}/{path...}") { [self] in try forward($0) }]
  }

  /// Requests here only wait.
  var bulkhead: BulkheadSettings {
    var settings = BulkheadSettings()
    settings.normal.maximumConcurrent = 128
    settings.normal.maximumQueued = 128
    return settings
  }

  private func forward(_ incoming: Incoming) throws(CallProblem) -> Response {
    let service = incoming["service"]
    let start = Clock.monotonic
    var tried: Set<String> = []
    var attempt = attempt(service, incoming, &tried)
    for _ in 1..<Self.tries where mayFollow(on: attempt, incoming.request) {
      attempt = self.attempt(service, incoming, &tried)
    }
    let result = attempt.result
    meters.answered(
      service, result.code, AnswerOutcome(try? result.get()), nanoseconds: Clock.monotonic - start)
    return try result.get()
  }

  /// How one attempt ended, and what follows from it when it brought no answer.
  private typealias Attempt = (
    result: Result<Response, CallProblem>, failure: Directory.Failure?
  )

  private func mayFollow(on attempt: Attempt, _ request: Request) -> Bool {
    guard case .failure(let problem) = attempt.result,
      attempt.failure?.isWorthAskingAtOnce ?? false
    else { return false }
    switch problem.reason {
    case .connectFailed: return true
    case .connectionLost: return request.mayRepeat
    case .breakerOpen, .noInstance, .timedOut, .broken: return false
    }
  }

  private func attempt(
    _ service: String, _ incoming: Incoming, _ tried: inout Set<String>
  ) -> Attempt {
    guard Registration.isName(service),
      let chosen = resolver.instance(
        of: service, without: tried, chance: context.random(), end: incoming.waitingEnd)
    else { return (.failure(CallProblem(service, .noInstance)), nil) }
    let now = ServiceContext.now
    guard let time = timeouts.attempt(incoming.deadline, now: now),
      let budget = timeouts.headerValue(incoming.deadline, now: now)
    else { return (.failure(CallProblem(service, .timedOut)), nil) }
    let isRetry = !tried.isEmpty
    tried.insert(chosen.instance)
    let trace = context.trace(under: incoming.trace)
    let request = Self.request(incoming, trace, budget)
    let start = (monotonic: Clock.monotonic, wall: Clock.wall)
    let (result, failure) = send(request, chosen, time)
    let answered = (try? result.get()).map { Int($0.status) }
    context.record(
      "\(request.method) \(service)", .client, trace, parent: incoming.trace.span,
      start: start.wall, duration: Int((Clock.monotonic - start.monotonic) / 1000),
      failure: answered.map { $0 < 500 ? nil : String($0) } ?? "no answer")
    meters.attempted(service, result.code, isRetry: isRetry)
    return (result, failure)
  }

  private func send(
    _ request: Request, _ chosen: Registration, _ time: Nanoseconds
  ) -> Attempt {
    let start = Clock.monotonic
    do throws(HTTPProblem) {
      var response = try client.send(
        request, to: "http://\(chosen.address)", timeout: Int(max(time.wholeMilliseconds, 1)))
      response.headers = Self.passing(response.headers)
      return (.success(response), nil)
    } catch {
      let problem = CallProblem(chosen.service, error)
      let failure = resolver.failed(
        chosen.service, chosen.address, problem, given: time, start: start)
      return (.failure(problem), failure)
    }
  }

  /// What the instance gets: the caller stays who it is, so that faults between two services act as
  /// if nobody stood between them.
  private static func request(
    _ incoming: Incoming, _ trace: TraceContext, _ budget: String
  ) -> Request {
    var headers = passing(incoming.request.headers)
    headers.add("traceparent", trace.header)
    headers.add(Deadline.headerName, budget)
    return Request(
      incoming.request.method, "/" + incoming["path"], query: incoming.request.query,
      headers: headers, body: incoming.request.body)
  }

  private static func passing(_ fields: Headers) -> Headers {
    var headers = Headers()
    for field in fields.fields where !own.contains(field.name.lowercased()) {
      headers.add(field.name, field.value)
    }
    return headers
  }
}
