/// What happened in the mesh; the raw value is its public name. Sources may add kinds of their own.
public struct EventKind: RawRepresentable, Sendable, Hashable {
  public let rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }
  init(_ name: String) { rawValue = name }

  public static let faultOn = EventKind("fault-on")
  public static let faultOff = EventKind("fault-off")
  public static let breakerOpen = EventKind("breaker-open")
  public static let breakerHalfOpen = EventKind("breaker-half-open")
  public static let breakerClosed = EventKind("breaker-closed")
  /// A tripped breaker let a request through, and it failed.
  public static let probeFailed = EventKind("probe-failed")
  /// A service's health changed.
  public static let health = EventKind("health")
  /// A process counts anew.
  public static let restart = EventKind("restart")
  public static let sourceLost = EventKind("source-lost")
  public static let sourceBack = EventKind("source-back")
  /// Messages wait for too long, and do so no more.
  public static let backlog = EventKind("backlog")
  public static let backlogCleared = EventKind("backlog-cleared")
  /// A message was given up.
  public static let deadLetter = EventKind("dead-letter")
  /// Traffic goes to ejected instances because too few are left.
  public static let panic = EventKind("panic")
}

/// Something that happened, for the timeline.
public struct MeshEvent: Sendable, Hashable {
  /// Microseconds of the wall clock.
  public let at: Int
  public let kind: EventKind
  /// A service, an instance, an edge as in `order:payment`, or a source.
  public let subject: String
  public let detail: String
  /// The snapshot that first showed it; nil before it is in one.
  public internal(set) var snapshot: String?

  public init(
    at: Int, kind: EventKind, subject: String, detail: String, snapshot: String? = nil
  ) {
    self.at = at
    self.kind = kind
    self.subject = subject
    self.detail = detail
    self.snapshot = snapshot
  }
}
