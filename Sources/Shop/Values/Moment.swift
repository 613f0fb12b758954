/// Now, on the two clocks of a machine. Nothing in this module reads a clock; it is handed in.
public struct Moment: Hashable, Sendable {
  /// Microseconds since 1970, for stamps that people read. People move this clock.
  public let wall: Int
  /// Microseconds of a clock that all processes of the machine share and nobody moves; it starts
  /// anew with the machine.
  public let steady: Int

  public init(wall: Int, steady: Int) {
    self.wall = wall
    self.steady = steady
  }

  /// Moments are taken before a transaction gets its turn, so of two that meet in a store the
  /// later one may have been taken first. Beyond this many microseconds it was another life of the
  /// machine.
  static let disorder = 10_000_000

  /// Microseconds since another moment, at least 0; nil when the machine was started between.
  public func since(_ earlier: Moment) -> Int? {
    let passed = steady - earlier.steady
    return passed >= -Self.disorder ? max(passed, 0) : nil
  }
}
