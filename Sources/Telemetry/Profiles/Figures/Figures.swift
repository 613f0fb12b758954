import MeshModel

/// Whose figures, by the names that a page gives.
struct FigureKey: Hashable {
  let role: Part.Role
  /// Nil for the speaker himself.
  let from: String?
  let to: String
  let instance: String?
}

/// What a page says of one thing, in whatever order.
struct Figures {
  /// Sets of counts by raw value.
  typealias Set = UInt16

  private var counts = TrafficCounts()
  /// Those that the page would hold if they were not zero.
  private var counted: Set = 0
  /// Those of which a part is not known, so that their sum is not either.
  private var broken: Set = 0
  var latency = LatencyFigures()
  var inFlight: Double?
  /// The states that hold, by their places in all there are.
  private var states: UInt16 = 0
  private(set) var hasState = false
  /// The state when none of those that are named holds.
  private(set) var otherwise: Int?
  private(set) var unit = ""
  private(set) var isAddress = false
  var reached: Double?
  var left: Double?
  var limit: Double?
  var trips: Double?
  private var sayings: [Saying] = []

  mutating func add(_ amount: Double, to count: TrafficCount) { counts.add(amount, to: count) }

  /// Marks what is zero unless the page says otherwise.
  mutating func mark(counted set: Set) { counted |= set }

  mutating func mark(broken set: Set) { broken |= set }

  mutating func mark(state: Int?, of part: Part) {
    hasState = true
    otherwise = part.otherwise ?? otherwise
    if let state { states |= 1 << UInt16(state) }
  }

  /// Of several the largest is told.
  mutating func add(_ saying: Saying) {
    if let place = sayings.firstIndex(where: { $0.text == saying.text }) {
      sayings[place].value = max(sayings[place].value, saying.value)
    } else {
      sayings.append(saying)
    }
  }

  /// All figures worth telling; nil without any.
  var reason: String? {
    sayings.isEmpty ? nil : sayings.map(\.sentence).sorted().joined(separator: ", ")
  }

  mutating func describe(_ part: Part) {
    if !part.unit.isEmpty { unit = part.unit }
    if part.isAddress { isAddress = true }
  }

  /// Adds the states of another, such as a host's to an instance's.
  mutating func take(statesOf other: Figures) {
    states |= other.states
    hasState = hasState || other.hasState
  }

  var traffic: Traffic {
    var known = counts
    for count in TrafficCount.allCases {
      let bit: Set = 1 << Set(count.rawValue)
      if broken & bit != 0 {
        known[count] = nil
      } else if counted & bit != 0 {
        known[count] = known[count] ?? 0
      }
    }
    return Traffic(counts: known, latency: latency.histogram)
  }

  var health: InstanceHealth {
    worst(InstanceHealth.allCases, \.gravity) ?? .unknown
  }

  /// What was read, or what follows from a share of a limit.
  func condition(of word: BreakerWord) -> (state: BreakerCondition, confidence: Confidence)? {
    if hasState { return (worst(BreakerCondition.allCases, \.gravity) ?? .unknown, .reported) }
    guard let distance, distance.limit > 0 else { return nil }
    let left = 1 - distance.value / distance.limit
    switch word {
    // With every instance taken out nothing is let through, with some the rest carries more.
    case .ejection where left <= 0: return (.open, .derived)
    case .ejection where distance.value > 0: return (.nearLimit, .derived)
    default: return (left < Self.near ? .nearLimit : .closed, .derived)
    }
  }

  /// With less than this share of a limit left it is near.
  private static let near = 0.2

  var distance: TripDistance? {
    guard let limit, let value = reached ?? left.map({ limit - $0 }) else { return nil }
    return TripDistance(value: max(value, 0), limit: limit, unit: unit)
  }

  private func worst<State>(_ all: [State], _ gravity: (State) -> Int) -> State? {
    let holding = all.indices.filter { states >> UInt16($0) & 1 == 1 }.map { all[$0] }
    return holding.max { gravity($0) < gravity($1) } ?? otherwise.map { all[$0] }
  }
}

/// A figure told along with a breaker, as in `failure rate 12.5%`.
struct Saying {
  let text: String
  var value: Double
  let isPercent: Bool

  fileprivate var sentence: String { "\(text) \(number)\(isPercent ? "%" : "")" }

  /// With one decimal where it says something.
  private var number: String {
    guard value.magnitude < 1e15 else { return "\(value)" }
    let tenths = Int((value * 10).rounded())
    let fraction = abs(tenths % 10)
    let sign = tenths < 0 ? "-" : ""
    return "\(sign)\(abs(tenths / 10))\(fraction == 0 ? "" : ".\(fraction)")"
  }
}

extension [CountWord] {
  /// The counts as a set.
  var set: Figures.Set { reduce(0) { $0 | 1 << Figures.Set($1.count.rawValue) } }
}
