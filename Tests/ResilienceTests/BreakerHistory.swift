import TestSupport

@testable import Resilience

/// A breaker in a random history, watched by a naive one.
struct BreakerHistory {
  enum Clock {
    case steady
    case unsteady
  }

  private(set) var breaker: CircuitBreaker
  /// The first promise that was broken.
  private(set) var broken: String?

  private var generator: SeededGenerator
  private let clock: Clock
  /// What the breaker is told, and what time it really is for it.
  private var reading: Instant
  private var time = ForwardTime(.at(0))
  private var now = Instant.at(0)
  private var naive: NaiveBreaker
  /// Calls under way, with the number of the state that permitted them.
  private var underWay: [(permit: BreakerPermit, epoch: Int, begun: Instant)] = []
  private var epoch = 0
  private var state = BreakerState.closed
  private var nextProbe = Instant.at(0)
  private var asked = 0
  private var permitted = 0

  init(seed: UInt64, clock: Clock) throws {
    generator = SeededGenerator(seed: seed)
    self.clock = clock
    reading = .at(0)
    let settings = BreakerSettings.random(&generator)
    breaker = try CircuitBreaker(settings, now: reading)
    naive = NaiveBreaker(settings, now: reading)
  }

  var report: BreakerReport { breaker.report(now: reading) }

  mutating func step() {
    passTime()
    switch generator.number(1...20) {
    case 1...10: ask()
    case 11...18: answer()
    case 19: follow(breaker.elapse(now: reading))
    default: interfere()
    }
    compare()
  }

  private mutating func passTime() {
    reading = reading + generator.length(.zero, .milliseconds(300))
    if clock == .unsteady {
      switch generator.number(1...30) {
      case 1: reading = reading + .seconds(3600)
      case 2: reading = reading - .seconds(3600)
      case 3...6: reading = reading - .milliseconds(900)
      default: break
      }
    }
    let before = now
    now = time.read(reading)
    if now < before { broken = "time ran backwards" }
    // What the breaker makes of a clock that jumps depends on the readings it has seen.
    if clock == .unsteady { follow(breaker.elapse(now: reading)) }
  }

  private mutating func ask() {
    asked += 1
    let answer = breaker.admit(now: reading)
    let wasOpen = state == .open
    let due = nextProbe
    follow(answer.events)
    switch answer.decision {
    case .refused(.open(let wait)):
      if state != .open || wait != nextProbe.since(now) { broken = "refused without being open" }
    case .refused(.probing):
      if state != .halfOpen || probes < breaker.settings.permittedProbes {
        broken = "refused a probe that was permitted"
      }
    case .refused(.forcedOpen):
      if state != .forcedOpen { broken = "refused without being forced" }
    case .permitted(let permit):
      permitted += 1
      underWay.append((permit, epoch, now))
      if wasOpen, now < due { broken = "permitted before the probe was due" }
      if [.open, .forcedOpen].contains(state) { broken = "permitted while open" }
      if permit.isProbe != (state == .halfOpen) { broken = "a probe in the wrong state" }
    }
  }

  /// Hands back any call, late or in time; there are more calls than answers.
  private mutating func answer() {
    guard !underWay.isEmpty else { return }
    let index = generator.number(0...underWay.count - 1)
    let outcome = Outcome.allCases[generator.number(0...Outcome.allCases.count - 1)]
    let late = report.lateOutcomes
    let isLate = underWay[index].epoch != epoch || hasOverdueProbe
    let call = underWay.remove(at: index)
    if !isLate, [.closed, .forcedClosed].contains(state) { naive.count(outcome, now) }
    // A call that says nothing trips nothing, even when the calls that spoke for the callee are forgotten.
    let isToTrip =
      !isLate && outcome != .ignored && state == .closed && naive.isToTrip(now)
    let before = state
    follow(breaker.record(outcome, for: call.permit, now: reading))
    if before == .closed, (state == .open) != isToTrip { broken = "tripped at the wrong call" }
    if (report.lateOutcomes > late) != isLate { broken = "late or not" }
    if call.permit.isProbe {
      // Twice is as good as once.
      let twice = breaker
      follow(breaker.record(.failure, for: call.permit, now: reading))
      if twice.report(now: reading).state != report.state { broken = "a probe counted twice" }
    }
  }

  private mutating func interfere() {
    if generator.once(in: 4) { return renew() }
    guard generator.once(in: 4) || ![.closed, .open, .halfOpen].contains(state) else { return }
    let mode = BreakerMode.allCases[generator.number(0...BreakerMode.allCases.count - 1)]
    follow(breaker.switchMode(to: generator.once(in: 2) ? .automatic : mode, now: reading))
  }

  /// The callee is another one from now on.
  private mutating func renew() {
    breaker.probeNext(now: reading)
    if state == .open { nextProbe = min(nextProbe, now) }
    if state == .halfOpen { change(.halfOpen) }
  }

  /// Every change of state must be legal, and told.
  private mutating func follow(_ events: BreakerEvents) {
    for event in events {
      switch event {
      case .opened(let reason, let next):
        let isFromProbe = if case .probe = reason { true } else { false }
        if state != (isFromProbe ? .halfOpen : .closed) { broken = "opened from \(state)" }
        nextProbe = time.inward(next)
        if nextProbe <= now { broken = "opened for no time" }
        change(.open)
      case .halfOpened:
        if state != .open || now < nextProbe { broken = "half-opened too early" }
        change(.halfOpen)
      case .closed:
        if state != .halfOpen { broken = "closed from \(state)" }
        change(.closed)
      case .probeFailed:
        if state != .halfOpen { broken = "a probe failed in \(state)" }
      case .forced(.automatic): change(.closed)
      case .forced(.forcedOpen): change(.forcedOpen)
      case .forced(.forcedClosed): change(.forcedClosed)
      case .forced(.disabled): change(.disabled)
      case .callNotPermitted: break
      }
    }
  }

  private mutating func change(_ next: BreakerState) {
    state = next
    epoch += 1
    if next != .open, next != .halfOpen { naive.forget() }
  }

  private var probes: Int { underWay.filter { $0.epoch == epoch && $0.permit.isProbe }.count }

  private var hasOverdueProbe: Bool {
    let timeout = breaker.settings.probeTimeout
    return underWay.contains {
      $0.epoch == epoch && $0.permit.isProbe && $0.begun + timeout <= now
    }
  }

  private mutating func compare() {
    let report = report
    if report.state != state { broken = "the report says \(report.state), the events \(state)" }
    if probes > breaker.settings.permittedProbes { broken = "too many probes" }
    if report.probesUnderWay != (state == .halfOpen ? probes : 0) { broken = "probes miscounted" }
    if report.refusals + permitted != asked { broken = "a call neither permitted nor refused" }
    if time.inward(report.since) > now { broken = "a state that begins in the future" }
    if (report.nextProbe != nil) != (state == .open) { broken = "a probe due in the wrong state" }
    if [.closed, .forcedClosed].contains(state) {
      if report.counts != naive.counts(now) { broken = "\(report.counts) miscounted" }
      if report.failuresInRow != naive.failuresInRow { broken = "failures in a row miscounted" }
    }
  }
}
