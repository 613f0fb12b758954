import MeshModel

/// What the rows of services are sorted by.
struct Sorting: Equatable, Sendable {
  /// A column that can be sorted by; `worst` is health, then errors, then rate.
  enum Key: Int, CaseIterable, Sendable {
    case worst, name, success, rate, p50, p95, p99, busy
  }

  var key = Key.worst
  /// Turns the order around.
  var isReversed = false

  /// The next column to the right, or to the left.
  mutating func step(by count: Int) {
    let all = Key.allCases
    key = all[(key.rawValue + count + all.count) % all.count]
    isReversed = false
  }

  /// The names in order; equal ones by name, unknown values last.
  func sorted(_ services: [Snapshot.Service]) -> [String] {
    let sorted = services.sorted { left, right in
      let order = Self.compare(rank(left), rank(right))
      return order == 0 ? left.name < right.name : (order < 0) != isReversed
    }
    return sorted.map(\.name)
  }

  /// What comes first has the smaller rank; the parts are compared one after the other.
  private func rank(_ service: Snapshot.Service) -> [Double] {
    let traffic = service.traffic
    func highest(_ value: Double?) -> [Double] { [value.map { -$0 } ?? .infinity] }
    switch key {
    case .worst:
      return [Double(-service.health.status.gravity)] + highest(traffic.errorRatio)
        + highest(traffic.answersPerSecond)
    case .name: return []
    case .success: return highest(traffic.errorRatio)
    case .rate: return highest(traffic.answersPerSecond)
    case .p50: return highest(traffic.latency.p50)
    case .p95: return highest(traffic.latency.p95)
    case .p99: return highest(traffic.latency.p99)
    case .busy: return highest(service.inFlight)
    }
  }

  private static func compare(_ left: [Double], _ right: [Double]) -> Int {
    for (left, right) in zip(left, right) where left != right { return left < right ? -1 : 1 }
    return 0
  }
}

/// The rows in their order, which is kept while figures move: rows that jump cannot be read.
struct ServiceOrder: Equatable, Sendable {
  private(set) var names: [String] = []
  private var signature: [String: Health.Status] = [:]
  private var sortedAt = 0

  /// Nanoseconds after which rows may change places though nobody's health changed.
  private static let patience = 10_000_000_000

  /// Sorts again when a service came, went or changed its health, or when it is time to.
  mutating func follow(
    _ services: [Snapshot.Service], _ sorting: Sorting, at now: Int, isForced: Bool = false
  ) {
    let signature = Dictionary(
      services.map { ($0.name, $0.health.status) }, uniquingKeysWith: { first, _ in first })
    guard isForced || signature != self.signature || now - sortedAt >= Self.patience else {
      return
    }
    self.signature = signature
    names = sorting.sorted(services)
    sortedAt = now
  }
}
