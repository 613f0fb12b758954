/// How many calls a client may make.
///
/// | setting | default | allowed |
/// |---|---|---|
/// | `tokens` in `interval` | 100 in 1 s | 1 to 1000000 in 1 ms to 1 h; a million a second at most |
/// | `burst` | 100 | 1 to 1000000 |
/// | `longestDelay` | 0: refuse at once | 0 to 1 min |
public struct RateLimitSettings: Sendable, Hashable {
  /// So many tokens come back in every interval, evenly spread.
  public var tokens = 100
  /// The time in which `tokens` come back.
  public var interval = Nanoseconds.seconds(1)
  /// How many tokens a client can save up.
  public var burst = 100
  /// A call beyond the rate is delayed up to this long (throttled) before it is refused.
  public var longestDelay = Nanoseconds.zero

  /// The defaults of the table above.
  public init() {}

  /// Every setting that cannot be used, in the order of the table above.
  public var problems: [SettingsProblem] {
    var checks = SettingsCheck()
    checks.number(.tokens, tokens, 1...1_000_000)
    checks.duration(.interval, interval, .milliseconds(1), .seconds(3600))
    let isSlowEnough = interval.count / 1000 >= tokens
    checks.require(isSlowEnough, else: .rateTooHigh(tokens: tokens, interval: interval))
    checks.number(.burst, burst, 1...1_000_000)
    checks.duration(.longestDelay, longestDelay, .zero, .seconds(60))
    return checks.problems
  }

  /// The time in which one token comes back; rounded up, so that no rounding exceeds the rate.
  var timePerToken: Nanoseconds {
    Nanoseconds((interval.count + Int64(tokens) - 1) / Int64(tokens))
  }

  /// The time in which an empty bucket fills.
  var timeToFill: Nanoseconds { timePerToken * Int64(burst) }
}
