/// A length of time in whole nanoseconds; may be negative.
///
/// Sums and products stop at the largest value (292 years) instead of trapping, so that a length
/// from outside can never stop the program.
public struct Nanoseconds: Sendable, Hashable, Comparable {
  /// How many nanoseconds.
  public let count: Int64

  /// A length of so many nanoseconds.
  public init(_ count: Int64) {
    self.count = count
  }

  /// No time at all.
  public static let zero = Nanoseconds(0)
  /// The longest length there is, for "no limit".
  public static let longest = Nanoseconds(.max)

  /// So many millionths of a second.
  public static func microseconds(_ count: Int64) -> Nanoseconds { Nanoseconds(1000) * count }
  /// So many thousandths of a second.
  public static func milliseconds(_ count: Int64) -> Nanoseconds { Nanoseconds(1_000_000) * count }
  /// So many seconds.
  public static func seconds(_ count: Int64) -> Nanoseconds { Nanoseconds(1_000_000_000) * count }

  /// Whole milliseconds, rounded towards zero.
  public var wholeMilliseconds: Int64 { count / 1_000_000 }
  /// Seconds with a fraction, for showing.
  public var inSeconds: Double { Double(count) / 1e9 }

  /// Whether a length is the shorter one.
  public static func < (left: Nanoseconds, right: Nanoseconds) -> Bool { left.count < right.count }

  /// Both lengths together.
  public static func + (left: Nanoseconds, right: Nanoseconds) -> Nanoseconds {
    let (sum, overflow) = left.count.addingReportingOverflow(right.count)
    return Nanoseconds(overflow ? (right.count < 0 ? .min : .max) : sum)
  }

  /// What a length is longer by.
  public static func - (left: Nanoseconds, right: Nanoseconds) -> Nanoseconds {
    let (difference, overflow) = left.count.subtractingReportingOverflow(right.count)
    return Nanoseconds(overflow ? (right.count < 0 ? .max : .min) : difference)
  }

  /// So many times the length.
  public static func * (left: Nanoseconds, right: Int64) -> Nanoseconds {
    let (product, overflow) = left.count.multipliedReportingOverflow(by: right)
    return Nanoseconds(overflow ? ((left.count < 0) == (right < 0) ? .max : .min) : product)
  }
}
