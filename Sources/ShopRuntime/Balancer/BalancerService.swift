internal import HTTP
internal import Instruments
internal import Resilience

/// Server-side discovery: callers send everything here, and this service knows where it goes.
///
/// It chooses among the instances as callers do on their own, and tries a second one when the first
/// does not even take the connection. Breakers and retries stay with the callers.
final class BalancerService: ServicePart {
  private let context: ServiceContext
  private let client: Client
  private let resolver: Resolver
  private let timeouts: TimeoutRule
  private let meters: CallMeters

  /// Instances tried for one request.
  private static let tries = 2
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
    var result = attempt(service, incoming, &tried)
    while case .failure(let problem) = result, problem.reason == .connectFailed,
      tried.count < Self.tries
    {
      let before = tried
      result = attempt(service, incoming, &tried)
      if tried == before { break }
    }
    let code: String
    switch result {
    case .success(let response): code = String(response.status)
    case .failure(let problem): code = problem.code
    }
    meters.answered(service, code, nanoseconds: Clock.monotonic - start)
    return try result.get()
  }

  private func attempt(
    _ service: String, _ incoming: Incoming, _ tried: inout Set<String>
  ) -> Result<Response, CallProblem> {
    let now = ServiceContext.now
    guard let time = timeouts.attempt(incoming.deadline, now: now),
      let budget = timeouts.headerValue(incoming.deadline, now: now)
    else { return .failure(CallProblem(service, .timedOut)) }
    let instances = Registration.isName(service) ? resolver.instances(of: service) : []
    guard let chosen = Balance.choose(instances, without: tried, chance: context.random()) else {
      return .failure(CallProblem(service, .noInstance))
    }
    let isRetry = !tried.isEmpty
    tried.insert(chosen.instance)
    let trace = context.trace(under: incoming.trace)
    let request = Self.request(incoming, trace, budget)
    let start = (monotonic: Clock.monotonic, wall: Clock.wall)
    let result = send(request, chosen, time)
    let answered = (try? result.get()).map { Int($0.status) }
    context.record(
      "\(request.method) \(service)", .client, trace, parent: incoming.trace.span,
      start: start.wall, duration: Int((Clock.monotonic - start.monotonic) / 1000),
      failure: answered.map { $0 < 500 ? nil : String($0) } ?? "no answer")
    switch result {
    case .success(let response):
      meters.attempted(service, String(response.status), isRetry: isRetry)
    case .failure(let problem): meters.attempted(service, problem.code, isRetry: isRetry)
    }
    return result
  }

  private func send(
    _ request: Request, _ chosen: Registration, _ time: Nanoseconds
  ) -> Result<Response, CallProblem> {
    do throws(HTTPProblem) {
      var response = try client.send(
        request, to: "http://\(chosen.address)", timeout: Int(max(time.wholeMilliseconds, 1)))
      response.headers = Self.passing(response.headers)
      return .success(response)
    } catch {
      let problem = CallProblem(chosen.service, error)
      if problem.reason == .connectFailed {
        resolver.leaveOut(chosen.service, address: chosen.address)
      }
      return .failure(problem)
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
