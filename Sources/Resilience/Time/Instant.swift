/// A point on the caller's monotonic clock, in nanoseconds since any fixed moment.
///
/// Nothing in this module reads a clock: whoever calls hands in `now`.
public struct Instant: Sendable, Hashable, Comparable {
  /// Nanoseconds since the clock's zero; only differences mean anything.
  public let nanoseconds: Int64

  /// The point so many nanoseconds after the clock's zero.
  public init(nanoseconds: Int64) {
    self.nanoseconds = nanoseconds
  }

  /// How long ago another instant was; negative when it lies ahead.
  public func since(_ earlier: Instant) -> Nanoseconds {
    Nanoseconds(nanoseconds) - Nanoseconds(earlier.nanoseconds)
  }

  /// Whether an instant is the earlier one.
  public static func < (left: Instant, right: Instant) -> Bool {
    left.nanoseconds < right.nanoseconds
  }

  /// The instant so long after.
  public static func + (instant: Instant, length: Nanoseconds) -> Instant {
    Instant(nanoseconds: (Nanoseconds(instant.nanoseconds) + length).count)
  }

  /// The instant so long before.
  public static func - (instant: Instant, length: Nanoseconds) -> Instant {
    Instant(nanoseconds: (Nanoseconds(instant.nanoseconds) - length).count)
  }
}
