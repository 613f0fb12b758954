import Filter
import MeshModel

/// What the rows of services are sorted by.
struct Sorting: Equatable, Sendable {
  /// A column that can be sorted by; `worst` is health, then errors, then name.
  enum Key: Int, CaseIterable, Sendable {
    case worst, name, success, rate, p50, p95, p99, inFlight
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

  /// The order as `--sort` takes it; nil is the worst first.
  var text: String? {
    func text(_ field: String, isDescending: Bool) -> String {
      isDescending != isReversed ? "\(field):desc" : field
    }
    return switch key {
    case .worst: nil
    case .name: text("name", isDescending: false)
    case .success: text("success", isDescending: false)
    case .rate: text("rate", isDescending: true)
    case .p50: text("p50", isDescending: true)
    case .p95: text("p95", isDescending: true)
    case .p99: text("p99", isDescending: true)
    case .inFlight: text("inflight", isDescending: true)
    }
  }

  /// The names in order.
  ///
  /// - Parameter rows: the worst first.
  func sorted(_ rows: [ServiceRow]) -> [String] {
    guard let text, let order = try? Order(text, ServiceRow.fields) else {
      let names = rows.map(\.service.name)
      return isReversed ? names.reversed() : names
    }
    return order.sorted(rows).map(\.service.name)
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
    _ rows: [ServiceRow], _ sorting: Sorting, at now: Int, isForced: Bool = false
  ) {
    let signature = Dictionary(
      rows.map { ($0.service.name, $0.service.health.status) },
      uniquingKeysWith: { first, _ in first })
    guard isForced || signature != self.signature || now - sortedAt >= Self.patience else {
      return
    }
    self.signature = signature
    names = sorting.sorted(rows)
    sortedAt = now
  }
}
