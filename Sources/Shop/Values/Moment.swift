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

  /// Microseconds since an earlier moment; nil when the machine was started between the two.
  public func since(_ earlier: Moment) -> Int? {
    steady >= earlier.steady ? steady - earlier.steady : nil
  }
}
