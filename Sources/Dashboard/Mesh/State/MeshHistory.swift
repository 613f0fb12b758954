import MeshModel

/// The rounds of the last minutes, to look back at.
struct MeshHistory: Sendable {
  /// A round, numbered from 1 in order of arrival. Its events are not kept: the latest round has
  /// them all.
  struct Entry: Sendable {
    let number: Int
    let frame: MeshFrame
  }

  private(set) var entries: [Entry] = []
  private var rows = 0
  private var newest = 0

  /// The most rounds that are kept: ten minutes.
  private static let limit = 600
  /// The most services, edges and breakers in all of them together: a large mesh is remembered for a
  /// shorter time, so that memory stays small.
  private static let rowLimit = 60_000

  mutating func add(_ frame: MeshFrame) {
    guard frame.snapshot != nil else { return }
    var frame = frame
    (frame.events, frame.fresh, frame.earlier) = ([], [], [])
    newest += 1
    entries.append(Entry(number: newest, frame: frame))
    rows += frame.rowCount
    while entries.count > 1, entries.count > Self.limit || rows > Self.rowLimit {
      rows -= entries.removeFirst().frame.rowCount
    }
  }

  func index(of number: Int) -> Int? { entries.firstIndex { $0.number == number } }

  /// The trends as they were at a round.
  func trends(until number: Int) -> [String: Trend] {
    var trends: [String: Trend] = [:]
    for entry in entries where entry.number <= number && entry.number > number - Trend.span {
      trends.take(entry.frame)
    }
    return trends
  }
}

extension MeshFrame {
  fileprivate var rowCount: Int {
    guard let snapshot else { return 0 }
    return snapshot.services.count + snapshot.edges.count + snapshot.breakers.count
      + snapshot.channels.count
  }
}

extension [String: Trend] {
  /// Takes a round; services that are gone are forgotten.
  mutating func take(_ frame: MeshFrame) {
    let services = frame.snapshot?.services ?? []
    for service in services.prefix(Trend.serviceLimit) {
      self[service.name, default: Trend()].add(
        rate: service.workPerSecond, isIll: service.health.status.isIll,
        at: frame.at.monotonic)
    }
    guard count > services.count else { return }
    let known = Set(services.map(\.name))
    self = filter { known.contains($0.key) }
  }
}
