internal import Glibc
internal import HTTP
internal import Instruments
internal import Platform
internal import Resilience
internal import Shop
internal import Synchronization

/// What stands around the work of every service: faults, deadline, bulkhead, measuring, tracing.
final class ServiceFrame: Sendable {
  private let context: ServiceContext
  private let routes: [Route]
  private let bulkhead: WaitingBulkhead
  private let timeouts: TimeoutRule
  private let meters: ServiceMeters
  private let operations: Operations
  private let working = Atomic<Int>(0)

  init(
    _ context: ServiceContext, routes: [Route], bulkhead settings: BulkheadSettings,
    timeouts: TimeoutSettings, operations: Operations
  ) throws(InvalidSettings) {
    self.context = context
    self.routes = routes
    self.operations = operations
    bulkhead = try WaitingBulkhead(settings)
    self.timeouts = try TimeoutRule(timeouts)
    meters = ServiceMeters(context, bulkhead: bulkhead)
  }

  /// Requests being worked on.
  var activeRequests: Int { working.load(ordering: .relaxed) }

  /// Answers a request; nil cuts the connection.
  func answer(_ request: Request) -> Response? {
    if operations.concerns(request) {
      let effect = faults(caller: nil)
      return effect.down && request.path != "/internal/faults"
        ? nil : operations.answer(request.asGet)
    }
    return counted(request)
  }

  /// Answers a request of the outside, to which nothing of the inside is shown.
  func answerPublic(_ request: Request) -> Response? {
    var response = counted(request)
    if response?.headers[AnswerOutcome.headerName] != nil {
      response?.headers[AnswerOutcome.headerName] = nil
    }
    return response
  }

  private func counted(_ request: Request) -> Response? {
    working.add(1, ordering: .relaxed)
    defer { working.subtract(1, ordering: .relaxed) }
    return measured(request)
  }

  private func measured(_ request: Request) -> Response? {
    let start = (monotonic: Clock.monotonic, wall: Clock.wall)
    let parent = TraceContext(request.headers["traceparent"])
    let trace = context.trace(under: parent)
    let asked = request.asGet
    let (route, parameters) = find(asked)
    let incoming = Incoming(
      request: asked, parameters: parameters, trace: trace, deadline: deadline(request),
      caller: request.headers["x-caller"],
      isRetry: request.headers[RetrySequence.headerName] != nil)
    let name = route?.pattern ?? "other"
    let method = Self.methods.contains(request.method) ? request.method : "OTHER"
    let notes = route?.notes ?? .all
    let number =
      notes == .nothing
      ? nil
      : meters.began(
        RequestsUnderWay.Entry(
          route: name, method: method, deadline: incoming.deadline, began: start.monotonic))
    var response = answer(incoming, route)
    let took = Clock.monotonic - start.monotonic
    let code = response.map { String($0.status) } ?? "cut"
    if let number { meters.ended(number, code, AnswerOutcome(response), nanoseconds: took) }
    if notes == .all {
      context.record(
        "\(method) \(name)", .server, trace, parent: parent?.span, start: start.wall,
        duration: Int(took / 1000), failure: (response?.status ?? 599) >= 500 ? code : nil)
    }
    response?.headers["x-trace-id"] = trace.trace
    return response
  }

  /// Clients may think of any method; their words must not become ours.
  private static let methods: Set<String> = [
    "GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS",
  ]

  private func answer(_ incoming: Incoming, _ route: Route?) -> Response? {
    switch disturb(incoming) {
    case .cut: return nil
    case .answer(let response): return response
    case .none: break
    }
    guard let route else { return notFound(incoming.request) }
    if let refusal = incoming.request.bodyRefusal { return refusal.response }
    if incoming.deadline.isOver(now: ServiceContext.now) {
      return Refusal(504, "the caller's time was over before work began").response
    }
    guard let permit = bulkhead.enter(route.pool, deadline: incoming.deadline) else {
      let headers = Headers([("Retry-After", "1")])
      return Refusal(503, "too many \(route.pool.rawValue) requests at once", headers: headers)
        .response
    }
    defer { bulkhead.leave(permit) }
    return work(incoming, route)
  }

  private func work(_ incoming: Incoming, _ route: Route) -> Response {
    do {
      return try route.answer(incoming)
    } catch let refusal as Refusal {
      return refusal.response
    } catch let problem as CallProblem {
      return problem.refusal.response
    } catch let problem as StoreProblem {
      context.log(.error, problem.sentence, trace: incoming.trace)
      let headers = Headers(problem.mayPass ? [("Retry-After", "1")] : [])
      return Refusal(problem.mayPass ? 503 : 500, "the store cannot be used", headers: headers)
        .response
    } catch {
      context.log(.error, "\(route.method) \(route.pattern): \(error)", trace: incoming.trace)
      return Refusal(500, "internal error").response
    }
  }

  private func find(_ request: Request) -> (Route?, [String: String]) {
    let path = request.path.split(separator: "/")
    for route in routes where route.takes(request.method) {
      if let parameters = route.match(path) { return (route, parameters) }
    }
    return (nil, [:])
  }

  private func notFound(_ request: Request) -> Response {
    let path = request.path.split(separator: "/")
    let methods = routes.filter { $0.match(path) != nil }
      .flatMap { $0.method == "GET" ? ["GET", "HEAD"] : [$0.method] }
    if methods.isEmpty { return Refusal(404, "no such path").response }
    let headers = Headers([("Allow", methods.joined(separator: ", "))])
    return Refusal(405, "this path takes \(methods.joined(separator: ", "))", headers: headers)
      .response
  }

  private func deadline(_ request: Request) -> Deadline {
    let budget = request.headers[Deadline.headerName].flatMap {
      try? Deadline.budget(fromHeader: $0)
    }
    return timeouts.deadline(budget: budget, now: ServiceContext.now)
  }

  private enum Disturbance {
    case none
    case cut
    case answer(Response)
  }

  private func faults(caller: String?) -> FaultEffect { context.faultEffect(caller: caller) }

  private func disturb(_ incoming: Incoming) -> Disturbance {
    let effect = faults(caller: incoming.caller)
    if effect.isNone { return .none }
    if effect.down || effect.cut { return .cut }
    if effect.hang { return hang(incoming.caller) }
    if effect.wait > 0 { Clock.pause(milliseconds: effect.wait) }
    return effect.status.map { .answer(Refusal($0, "a fault was set here").response) } ?? .none
  }

  /// Holds the request until the fault is over, in short naps, and then cuts it.
  private func hang(_ caller: String?) -> Disturbance {
    for _ in 0..<600 where faults(caller: caller).hang { Clock.pause(milliseconds: 50) }
    return .cut
  }
}
