/// The traffic of several observers of one source, put together.
struct Gathered: Sendable {
  private var sum: WindowSum?
  private(set) var isFresh = false
  private(set) var inFlight: Double?
  private(set) var `protocol` = "http"
  /// Whether health checks are counted along.
  private(set) var countsProbes = false

  /// Adds an observer's series. What a process counted before it fell silent still belongs to the
  /// window, but somebody has to be speaking now.
  mutating func add(_ series: SeriesRecord, since moment: Int, isFresh: Bool) {
    series.window.add(to: &sum, since: moment)
    `protocol` = series.protocol
    countsProbes = countsProbes || series.countsProbes
    guard isFresh else { return }
    self.isFresh = true
    if let more = series.inFlight { inFlight = (inFlight ?? 0) + more }
  }

  /// Nil without a valid window.
  var window: WindowSum? { isFresh ? sum : nil }
}

/// Caller and callee.
struct EdgeKey: Hashable, Comparable {
  let from: String
  let to: String

  static func < (left: EdgeKey, right: EdgeKey) -> Bool {
    (left.from, left.to) < (right.from, right.to)
  }
}

/// A process by the service it belongs to.
struct InstanceKey: Hashable, Comparable {
  let service: String
  let instance: String

  static func < (left: InstanceKey, right: InstanceKey) -> Bool {
    (left.service, left.instance) < (right.service, right.instance)
  }
}

/// What several observers of one source told.
protocol Gatherable {
  /// Whether somebody speaks of it now.
  var isFresh: Bool { get }
}

extension Gathered: Gatherable {}
extension GatheredMessages: Gatherable {}
extension TopicParts: Gatherable {}

extension Dictionary where Value: Gatherable {
  /// Takes over what another source gathered where nothing fresh is known: two sources that tell of
  /// the same requests are not added up.
  mutating func complete(with other: [Key: Value]) {
    if isEmpty {
      self = other
      return
    }
    merge(other) { known, new in known.isFresh || !new.isFresh ? known : new }
  }
}
