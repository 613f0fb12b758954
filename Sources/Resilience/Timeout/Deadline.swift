/// The instant after which nobody waits for the answer any more.
///
/// **Rule.** Every call has one; a callee gets what is left of it, less a margin for the way back.
///
/// **Why.** Without it a callee goes on working for callers that have left, which is what keeps an
/// overloaded service overloaded. What is left travels as a length, not as an instant, because two
/// processes need not agree on the time.
///
/// **Advice.** Check it before each costly step, not only before each call.
public struct Deadline: Sendable, Hashable {
  /// The name of the header that tells a callee how many milliseconds are left.
  public static let headerName = "x-remaining-budget-ms"

  /// The instant, on the caller's clock.
  public let instant: Instant

  /// A deadline at an instant.
  public init(_ instant: Instant) {
    self.instant = instant
  }

  /// What is left, never below zero.
  public func remaining(now: Instant) -> Nanoseconds {
    max(instant.since(now), .zero)
  }

  /// Whether it has passed.
  public func isOver(now: Instant) -> Bool { instant <= now }

  /// The header's value: whole milliseconds left less the margin, rounded down; nil when none is
  /// left, so that there is no point in calling.
  public func headerValue(now: Instant, margin: Nanoseconds) -> String? {
    let left = (remaining(now: now) - margin).wholeMilliseconds
    return left > 0 ? String(min(left, 999_999_999)) : nil
  }

  /// The length a header's value gives: 1 to 9 digits, whole milliseconds, nothing else.
  public static func budget(fromHeader value: String) throws(BudgetHeaderProblem) -> Nanoseconds {
    if value.utf8.isEmpty { throw .empty }
    var milliseconds: Int64 = 0
    for (place, byte) in value.utf8.enumerated() {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { throw .notANumber }
      if place == 9 { throw .tooLong }
      milliseconds = milliseconds * 10 + Int64(byte - UInt8(ascii: "0"))
    }
    return .milliseconds(milliseconds)
  }
}

/// Why the header of a deadline cannot be read.
public enum BudgetHeaderProblem: Error, Sendable, Hashable, CaseIterable {
  case empty
  case notANumber
  case tooLong
}
