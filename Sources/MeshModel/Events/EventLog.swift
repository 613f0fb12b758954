/// The latest events, in the order in which they happened.
///
/// Several processes are asked one after the other, so an event may come in after one that happened
/// later: `all` sorts by time, and among equals by arrival. Readers who come by for what is new ask
/// by number of arrival, so that they miss nothing.
public struct EventLog: Sendable {
  /// The numbers count from 1 in order of arrival.
  private var entries: [(number: Int, event: MeshEvent)] = []
  /// How many have ever arrived.
  public private(set) var newest = 0
  private let limit: Int

  /// - Parameter limit: how many are kept; the first that arrived fall out.
  public init(limit: Int = 2000) {
    self.limit = max(limit, 1)
  }

  public mutating func add(_ event: MeshEvent) {
    newest += 1
    entries.append((newest, event))
    // In one go now and then: moving all entries for every event would be slow.
    if entries.count >= limit + limit / 4 + 1 { entries.removeFirst(entries.count - limit) }
  }

  /// The kept events in order of time.
  public var all: [MeshEvent] { after(0) }

  /// Those that arrived after a number, in order of time.
  public func after(_ number: Int) -> [MeshEvent] {
    let kept = entries.suffix(limit).filter { $0.number > number }
    return kept.sorted { ($0.event.at, $0.number) < ($1.event.at, $1.number) }.map(\.event)
  }
}
