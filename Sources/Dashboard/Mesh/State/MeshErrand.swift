/// Something that takes its time and is done beside the screen.
public enum MeshErrand: Equatable, Sendable {
  /// Start the shop.
  case start
  /// End the shop.
  case stop
  /// Set a fault.
  case addFault(FaultOrder)
  /// End faults by their numbers.
  case clearFaults([Int])
  /// End all faults.
  case haltFaults
  /// What a lab wants.
  case lab(LabErrand)
}

/// A fault to be set.
public struct FaultOrder: Equatable, Sendable {
  /// What a fault does.
  public enum Effect: Equatable, Sendable {
    /// Milliseconds added to every answer.
    case latency(Int)
    /// Percent of requests answered with an error.
    case errors(Int)
    /// Everything is refused, health checks too.
    case down
    /// The process ends at once.
    case crash
    /// Requests are taken and never answered.
    case hang
    /// Connections are cut instead of answered.
    case reset
  }

  /// `payment`, `payment-2`, `order:payment`.
  public var target: String
  /// What it does.
  public var effect: Effect
  /// How long it lasts.
  public var seconds: Int

  /// A fault to be set.
  public init(target: String, effect: Effect, seconds: Int) {
    self.target = target
    self.effect = effect
    self.seconds = seconds
  }
}
