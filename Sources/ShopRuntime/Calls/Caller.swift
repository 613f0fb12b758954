public import HTTP
internal import Instruments
public import Resilience
internal import Platform

/// How a service calls others.
public struct CallSettings: Sendable {
  public var breaker = BreakerSettings()
  public var retry = RetrySettings()
  /// What all retries towards one service share.
  public var budget = RetryBudgetSettings()
  public var timeouts = TimeoutSettings()
  /// Which answers count as failures of the callee.
  public var outcomes = OutcomeRule()

  public init() {}
}

/// What a call is called in a trace.
struct SpanTitle: Sendable, Hashable {
  var name: String
  var kind: Span.Kind
  /// The message it publishes; nil for calls.
  var message: Span.Message?
}

/// The calling side of every service: finds an instance, asks the breaker, keeps the deadline,
/// retries within its budget, passes the trace on, and measures all of it.
public final class Caller: Sendable {
  private let context: ServiceContext
  private let client: Client
  private let addresses: any AddressBook
  let breakers: Breakers
  private let rule: RetryRule
  private let cautiousRule: RetryRule
  private let timeouts: TimeoutRule
  private let outcomes: OutcomeRule
  private let budgetSettings: RetryBudgetSettings
  private let budgets: Guarded<[String: RetryBudget]> = Guarded([:])
  private let meters: CallMeters

  init(
    _ context: ServiceContext, _ client: Client, _ addresses: any AddressBook,
    _ settings: CallSettings
  ) throws(InvalidSettings) {
    self.context = context
    self.client = client
    self.addresses = addresses
    let breakers = try Breakers(context, settings.breaker)
    self.breakers = breakers
    addresses.whenRenewed { [weak breakers] in breakers?.probeNext($0) }
    var eager = settings.retry
    eager.retryOn = .transient
    rule = try RetryRule(eager)
    cautiousRule = try RetryRule(settings.retry)
    timeouts = try TimeoutRule(settings.timeouts)
    outcomes = settings.outcomes
    budgetSettings = settings.budget
    _ = try RetryBudget(settings.budget, now: ServiceContext.now)
    meters = CallMeters(context.metrics)
  }

  /// Calls a service on behalf of a request.
  ///
  /// - Returns: any answer, also one with a status of 400 or more.
  public func call(
    _ service: String, _ request: Request, for incoming: Incoming
  ) throws(CallProblem) -> Response {
    try call(service, request, for: incoming, as: nil)
  }

  /// As above, under another title than method and service.
  func call(
    _ service: String, _ request: Request, for incoming: Incoming, as title: SpanTitle?
  ) throws(CallProblem) -> Response {
    let start = Clock.monotonic
    let active = meters.active(service)
    active.add(1)
    defer { active.add(-1) }
    let title = title ?? SpanTitle(name: "\(request.method) \(service)", kind: .client)
    var tries = Tries(title: title)
    let result = attempts(service, request, incoming, &tries)
    meters.answered(
      service, result.code, AnswerOutcome(try? result.get()), nanoseconds: Clock.monotonic - start)
    let succeeded = (try? result.get()).map { $0.status < 500 } ?? false
    meters.ended(service, retried: tries.count > 1, succeeded: succeeded)
    return try result.get()
  }

  private struct Tries {
    let title: SpanTitle
    var count = 0
    var instances: Set<String> = []

    /// What a try is called in a trace, counted from 1.
    func title(of number: Int) -> SpanTitle {
      number > 1
        ? SpanTitle(name: "\(title.name), try \(number)", kind: title.kind, message: title.message)
        : title
    }
  }

  private func attempts(
    _ service: String, _ request: Request, _ incoming: Incoming, _ tries: inout Tries
  ) -> Result<Response, CallProblem> {
    var sequence = RetrySequence()
    let rule = request.mayRepeat ? self.rule : cautiousRule
    withBudget(service) { $0.deposit(now: ServiceContext.now) }
    while true {
      let attempt = attempt(service, request, incoming, &tries)
      let ended = AttemptResult(
        attempt.result.ending, retryAfter: attempt.result.retryAfter,
        deadline: incoming.deadline, servesRetry: incoming.isRetry,
        isWorthAskingAtOnce: attempt.failure?.isWorthAskingAtOnce ?? false)
      let decision = withBudget(service) { budget in
        sequence.next(
          after: ended, rule, budget: &budget, chance: context.random(), now: ServiceContext.now)
      }
      guard case .retry(let wait, _) = decision else { return attempt.result }
      Clock.pause(milliseconds: Int(wait.wholeMilliseconds))
    }
  }

  /// How one attempt ended.
  private struct Attempt {
    let result: Result<Response, CallProblem>
    /// What follows from it when it went to somebody and brought no answer.
    var failure: Directory.Failure?
  }

