/// Turns the ending and the length of a call into its outcome.
///
/// **Rule.** An ending in `failures` is a failure, one in `ignored` says nothing, any other is a
/// success; a call that took at least `slowAfter` is slow besides.
///
/// **Why.** One place decides what counts against a callee, so that breaker, metrics and health
/// never disagree. An error of the caller (status 404) shows that the callee works. A callee that
/// throttles defends itself: that is neither health nor illness.
///
/// | setting | default | allowed |
/// |---|---|---|
/// | `failures` | server error, unavailable, timed out, connect failed, connection lost | not in `ignored` |
/// | `ignored` | throttled, cancelled, refused here | not in `failures` |
/// | `slowAfter` | none: no call is slow | 1 ms to 10 min |
public struct OutcomeRule: Sendable, Hashable {
  /// Endings that show that the callee does not work.
  public var failures: EndingSet
  /// Endings that say nothing about the callee.
  public var ignored: EndingSet
  /// From this length on a call is slow; nil when none is.
  public var slowAfter: Nanoseconds?

  /// A rule that differs from the defaults of the table above in what is given.
  public init(
    failures: EndingSet = EndingSet(
      .serverError, .unavailable, .timedOut, .connectFailed, .connectionLost),
    ignored: EndingSet = EndingSet(.throttled, .cancelled, .refusedHere),
    slowAfter: Nanoseconds? = nil
  ) {
    self.failures = failures
    self.ignored = ignored
    self.slowAfter = slowAfter
  }

  /// Every setting that cannot be used, in the order of the table above.
  public var problems: [SettingsProblem] {
    var checks = SettingsCheck()
    checks.require(failures.isDisjoint(with: ignored), else: .failureIgnored)
    checks.duration(.slowAfter, slowAfter, .milliseconds(1), .seconds(600))
    return checks.problems
  }

  /// The outcome of a call that ended so after so long.
  public func outcome(_ ending: Ending, took: Nanoseconds) -> Outcome {
    if ignored.contains(ending) { return .ignored }
    let isSlow = slowAfter.map { took >= $0 } ?? false
    if failures.contains(ending) { return isSlow ? .slowFailure : .failure }
    return isSlow ? .slow : .success
  }
}
