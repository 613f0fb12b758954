/// What a call says about the health of its callee.
public enum Outcome: Sendable, Hashable, CaseIterable {
  /// The callee works.
  case success
  /// It worked, and took too long.
  case slow
  /// It does not work.
  case failure
  /// It does not work, and took too long to say so; a timeout, for one.
  case slowFailure
  /// The call says nothing about the callee.
  case ignored
}

/// How many calls there were, and how many of them were bad.
public struct OutcomeCounts: Sendable, Hashable, AdditiveArithmetic {
  /// All calls that say something about the callee.
  public let calls: Int
  /// Failures, slow ones among them.
  public let failures: Int
  /// Slow calls, failed ones among them.
  public let slow: Int

  /// So many calls, of which so many were bad.
  public init(calls: Int, failures: Int, slow: Int) {
    self.calls = calls
    self.failures = failures
    self.slow = slow
  }

  /// One call with this outcome.
  public init(_ outcome: Outcome) {
    switch outcome {
    case .success: self.init(calls: 1, failures: 0, slow: 0)
    case .slow: self.init(calls: 1, failures: 0, slow: 1)
    case .failure: self.init(calls: 1, failures: 1, slow: 0)
    case .slowFailure: self.init(calls: 1, failures: 1, slow: 1)
    case .ignored: self.init(calls: 0, failures: 0, slow: 0)
    }
  }

  /// No calls.
  public static let zero = OutcomeCounts(calls: 0, failures: 0, slow: 0)

  /// The calls of both.
  public static func + (left: OutcomeCounts, right: OutcomeCounts) -> OutcomeCounts {
    OutcomeCounts(
      calls: left.calls + right.calls, failures: left.failures + right.failures,
      slow: left.slow + right.slow)
  }

  /// The calls of the left without those of the right.
  public static func - (left: OutcomeCounts, right: OutcomeCounts) -> OutcomeCounts {
    OutcomeCounts(
      calls: left.calls - right.calls, failures: left.failures - right.failures,
      slow: left.slow - right.slow)
  }
}
