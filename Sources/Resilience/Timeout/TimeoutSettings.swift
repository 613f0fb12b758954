/// How long a call may take as a whole, and how long each attempt at it.
///
/// | setting | default | allowed |
/// |---|---|---|
/// | `whole` | 2 s | 1 ms to 10 min |
/// | `attempt` | 500 ms | 1 ms to `whole` |
/// | `margin` | 5 ms | 0 to 10 s, at least 1 ms below `attempt` |
public struct TimeoutSettings: Sendable, Hashable {
  /// From taking a call to answering it.
  public var whole = Nanoseconds.seconds(2)
  /// From sending one attempt to its answer.
  public var attempt = Nanoseconds.milliseconds(500)
  /// What is kept back from a callee for the way there and back.
  public var margin = Nanoseconds.milliseconds(5)

  /// The defaults of the table above.
  public init() {}

  /// Every setting that cannot be used, in the order of the table above.
  public var problems: [SettingsProblem] {
    var checks = SettingsCheck()
    checks.duration(.wholeTimeout, whole, .milliseconds(1), .seconds(600))
    checks.duration(.attemptTimeout, attempt, .milliseconds(1), .seconds(600))
    checks.atLeast(.wholeTimeout, whole, .attemptTimeout, attempt)
    checks.duration(.margin, margin, .zero, .seconds(10))
    let isSmallEnough = attempt - margin >= .milliseconds(1)
    checks.require(isSmallEnough, else: .marginTooLarge(margin, attempt: attempt))
    return checks.problems
  }
}

/// Gives calls their deadline and attempts their timeout.
///
/// **Rule.** A call ends by its deadline: the caller's, if it sent one, and never later than the
/// callee's own limit. An attempt ends by its own timeout or the deadline, whichever comes first.
///
/// **Why.** A timeout for each attempt leaves time for another one; without the deadline over them,
/// attempts times timeouts add up to more than anybody waits.
///
/// **Advice.** Set the timeout of an attempt a little above the callee's 99th percentile.
///
/// Defaults are in ``TimeoutSettings``; it has no state and no events.
public struct TimeoutRule: Sendable, Hashable {
  /// What it was made with.
  public let settings: TimeoutSettings

  /// A rule, or what is wrong with the settings.
  public init(_ settings: TimeoutSettings) throws(InvalidSettings) {
    try SettingsCheck.pass(settings.problems)
    self.settings = settings
  }

  /// The deadline of a call taken now.
  ///
  /// - Parameter budget: what the caller said it has left, nil when it said nothing.
  public func deadline(budget: Nanoseconds?, now: Instant) -> Deadline {
    Deadline(now + min(settings.whole, max(budget ?? .longest, .zero)))
  }

  /// How long an attempt sent now may take; nil when too little is left to send it.
  public func attempt(_ deadline: Deadline, now: Instant) -> Nanoseconds? {
    let length = min(settings.attempt, deadline.remaining(now: now))
    return length - settings.margin >= .milliseconds(1) ? length : nil
  }

  /// What to tell the callee of an attempt sent now: how many milliseconds it has; nil when too
  /// little is left to send it.
  ///
  /// An attempt that will be given up is no longer worth working on, so its own timeout counts too.
  public func headerValue(_ deadline: Deadline, now: Instant) -> String? {
    guard let attempt = attempt(deadline, now: now) else { return nil }
    return Deadline(now + attempt).headerValue(now: now, margin: settings.margin)
  }
}
