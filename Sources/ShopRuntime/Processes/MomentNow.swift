internal import Platform
public import Shop

extension Moment {
  /// Now, on both clocks of this machine.
  public static var now: Moment {
    Moment(wall: Clock.wall, steady: Int(Clock.monotonic / 1000))
  }
}
