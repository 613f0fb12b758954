/// Settings that have been found good, and the part of a retry's decision that needs no memory.
public struct RetryRule: Sendable, Hashable {
  /// What it was made with.
  public let settings: RetrySettings

  /// A rule, or what is wrong with the settings.
  public init(_ settings: RetrySettings) throws(InvalidSettings) {
    try SettingsCheck.pass(settings.problems)
    self.settings = settings
  }

  /// How long to wait before another attempt, or why there is none.
  func wait(
    after attempt: Int, _ result: AttemptResult, chance: UInt64, now: Instant
  ) -> Result<Nanoseconds, RetryStop> {
    guard settings.retryOn.contains(result.ending) else { return .failure(.endingNotListed) }
    guard attempt < settings.maximumAttempts else { return .failure(.attemptsUsedUp) }
    if result.servesRetry { return .failure(.servesRetry) }
    let asked = max(result.retryAfter ?? .zero, .zero)
    if asked > settings.longestWait { return .failure(.askedToWaitTooLong) }
    let own =
      result.isWorthAskingAtOnce
      ? .zero : settings.jitter.spread(settings.wait(afterAttempt: attempt), chance: chance)
    let wait = max(own, asked)
    if let deadline = result.deadline,
      deadline.remaining(now: now) < wait + settings.shortestAttempt
    {
      return .failure(.deadlineTooNear)
    }
    return .success(wait)
  }
}
