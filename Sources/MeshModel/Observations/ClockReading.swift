/// A point in time on both clocks: the steady one to measure with, the wall clock to print.
public struct ClockReading: Sendable, Hashable {
  /// Nanoseconds of the monotonic clock.
  public let monotonic: Int
  /// Microseconds of the wall clock, since 1970.
  public let wall: Int

  public init(monotonic: Int, wall: Int) {
    self.monotonic = monotonic
    self.wall = wall
  }
}
