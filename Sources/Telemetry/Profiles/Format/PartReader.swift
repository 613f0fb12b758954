import MeshModel
import YAML

/// Reads the parts of a profile, each role by one function.
struct PartReader {
  let reader: ProfileReader
  private var complaints: Complaints { reader.complaints }
  private var readings: ReadingReader { ReadingReader(reader: reader) }

  init(reader: ProfileReader) { self.reader = reader }

  func calls(_ node: Node) -> Part? { traffic(node, "calls", isServed: false) }

  func served(_ node: Node) -> Part? { traffic(node, "what was served", isServed: true) }

  private func traffic(_ node: Node, _ what: String, isServed: Bool) -> Part? {
    var fields = Fields(node, what, complaints)
    var common = Common(reader, &fields)
    common.from = fields.optional(isServed ? "service" : "from").flatMap(reader.naming)
    common.to = isServed ? nil : fields.required("to").flatMap(reader.naming)
    common.readings =
      fields.optionalList("counts").compactMap(readings.count)
      + list(fields.optional("latency")).compactMap(readings.latency)
      + list(fields.optional("in-flight")).compactMap { readings.plain($0, .inFlight) }
    if reader.form == .json, let latency = node["latency"] {
      complaints.add(latency.place, ProfileSentence.notFor("latency", reader.form))
    }
    fields.finish()
    if !isServed, common.to == nil { return nil }
    return part(isServed ? .served : .calls, common, node)
  }

  func breakers(_ node: Node) -> Part? {
    var fields = Fields(node, "a breaker", complaints)
    var common = Common(reader, &fields)
    let kind: BreakerWord? = fields.choice("kind")
    common.from = fields.optional("from").flatMap(reader.naming)
    common.to = fields.required("to").flatMap(reader.naming)
    common.instance = fields.optional("instance").flatMap(reader.naming)
    let state = fields.optional("state")
    let words = BreakerCondition.allCases.map(\.rawValue)
    let measures: [(String, Reading.Meaning)] = [
      ("reached", .reached), ("left", .left), ("limit", .limit), ("trips", .trips),
    ]
    let measured = measures.compactMap { key, meaning in
      fields.optional(key).flatMap { readings.plain($0, meaning) }
    }
    common.readings =
      list(state).compactMap { readings.state($0, words) } + measured
      + fields.optionalList("says").compactMap(readings.says)
    common.otherwise = fields.optional("otherwise").flatMap { self.word($0, words) }
    common.unit = fields.optionalText("unit") ?? ""
    let hasShare = fields.has("limit") && (fields.has("reached") || fields.has("left"))
    fields.finish()
    if state == nil, !hasShare { complaints.add(node.place, ProfileSentence.noState) }
    guard let kind, common.to != nil else { return nil }
    return part(.breakers(kind), common, node)
  }

  func instances(_ node: Node) -> Part? {
    var fields = Fields(node, "instances", complaints)
    var common = Common(reader, &fields)
    common.to = fields.required("service").flatMap(reader.naming)
    common.instance = fields.required("instance").flatMap(reader.naming)
    common.isAddress = fields.optionalFlag("by-address") ?? false
    common.host = fields.optional("host").flatMap(reader.naming)
    if let host = fields.has("host") ? node["host"] : nil, reader.form == .metrics {
      complaints.add(host.place, ProfileSentence.notFor("host", reader.form))
    }
    let words = InstanceHealth.allCases.map(\.rawValue)
    common.readings = list(fields.required("health")).compactMap { readings.state($0, words) }
    common.otherwise = fields.optional("otherwise").flatMap { self.word($0, words) }
    fields.finish()
    guard common.to != nil, common.instance != nil else { return nil }
    return part(.instances, common, node)
  }

  private func part(_ role: Part.Role, _ common: Common, _ node: Node) -> Part? {
    if common.readings.isEmpty {
      complaints.add(node.place, ProfileSentence.noReadings)
      return nil
    }
    return Part(
      role: role, page: common.page, items: common.items, from: common.from, to: common.to,
      instance: common.instance, host: common.host, conditions: common.conditions,
      readings: common.readings, otherwise: common.otherwise,
      isAddress: common.isAddress, unit: common.unit)
  }

  /// A mapping by itself, or a list of them.
  private func list(_ node: Node?) -> [Node] {
    node.map { $0.isSequence ? $0.items : [$0] } ?? []
  }

  /// The place of a word among all.
  private func word(_ node: Node, _ words: [String]) -> Int? {
    readings.place(node, words)
  }
}

/// What all parts have.
private struct Common {
  var page: String?
  var items: [JSONPath] = []
  var from: Naming?
  var to: Naming?
  var instance: Naming?
  var host: Naming?
  var conditions: [FieldCondition]
  var readings: [Reading] = []
  var otherwise: Int?
  var isAddress = false
  var unit = ""

  init(_ reader: ProfileReader, _ fields: inout Fields) {
    conditions = fields.optional("where").map { ReadingReader(reader: reader).conditions($0) } ?? []
    if reader.form == .metrics { return }
    page = reader.page(&fields)
    // The whole page is one item.
    items = (fields.optional("each").map(reader.texts) ?? [""]).compactMap(JSONPath.init)
    if items.isEmpty { reader.complaints.add(fields.node.place, ProfileSentence.noItems) }
  }
}
