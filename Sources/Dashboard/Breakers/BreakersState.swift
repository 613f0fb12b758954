import MeshLook
import MeshModel

/// Where the user is among the breakers.
struct BreakersState: Sendable {
  /// How much time the axis covers.
  var span = TimelineSpan.minute
  var order = BreakerOrder.worst
  var isReversed = false
  /// Whether only breakers are shown that are not plainly closed.
  var hidesHealthy = false
  /// Words that a breaker's names, kind or state have to contain; with `!` must not.
  var filter = ""

  /// Whether everything is shown.
  var showsAll: Bool { filter.isEmpty && !hidesHealthy }
}

/// How much time the axis covers.
enum TimelineSpan: Int, CaseIterable, Sendable {
  case minute = 60
  case fiveMinutes = 300
  case tenMinutes = 600

  var seconds: Int { rawValue }

  /// `60s`, `5m`, `10m`.
  var words: String { Figures.chosen(seconds: seconds) }

  /// The next longer or shorter one; the last stays.
  func stepped(by count: Int) -> TimelineSpan {
    let all = Self.allCases
    return all[max(0, min((all.firstIndex(of: self) ?? 0) + count, all.count - 1))]
  }
}

/// How breakers are sorted within their kind.
enum BreakerOrder: CaseIterable, Sendable {
  /// The gravest state first.
  case worst
  case name
  /// The nearest to tripping first.
  case distance
  /// The most trips first.
  case trips
  /// The latest change first.
  case change

  func stepped(by count: Int) -> BreakerOrder {
    let all = Self.allCases
    let index = all.firstIndex(of: self) ?? 0
    return all[(index + count + all.count) % all.count]
  }
}

/// Which breaker.
struct BreakerName: Equatable, Hashable, Sendable {
  let from: String
  let to: String
  let instance: String?
  let kind: BreakerKind

  init(_ breaker: Snapshot.Breaker) {
    from = breaker.from
    to = breaker.to
    instance = breaker.instance
    kind = breaker.kind
  }
}

extension Snapshot.Breaker {
  /// What it guards: an instance, or a whole service.
  var callee: String { instance ?? to }

  /// The subject of its events.
  var subject: String { "\(from):\(callee)" }

  /// Whether there is more to say than that it is closed.
  var isUneasy: Bool {
    switch state {
    case .closed, .disabled, .unknown: (distance?.partGone ?? 0) >= 0.5
    case .open, .halfOpen, .forcedOpen, .forcedClosed, .shedding, .nearLimit, .cannotTrip: true
    }
  }
}

extension TripDistance {
  /// What part of the way to tripping is gone, 0 to 1.
  var partGone: Double { limit > 0 ? min(1, max(0, value / limit)) : 0 }
}
