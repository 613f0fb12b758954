/// One life of a process that counts. Counters of another life cannot be subtracted.
public struct Epoch: Sendable, Hashable {
  /// Changes with every restart, as the start time does.
  public let identity: String
  /// Nanoseconds of the monotonic clock at which everything was still zero; nil when a new life
  /// takes over what an old one had counted, or when the time is not known.
  public let began: Int?

  public init(identity: String, began: Int? = nil) {
    self.identity = identity
    self.began = began
  }
}
