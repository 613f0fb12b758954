public import YAML

/// What the pages of one kind of software mean: which of their series or values are answers, errors
/// and states, and who speaks of whom. It stands as data in the knowledge base.
public struct Profile: Sendable {
  /// How its pages are written.
  public enum Form: String, CaseIterable, Sendable {
    /// Prometheus's text format.
    case metrics
    case json
  }

  public let id: String
  public let title: String
  public let form: Form
  /// Paths with their queries, asked when the address of the source names none.
  public let pages: [String]
  /// Of the calls it tells of, as in `http`.
  let transport: String
  /// Who speaks, when the user does not say; nil for the host and port.
  let service: Naming?
  let restart: RestartKey?
  /// Series that show a page to be of this kind even when nothing was counted yet. A start time does
  /// not: pages of all kinds have the same one.
  let signs: [String]
  let parts: [Part]
  /// Pages with what they must be read as.
  public let trials: [ProfileTrial]
  public let place: Place

  /// The names of all series it reads.
  var series: [String] {
    parts.flatMap { $0.readings.map(\.name) } + signs + (restart?.names ?? [])
  }
}

/// What changes with every restart.
struct RestartKey: Sendable {
  /// Series with the start time in seconds since 1970, or the path of any text; the first that is
  /// there counts.
  let names: [String]
  /// The path of the time since the start.
  let uptime: String?
  let page: String?
}

/// One thing a page tells of.
struct Part: Sendable {
  enum Role: Sendable, Hashable {
    /// What the speaker sent to others.
    case calls
    /// What it served.
    case served
    case breakers(BreakerWord)
    /// How it finds instances to be.
    case instances
  }

  let role: Role
  /// Of several pages, the one that is meant.
  let page: String?
  /// JSON: where the items are of which each speaks of one thing.
  let items: [JSONPath]
  /// The caller, or who served; nil for the speaker.
  let from: Naming?
  /// The callee, or the service of an instance.
  let to: Naming?
  let instance: Naming?
  /// Where instances live; what names no instance holds for all of its host.
  let host: Naming?
  let conditions: [FieldCondition]
  let readings: [Reading]
  /// The state when none of those that are named holds.
  let otherwise: Int?
  /// Whether instances are called by the host and port they listen at, so that they can be found
  /// again in other sources.
  let isAddress: Bool
  /// Of a breaker's distance, as in `consecutive failures`.
  let unit: String
}

/// How something is called: the first of some fields that has a value.
struct Naming: Sendable {
  /// Labels of a series, or paths in an item.
  let fields: [String]
  /// Values that mean that there is none.
  let unknown: [String]
  /// What stands before the name inside the value, if it is there.
  let after: String?
  /// Where the name ends inside the value; nil takes all of it.
  let until: UInt8?
}

/// A demand on a label, or on the value at a path. One that is not there counts as empty.
struct FieldCondition: Sendable {
  enum Test: Sendable {
    case isOneOf([String])
    case isNoneOf([String])
    /// A list with commas has one of these.
    case holds([String])
    case startsWith([String])
    case startsWithNone([String])
  }

  let field: String
  let test: Test
}

/// A series, or the value at a path, and what it tells.
struct Reading: Sendable {
  enum Meaning: Sendable {
    case counts([CountWord])
    /// By the value of a field.
    case countsBy(field: String, [String: [CountWord]])
    /// Answers by the class of the status in a field: 200, 2xx, or a word for none.
    case status(field: String)
    /// A histogram, or only number and sum; milliseconds of one unit.
    case latency(unit: Double)
    case inFlight
    /// The states by the value of a field, or by the number itself without one.
    case state(field: String?, [String: Int])
    case reached, left, limit, trips
    /// A figure worth telling along with a breaker.
    case says(String, isPercent: Bool)
  }

  let name: String
  let conditions: [FieldCondition]
  let meaning: Meaning
  /// Numbers that mean that nothing is known.
  let unknown: [Double]
  let form: NumberForm
  /// What a state is that is left out, or null.
  let missing: String?
}
