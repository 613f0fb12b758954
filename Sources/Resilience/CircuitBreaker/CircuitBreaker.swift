/// Stops calling what does not work, and finds out when it works again.
///
/// **Rule.** Closed, it permits every call and counts outcomes; when one of its limits is reached it
/// opens. Open, it refuses every call until the open duration is over. Then it is half-open and
/// permits a few probes: enough successes close it, one failure opens it again.
///
///     closed ──limit reached──▶ open ──open duration over, a call comes──▶ half-open
///        ▲                       ▲                                             │
///        │                       └────────── a probe fails or times out ───────┤
///        └────────────────────────────────── enough probes succeed ────────────┘
///
/// **Why.** A call that will fail costs its caller a thread and its user a timeout, and costs the
/// callee the strength to recover. Refusing at once keeps the fault where it is.
///
/// **Advice.** One breaker for each caller and callee. Ask it inside the retry, so that each attempt
/// is a call of its own, and pass its refusals to callers with the time after which to come back.
///
/// **What it never does.** It reads no clock, holds no lock and starts no call. Until the first probe
/// is due it permits nothing; a permit from before a change of state changes nothing after it.
///
/// Defaults are in ``BreakerSettings``, events in ``BreakerEvent``.
public struct CircuitBreaker: Sendable {
  /// What it was made with.
  public let settings: BreakerSettings

  var time: ForwardTime
  var phase = BreakerPhase.closed
  /// When the phase began.
  var since: Instant
  /// The running number of the phase.
  var generation: UInt64 = 1
  var window: SlidingWindow<OutcomeCounts>
  /// Failures since the last call that was none.
  var failuresInRow = 0
  var probes: BreakerProbes
  /// Why it tripped last.
  var reason: TripReason?
  var trips = 0
  /// Trips since it was last closed.
  var tripsInRow = 0
  var refusals = 0
  var lateOutcomes = 0

  /// A closed breaker, or what is wrong with the settings.
  public init(_ settings: BreakerSettings, now: Instant) throws(InvalidSettings) {
    try SettingsCheck.pass(settings.problems)
    self.settings = settings
    time = ForwardTime(now)
    since = now
    window = settings.window.empty(now: now)
    probes = BreakerProbes(limit: settings.permittedProbes)
  }

  /// Asks whether a call may be made now.
  public mutating func admit(now: Instant) -> BreakerAnswer {
    let now = time.read(now)
    var events = BreakerEvents()
    overdueProbe(now, &events)
    switch phase {
    case .closed, .forcedClosed, .disabled:
      return BreakerAnswer(decision: .permitted(permit(probe: 0)), events: events)
    case .open(let until):
      if now < until { return refuse(.open(retryAfter: until.since(now)), events) }
      enter(.halfOpen(successes: 0), now)
      events.append(.halfOpened)
      return probe(now, events)
    case .halfOpen:
      if probes.count < settings.permittedProbes { return probe(now, events) }
      return refuse(.probing(retryAfter: probes.firstDue?.since(now) ?? .zero), events)
    case .forcedOpen:
      return refuse(.forcedOpen, events)
    }
  }

  /// Takes the outcome of a permitted call.
  public mutating func record(
    _ outcome: Outcome, for permit: BreakerPermit, now: Instant
  ) -> BreakerEvents {
    let now = time.read(now)
    var events = BreakerEvents()
    overdueProbe(now, &events)
    guard permit.generation == generation else {
      lateOutcomes += 1
      return events
    }
    switch phase {
    case .closed:
      count(outcome, now)
      if let reason = reasonToTrip() { trip(reason, now, &events) }
    case .halfOpen(let successes):
      judge(outcome, permit.probe, successes, now, &events)
    case .forcedClosed:
      count(outcome, now)
    case .disabled:
      break
    case .open, .forcedOpen:
      // These give no permits, so none of their generation can come back.
      lateOutcomes += 1
    }
    return events
  }

  /// Lets time pass without a call, so that a probe that never returned is noticed.
  public mutating func elapse(now: Instant) -> BreakerEvents {
    var events = BreakerEvents()
    overdueProbe(time.read(now), &events)
    return events
  }

  /// Makes the next call a probe when it is open or half-open: whom it judged may be another one by now,
  /// as after an instance was replaced.
  ///
  /// It closes only once that probe has succeeded. A probe under way goes to the one before, so its
  /// outcome is late.
  public mutating func probeNext(now: Instant) {
    let now = time.read(now)
    switch phase {
    case .open: phase = .open(until: now)
    case .halfOpen: enter(.halfOpen(successes: 0), now)
    case .closed, .forcedOpen, .forcedClosed, .disabled: break
    }
  }

  /// Lets a person take over, or give back; the breaker forgets all calls, and given back it
  /// is closed.
  ///
  /// Asking for the mode that already holds changes nothing.
  public mutating func switchMode(to mode: BreakerMode, now: Instant) -> BreakerEvents {
    let now = time.read(now)
    var events = BreakerEvents()
    if mode == phase.mode { return events }
    switch mode {
    case .automatic: startAnew(.closed, now)
    case .forcedOpen: startAnew(.forcedOpen, now)
    case .forcedClosed: startAnew(.forcedClosed, now)
    case .disabled: startAnew(.disabled, now)
    }
    events.append(.forced(mode))
    return events
  }
}
