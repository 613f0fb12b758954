public import MeshModel

/// An instance of the local shop, as its supervisor knows it.
public struct ShopInstance: Sendable, Hashable {
  public enum State: Sendable, Hashable {
    /// Its process runs and was never ready yet.
    case starting
    case ready
    /// It was asked to end and finishes what it has begun.
    case draining
    /// Its process ended unasked and is going to be started again.
    case crashed
  }

  public let service: String
  /// As in `payment-2`.
  public let id: String
  /// Host and port; nil while it has none.
  public let address: String?
  public let version: String
  public let state: State
  /// How its process ended last, as in `signal 9`; nil when it never did.
  public let lastEnd: String?

  public init(
    service: String, id: String, address: String?, version: String, state: State,
    lastEnd: String? = nil
  ) {
    self.service = service
    self.id = id
    self.address = address
    self.version = version
    self.state = state
    self.lastEnd = lastEnd
  }
}

/// What one look at one instance brought.
public struct ShopLook: Sendable {
  public let instance: ShopInstance
  /// When its answer was there.
  public let at: ClockReading
  /// What it answered; nil when it gave no answer, or was not asked because it has no address.
  public let answer: Answer?
  /// Looks in a row, this one among them, in which it did not serve: it gave no answer, was not ready, or
  /// its process had ended.
  public var misses = 0
  /// When it last served, or when it was first seen not to, in microseconds of the wall clock.
  public var downSince: Int?

  /// The bodies of its operational paths.
  public struct Answer: Sendable {
    /// `/metrics`
    public var metrics: [UInt8]
    /// `/internal/breakers`
    public var breakers: [UInt8]
    /// `/internal/events`, those that are new.
    public var events: [UInt8]
    /// Whether `/readyz` says that it may get requests; nil when it was not asked.
    public var isReady: Bool?

    public init(
      metrics: [UInt8], breakers: [UInt8] = [], events: [UInt8] = [], isReady: Bool? = nil
    ) {
      self.metrics = metrics
      self.breakers = breakers
      self.events = events
      self.isReady = isReady
    }
  }

  public init(_ instance: ShopInstance, at: ClockReading, answer: Answer?) {
    self.instance = instance
    self.at = at
    self.answer = answer
  }

  /// Why the instance does not serve; nil when it does, or is not meant to.
  public var outageReason: String? {
    switch instance.state {
    case .starting, .draining: nil
    case .crashed: instance.lastEnd.map { "its process ended (\($0))" } ?? "its process ended"
    case .ready where answer == nil: "no answer"
    case .ready: answer?.isReady == false ? "not ready" : nil
    }
  }

  /// Whether it is silent for the first time: a busy machine may be late once, so the instance still
  /// counts as it did before.
  var isFirstMiss: Bool { instance.state == .ready && answer == nil && misses == 1 }
}
