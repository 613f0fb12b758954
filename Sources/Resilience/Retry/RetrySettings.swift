/// Which calls are tried again, how often and after what waits.
///
/// | setting | default | allowed |
/// |---|---|---|
/// | `maximumAttempts` | 4, so three retries: after 100, 200 and 400 ms | 1 to 10 |
/// | `firstWait` | 100 ms | 1 ms to 1 min |
/// | `waitFactor` | 2 | 1 to 10 |
/// | `longestWait` | 5 s | `firstWait` to 10 min |
/// | `jitter` | full | |
/// | `retryOn` | endings after which the callee has not done the work | none that is final |
/// | `shortestAttempt` | 10 ms | 0 to 1 min |
public struct RetrySettings: Sendable, Hashable {
  /// The first attempt included.
  public var maximumAttempts = 4
  /// Before the second attempt.
  public var firstWait = Nanoseconds.milliseconds(100)
  /// What each wait is of the one before.
  public var waitFactor = 2
  /// No wait grows beyond this; a callee that asks for a longer one is not tried again.
  public var longestWait = Nanoseconds.seconds(5)
  /// How the waits are spread.
  public var jitter = RetryJitter.full
  /// Only after these is a call tried again.
  public var retryOn = EndingSet.notProcessed
  /// What the deadline must leave for an attempt after the wait.
  public var shortestAttempt = Nanoseconds.milliseconds(10)

  /// The defaults of the table above.
  public init() {}

  /// Every setting that cannot be used, in the order of the table above.
  public var problems: [SettingsProblem] {
    var checks = SettingsCheck()
    checks.number(.maximumAttempts, maximumAttempts, 1...10)
    checks.duration(.firstWait, firstWait, .milliseconds(1), .seconds(60))
    checks.number(.waitFactor, waitFactor, 1...10)
    checks.duration(.longestWait, longestWait, .milliseconds(1), .seconds(600))
    checks.atLeast(.longestWait, longestWait, .firstWait, firstWait)
    checks.require(retryOn.isDisjoint(with: .final), else: .retriesFinal)
    checks.duration(.shortestAttempt, shortestAttempt, .zero, .seconds(60))
    return checks.problems
  }

  /// The wait after so many attempts, before any jitter.
  public func wait(afterAttempt attempt: Int) -> Nanoseconds {
    var wait = firstWait
    for _ in 1..<max(attempt, 1) { wait = wait * Int64(waitFactor) }
    return min(wait, longestWait)
  }
}

extension EndingSet {
  /// Endings that no other attempt can better.
  static let final = EndingSet(.answered, .cancelled, .refusedHere)
}

/// How chance spreads the waits, so that callers which failed together do not return together.
public enum RetryJitter: Sendable, Hashable, CaseIterable {
  /// Exactly the wait, for showing and for tests.
  case none
  /// Anything from nothing to the wait: spreads the most.
  case full
  /// Half of the wait and anything up to the other half: never returns at once.
  case equal

  /// The wait, spread by a number that is evenly distributed over all of `UInt64`.
  func spread(_ wait: Nanoseconds, chance: UInt64) -> Nanoseconds {
    switch self {
    case .none: wait
    case .full: Self.part(of: wait, chance)
    case .equal:
      wait - Nanoseconds(wait.count / 2) + Self.part(of: Nanoseconds(wait.count / 2), chance)
    }
  }

  private static func part(of wait: Nanoseconds, _ chance: UInt64) -> Nanoseconds {
    let choices = UInt64(max(wait.count, 0)) + 1
    return Nanoseconds(Int64(choices.multipliedFullWidth(by: chance).high))
  }
}
