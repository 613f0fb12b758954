internal import JSON
internal import MeshModel

/// What the pages of one round say, by a profile.
struct JSONPass {
  private let profile: Profile
  private var figures: [FigureKey: Figures] = [:]
  /// The hosts of instances, and what was said of all instances of a host.
  private var hosts: [FigureKey: Set<String>] = [:]
  private var ofHosts: [String: Figures] = [:]
  /// What changes with a restart, and the milliseconds since the last one.
  private(set) var start: (identity: String, uptime: Double?)?
  /// How the speaker calls itself.
  private(set) var speaker: String?
  private(set) var isFull = false
  /// How many values were found.
  private(set) var readings = 0

  init(_ profile: Profile) { self.profile = profile }

  /// Takes a page; says what is missing when it is none that the profile means.
  mutating func take(_ root: JSONValue, page: String) -> String? {
    let whole = JSONItem(value: root, key: nil, around: [])
    speaker = speaker ?? profile.service.flatMap { Self.name($0, whole) }
    if let restart = profile.restart, isMeant(restart.page, page) {
      takeStart(restart, whole)
    }
    let parts = profile.parts.filter { isMeant($0.page, page) }
    var missing: String?
    var isFound = false
    for part in parts {
      for path in part.items {
        guard let items = path.items(in: root) else {
          missing = missing ?? path.text
          continue
        }
        isFound = true
        for item in items { take(item, part) }
      }
    }
    return isFound || parts.isEmpty ? nil : missing.map(ProfileProblem.nowhere)
  }

  /// Whether a part that may name its page means this one. A page that the profile does not know is
  /// taken for the one at the same path.
  private func isMeant(_ wanted: String?, _ page: String) -> Bool {
    guard let wanted, wanted != page else { return true }
    return !profile.pages.contains(page) && wanted == page.prefix { $0 != "?" }
  }

  /// All figures; what holds for a host counts for each of its instances.
  var result: [(FigureKey, Figures)] {
    figures.map { key, figures in
      var figures = figures
      for host in hosts[key] ?? [] {
        if let all = ofHosts[host] { figures.take(statesOf: all) }
      }
      return (key, figures)
    }
  }

  private mutating func takeStart(_ restart: RestartKey, _ item: JSONItem) {
    let identity = restart.names.lazy.compactMap(JSONPath.init).compactMap { $0.text(in: item) }
      .first
    guard let identity else { return }
    let uptime = restart.uptime.flatMap(JSONPath.init)?.number(in: item, .duration)
    start = (identity, uptime)
  }

  private mutating func take(_ item: JSONItem, _ part: Part) {
    let passes = part.conditions.allSatisfy { Self.passes($0, item) }
    let to = part.to.flatMap { Self.name($0, item) }
    let instance = part.instance.flatMap { Self.name($0, item) }
    let host = part.host.flatMap { Self.name($0, item) }
    let from = part.from.flatMap { Self.name($0, item) }
    if !passes || part.from != nil && from == nil { return }
    if let host, part.role == .instances, instance == nil {
      ofHosts[host] = read(item, part, ofHosts[host] ?? Figures())
      return
    }
    if part.to != nil && to == nil || part.role == .instances && instance == nil { return }
    let key = FigureKey(role: part.role, from: from, to: to ?? "", instance: instance)
    guard figures[key] != nil || figures.count < FigureTable.limit else {
      isFull = true
      return
    }
    figures[key] = read(item, part, figures[key] ?? Figures())
    if let host { hosts[key, default: []].insert(host) }
  }

  private static func passes(_ condition: FieldCondition, _ item: JSONItem) -> Bool {
    condition.passes(JSONPath(condition.field)?.text(in: item))
  }

  /// The first field with a value that means something.
  private static func name(_ naming: Naming, _ item: JSONItem) -> String? {
    for field in naming.fields {
      guard var value = JSONPath(field)?.text(in: item) else { continue }
      if let prefix = naming.after, let end = value.end(of: prefix) {
        value = String(value[end...])
      }
      if let end = naming.until {
        value = String(decoding: value.utf8.prefix { $0 != end }, as: UTF8.self)
      }
      if !value.isEmpty, !naming.unknown.contains(value) { return value }
    }
    return nil
  }

  private mutating func read(_ item: JSONItem, _ part: Part, _ figures: Figures) -> Figures {
    var figures = figures
    figures.describe(part)
    for reading in part.readings where reading.conditions.allSatisfy({ Self.passes($0, item) }) {
      guard let path = JSONPath(reading.name) else { continue }
      if case .state(_, let map) = reading.meaning {
        guard let state = path.text(in: item) ?? reading.missing else { continue }
        readings += 1
        figures.mark(state: map[state], of: part)
      } else if let value = path.number(in: item, reading.form) {
        readings += 1
        let isKnown = value >= 0 && value < 1e18 && !reading.unknown.contains(value)
        take(value, isKnown, reading.meaning, item, &figures)
      }
    }
    return figures
  }

  private func take(
    _ value: Double, _ isKnown: Bool, _ meaning: Reading.Meaning, _ item: JSONItem,
    _ figures: inout Figures
  ) {
    func count(_ words: [CountWord]) {
      if !isKnown { return figures.mark(broken: words.set) }
      for word in words { figures.add(value, to: word.count) }
    }
    switch meaning {
    case .counts(let words): count(words)
    case .countsBy(let field, let map):
      figures.mark(counted: map.values.reduce(0) { $0 | $1.set })
      count(JSONPath(field)?.text(in: item).flatMap { map[$0] } ?? [])
    case .status(let field):
      let status = StatusText((JSONPath(field)?.text(in: item) ?? "").utf8)
      figures.mark(counted: status.set)
      count(status.words)
    case .latency, .state: break
    case _ where !isKnown: break
    case .inFlight: figures.inFlight = (figures.inFlight ?? 0) + value
    case .trips: figures.trips = (figures.trips ?? 0) + value
    case .reached: figures.reached = (figures.reached ?? 0) + value
    case .left: figures.left = (figures.left ?? 0) + value
    case .limit: figures.limit = (figures.limit ?? 0) + value
    case .says(let text, let isPercent):
      figures.add(Saying(text: text, value: value, isPercent: isPercent))
    }
  }
}