  private func attempt(
    _ service: String, _ request: Request, _ incoming: Incoming, _ tries: inout Tries
  ) -> Attempt {
    let permit: BreakerPermit
    switch breakers.admit(service) {
    case .permitted(let given): permit = given
    case .refused(let refusal):
      let problem = CallProblem(service, .breakerOpen(retryAfter: refusal.retryAfter))
      return unsent(problem, incoming, tries, breaker: Self.state(refusal))
    case nil: return unsent(CallProblem(service, .noInstance), incoming, tries)
    }
    tries.count += 1
    let start = Clock.monotonic
    let attempt = send(service, request, incoming, &tries)
    let took = Nanoseconds(Int64(Clock.monotonic - start))
    meters.attempted(service, attempt.result.code, isRetry: tries.count > 1)
    breakers.record(service, outcome(attempt, took), permit)
    return attempt
  }

  /// What an attempt says about the service. Where an instance has died, or is missing further on, it
  /// says nothing: a breaker that opens for that would make the outage longer.
  private func outcome(_ attempt: Attempt, _ took: Nanoseconds) -> Outcome {
    if let failure = attempt.failure, !failure.isOfService { return .ignored }
    if case .success(let response) = attempt.result, response.status >= 500,
      response.headers[CallProblem.nobodyHeader] != nil
    {
      return .ignored
    }
    return outcomes.outcome(attempt.result.ending, took: took)
  }

  private func send(
    _ service: String, _ request: Request, _ incoming: Incoming, _ tries: inout Tries
  ) -> Attempt {
    guard
      let address = addresses.address(
        of: service, without: tries.instances, chance: context.random(),
        end: incoming.waitingEnd)
    else { return unsent(CallProblem(service, .noInstance), incoming, tries) }
    let now = ServiceContext.now
    guard let time = timeouts.attempt(incoming.deadline, now: now),
      let budget = timeouts.headerValue(incoming.deadline, now: now)
    else { return unsent(CallProblem(service, .timedOut), incoming, tries) }
    tries.instances.insert(address.instance)
    let trace = context.trace(under: incoming.trace)
    var request = request
    request.path = address.prefix + request.path
    request.headers["traceparent"] = trace.header
    request.headers[Deadline.headerName] = budget
    request.headers["x-caller"] = context.service
    request.headers["x-caller-instance"] = context.instance
    if tries.count > 1 || incoming.isRetry {
      request.headers[RetrySequence.headerName] = String(max(tries.count, 2))
    }
    let title = tries.title(of: tries.count)
    let start = Clock.monotonic
    let result = perform(service, request, address.base, time, trace, under: incoming.trace, title)
    guard case .failure(let problem) = result else { return Attempt(result: result) }
    let failure = addresses.failed(address, of: service, problem, given: time, start: start)
    return Attempt(result: result, failure: failure)
  }

  private func perform(
    _ service: String, _ request: Request, _ base: String, _ time: Nanoseconds,
    _ trace: TraceContext, under parent: TraceContext, _ title: SpanTitle
  ) -> Result<Response, CallProblem> {
    let start = (monotonic: Clock.monotonic, wall: Clock.wall)
    let result: Result<Response, CallProblem>
    do throws(HTTPProblem) {
      let milliseconds = Int(max(time.wholeMilliseconds, 1))
      result = .success(try client.send(request, to: base, timeout: milliseconds))
    } catch {
      result = .failure(CallProblem(service, error))
    }
    let isFailure = (try? result.get()).map { $0.status >= 500 } ?? true
    context.record(
      title.name, title.kind, trace, parent: parent.span, start: start.wall,
      duration: Int((Clock.monotonic - start.monotonic) / 1000),
      failure: isFailure ? result.code : nil, callee: service, message: title.message)
    return result
  }

  /// A call that never left: a trace has to say so, since nobody else can.
  ///
  /// - Parameter breaker: the state of the breaker that did not let it through.
  private func unsent(
    _ problem: CallProblem, _ incoming: Incoming, _ tries: Tries, breaker: String? = nil
  ) -> Attempt {
    // Behind the breaker the try is counted already.
    let title = tries.title(of: breaker == nil ? max(tries.count, 1) : tries.count + 1)
    context.record(
      title.name, title.kind, context.trace(under: incoming.trace), parent: incoming.trace.span,
      start: Clock.wall, duration: 0,
      failure: breaker.map { "breaker \($0)" } ?? problem.unsentWords,
      callee: problem.service, breaker: breaker)
    return Attempt(result: .failure(problem))
  }

  @discardableResult
  private func withBudget<Value: Sendable>(
    _ service: String, _ body: (inout RetryBudget) -> Value
  ) -> Value? {
    budgets.withLock { all in
      guard
        var budget = all[service] ?? (try? RetryBudget(budgetSettings, now: ServiceContext.now))
      else { return nil }
      all[service] = nil
      defer { all[service] = budget }
      return body(&budget)
    }
  }

  /// The state of a breaker that refuses.
  private static func state(_ refusal: BreakerRefusal) -> String {
    switch refusal {
    case .open: BreakerState.open.rawValue
    case .probing: BreakerState.halfOpen.rawValue
    case .forcedOpen: BreakerState.forcedOpen.rawValue
    }
  }
}
