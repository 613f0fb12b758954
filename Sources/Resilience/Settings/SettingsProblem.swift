/// Why a setting cannot be used.
public enum SettingsProblem: Error, Sendable, Hashable {
  case number(Setting, Int, allowed: ClosedRange<Int>)
  case duration(Setting, Nanoseconds, allowed: ClosedRange<Nanoseconds>)
  /// A breaker with neither a rate nor a count of failures to trip on.
  case nothingTrips
  /// The window can never hold the calls that a rate waits for.
  case minimumBeyondWindow(minimum: Int, window: Int)
  /// A limit that lies below what it limits.
  case capBelow(Setting, Nanoseconds, Setting, Nanoseconds)
  /// The margin leaves the callee nothing of an attempt.
  case marginTooLarge(Nanoseconds, attempt: Nanoseconds)
  /// One ending is both a failure and ignored.
  case failureIgnored
  /// Retrying what was answered, cancelled or refused on this side.
  case retriesFinal
  /// A rate of more than a million a second, which whole nanoseconds cannot keep apart.
  case rateTooHigh(tokens: Int, interval: Nanoseconds)
}

/// The settings a pattern was to be made with cannot be used.
public struct InvalidSettings: Error, Sendable, Hashable {
  /// What is wrong; never empty.
  public let problems: [SettingsProblem]

  init?(_ problems: [SettingsProblem]) {
    if problems.isEmpty { return nil }
    self.problems = problems
  }
}
