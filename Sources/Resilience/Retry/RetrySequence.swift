/// One call and its attempts: decides after each whether there is another, and when.
///
/// **Rule.** Another attempt is made when the ending is listed, attempts are left, the deadline leaves
/// time after the wait, nobody further up is retrying already, and the budget pays for it. The wait
/// grows from attempt to attempt, and is never shorter than the callee asked for; there is none when the
/// next attempt goes to somebody else.
///
/// **Why.** Most faults of a network are over in a moment. The others get worse by every retry: four
/// attempts at each of three levels are 64 calls to the service that is down.
///
/// **Advice.** Retry at one level, the nearest to the fault; pass on that a call is a retry; let
/// calls that change something be retried on more than the default only when the callee knows a
/// repeated one by its key.
///
/// Defaults are in ``RetrySettings``; a decision is its only event.
public struct RetrySequence: Sendable {
  /// The name of the header that tells a callee which attempt this is; sent from 2 on, and passed
  /// on by a callee to its own.
  public static let headerName = "x-retry-attempt"

  private enum Progress: Sendable {
    /// The attempt of this number is being made.
    case attempting(Int)
    case over(RetryStop)
  }

  private var progress = Progress.attempting(1)

  /// A call whose first attempt is being made.
  public init() {}

  /// The attempt being made, 1 for the first; nil when the call is over.
  public var attempt: Int? {
    switch progress {
    case .attempting(let attempt): attempt
    case .over: nil
    }
  }

  /// Decides what follows on an ended attempt.
  ///
  /// - Parameter chance: evenly distributed over all of `UInt64`; spreads the wait.
  public mutating func next(
    after result: AttemptResult, _ rule: RetryRule, budget: inout RetryBudget, chance: UInt64,
    now: Instant
  ) -> RetryDecision {
    switch progress {
    case .over(let stop):
      return .stop(stop)
    case .attempting(let attempt):
      switch rule.wait(after: attempt, result, chance: chance, now: now) {
      case .failure(let stop):
        return end(stop)
      case .success(let wait):
        guard budget.withdraw(now: now) else { return end(.budgetUsedUp) }
        progress = .attempting(attempt + 1)
        return .retry(after: wait, attempt: attempt + 1)
      }
    }
  }

  private mutating func end(_ stop: RetryStop) -> RetryDecision {
    progress = .over(stop)
    return .stop(stop)
  }
}

/// How an attempt ended, and what bears on another one.
public struct AttemptResult: Sendable, Hashable {
  /// How the attempt ended.
  public var ending: Ending
  /// What the callee asked for in its Retry-After header.
  public var retryAfter: Nanoseconds?
  /// After which nobody waits for the call; nil when somebody always does.
  public var deadline: Deadline?
  /// Whether the call that this one serves is a retry already.
  public var servesRetry: Bool
  /// Whether the next attempt goes to somebody else, so that there is nothing to wait for.
  public var isWorthAskingAtOnce: Bool

  /// An attempt that ended so.
  public init(
    _ ending: Ending, retryAfter: Nanoseconds? = nil, deadline: Deadline? = nil,
    servesRetry: Bool = false, isWorthAskingAtOnce: Bool = false
  ) {
    self.ending = ending
    self.retryAfter = retryAfter
    self.deadline = deadline
    self.servesRetry = servesRetry
    self.isWorthAskingAtOnce = isWorthAskingAtOnce
  }
}

/// What follows on an attempt.
public enum RetryDecision: Sendable, Hashable {
  /// Wait so long, then make the attempt of this number.
  case retry(after: Nanoseconds, attempt: Int)
  /// The call ends as this attempt did.
  case stop(RetryStop)
}

/// Why there is no other attempt.
public enum RetryStop: Error, Sendable, Hashable, CaseIterable {
  /// The ending is not one to retry on; a success, for one.
  case endingNotListed
  case attemptsUsedUp
  /// Somebody further up retries; doing so here too would multiply.
  case servesRetry
  /// The callee asks for more patience than the longest wait.
  case askedToWaitTooLong
  /// The deadline leaves no time for an attempt after the wait.
  case deadlineTooNear
  /// Too many calls to this callee are retries already.
  case budgetUsedUp
}
