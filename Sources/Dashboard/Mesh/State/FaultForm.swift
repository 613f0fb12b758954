/// A fault being put together: what it does, how much of that, and for how long.
struct FaultForm: Equatable, Sendable {
  /// What can be chosen, in the order it is offered.
  enum Kind: CaseIterable, Sendable {
    case latency, errors, down, crash, hang, reset
  }

  let target: String
  /// The marked kind, by its place in `kinds`.
  var marked = 0
  /// The chosen places in the lists below.
  private var latency = 1
  private var errors = 2
  private var duration = 2

  init(_ target: String) {
    self.target = target
  }

  private static let latencies = [100, 300, 1_000, 3_000]
  private static let shares = [10, 25, 50, 100]
  private static let durations = [10, 20, 60, 300]

  /// What can be done to the target: on an edge only what happens to requests.
  var kinds: [Kind] {
    target.contains(":") ? [.latency, .errors, .hang, .reset] : Kind.allCases
  }

  var kind: Kind { kinds.indices.contains(marked) ? kinds[marked] : .latency }

  var seconds: Int { Self.durations[duration] }

  /// The effect a kind would have with what is chosen.
  func effect(_ kind: Kind) -> FaultOrder.Effect {
    switch kind {
    case .latency: .latency(Self.latencies[latency])
    case .errors: .errors(Self.shares[errors])
    case .down: .down
    case .crash: .crash
    case .hang: .hang
    case .reset: .reset
    }
  }

  var order: FaultOrder {
    FaultOrder(target: target, effect: effect(kind), seconds: seconds)
  }

  /// Takes more or less of the marked effect, where it has an amount.
  mutating func step(by count: Int) {
    switch kind {
    case .latency: latency = Self.moved(latency, count, Self.latencies)
    case .errors: errors = Self.moved(errors, count, Self.shares)
    default: break
    }
  }

  /// Lets it last longer or shorter.
  mutating func last(by count: Int) {
    duration = Self.moved(duration, count, Self.durations)
  }

  private static func moved(_ place: Int, _ count: Int, _ list: [Int]) -> Int {
    max(0, min(place + count, list.count - 1))
  }
}
