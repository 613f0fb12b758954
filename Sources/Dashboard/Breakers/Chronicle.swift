import MeshModel

/// What happened in the last minutes, by what it happened to: more than the latest events that a
/// round brings, so that a long axis can be drawn, and bounded however fast things happen.
struct Chronicle: Sendable {
  private var all: [MeshEvent] = []
  private var bySubject: [String: [MeshEvent]] = [:]
  /// When faults were set and ended.
  private(set) var faults: [MeshEvent] = []

  /// The most events that are kept.
  private static let limit = 6_000

  /// Takes what a round brought.
  mutating func take(_ frame: MeshFrame) {
    for event in all.isEmpty ? frame.events : frame.fresh { add(event) }
    guard all.count > Self.limit else { return }
    let kept = all.suffix(Self.limit * 3 / 4)
    self = Chronicle()
    for event in kept { add(event) }
  }

  private mutating func add(_ event: MeshEvent) {
    Self.insert(event, into: &all)
    Self.insert(event, into: &bySubject[event.subject, default: []])
    if event.kind == .faultOn || event.kind == .faultOff { Self.insert(event, into: &faults) }
  }

  /// Processes tell in their own time, so that one event may come after a later one.
  private static func insert(_ event: MeshEvent, into list: inout [MeshEvent]) {
    var place = list.endIndex
    while place > 0, list[place - 1].at > event.at { place -= 1 }
    list.insert(event, at: place)
  }

  /// What happened to a service, an instance or an edge, the oldest first.
  func events(of subject: String) -> [MeshEvent] { bySubject[subject] ?? [] }

  /// Everything that is about any of these, or about faults, the oldest first.
  func events(of subjects: Set<String>, until wall: Int) -> [MeshEvent] {
    all.filter {
      $0.at <= wall
        && (subjects.contains($0.subject) || $0.kind == .faultOn || $0.kind == .faultOff)
    }
  }
}
