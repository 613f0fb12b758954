/// A disturbance that somebody has set on purpose and that lasts.
public struct ActiveFault: Sendable, Hashable {
  /// A service, an instance, or an edge as in `order:payment`.
  public let target: String
  /// What it does, as in `errors 50% code 503`.
  public let effect: String
  /// When it ends by itself, in microseconds of the wall clock.
  public let ends: Int

  public init(target: String, effect: String, ends: Int) {
    self.target = target
    self.effect = effect
    self.ends = ends
  }

  /// Seconds it still lasts at a moment of the wall clock, in microseconds.
  public func secondsLeft(at wall: Int) -> Double { Double(max(ends - wall, 0)) / 1_000_000 }
}
