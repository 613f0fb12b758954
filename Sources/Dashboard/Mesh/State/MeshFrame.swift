public import MeshModel

/// What a look at the mesh brought: one round of the live data, as the text UI takes it.
public struct MeshFrame: Sendable {
  /// The clocks when the round was over.
  public var at: ClockReading
  /// Whether there is anything to look at.
  public var presence: Presence
  /// The latest state; nil while nothing has been seen.
  public var snapshot: Snapshot?
  /// The latest events, in order of time.
  public var events: [MeshEvent]
  /// Those of them that came in since the frame before.
  public var fresh: [MeshEvent]
  /// The faults that are set, with the time they still last at `at`.
  public var faults: [MeshFault]
  /// The rounds before this one that nobody has seen yet, the oldest first: what a source has kept.
  public var earlier: [MeshFrame]
  /// Where in a recording this was; nil for what is looked at as it happens.
  public var recorded: RecordedMoment?

  /// Whether a mesh is there.
  public enum Presence: Equatable, Sendable {
    /// No mesh of that name runs, and no other source was named.
    case absent
    /// There is something to ask, whether it answers or not.
    case present
  }

  /// A round of the live data.
  public init(
    at: ClockReading, presence: Presence = .present, snapshot: Snapshot? = nil,
    events: [MeshEvent] = [], fresh: [MeshEvent] = [], faults: [MeshFault] = [],
    earlier: [MeshFrame] = [], recorded: RecordedMoment? = nil
  ) {
    self.at = at
    self.presence = presence
    self.snapshot = snapshot
    self.events = events
    self.fresh = fresh
    self.faults = faults
    self.earlier = earlier
    self.recorded = recorded
  }

  /// The most earlier rounds that wait to be seen.
  public static let earlierLimit = 120
  /// The most events a frame holds.
  public static let eventLimit = 200

  /// Takes the place of an older frame that nobody has looked at: what was fresh stays fresh.
  public func after(_ older: MeshFrame) -> MeshFrame {
    var frame = self
    frame.earlier = Array((older.earlier + earlier).suffix(Self.earlierLimit))
    frame.fresh = Array((older.fresh + fresh).suffix(Self.eventLimit))
    return frame
  }
}

/// A moment of a recording that is played.
public struct RecordedMoment: Equatable, Sendable {
  /// Seconds after the recording's beginning.
  public var seconds: Int
  /// Whether nothing more comes.
  public var isEnd: Bool

  /// A moment.
  public init(seconds: Int, isEnd: Bool = false) {
    self.seconds = seconds
    self.isEnd = isEnd
  }
}

/// A fault that somebody has set.
public struct MeshFault: Equatable, Sendable {
  /// The number it is cleared by.
  public var number: Int
  /// `payment`, `payment-2`, `order:payment`.
  public var target: String
  /// What it does, as in `errors 50%`.
  public var effect: String
  /// Milliseconds it still lasts.
  public var remaining: Int

  /// A fault.
  public init(number: Int, target: String, effect: String, remaining: Int) {
    self.number = number
    self.target = target
    self.effect = effect
    self.remaining = remaining
  }
}
