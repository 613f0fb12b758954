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

  /// The time of day in UTC of a moment of the wall clock, before 1970 too: `10:00:07`.
  public static func timeOfDay(_ wall: Int) -> String {
    let day = 86_400
    let seconds = ((wall / 1_000_000) % day + day) % day
    return [seconds / 3600, seconds / 60 % 60, seconds % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
      .joined(separator: ":")
  }
}
