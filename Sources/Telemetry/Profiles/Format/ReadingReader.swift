import YAML

/// Reads what a series or a path tells.
struct ReadingReader {
  let reader: ProfileReader
  private var complaints: Complaints { reader.complaints }

  /// Something that counts requests.
  func count(_ node: Node) -> Reading? {
    var fields = Fields(node, "a count", complaints)
    let meanings: [Reading.Meaning?] = [
      fields.optional("counts").map { .counts(words($0)) },
      fields.optional("status").flatMap(reader.fieldName).map { .status(field: $0) },
      fields.optional("by").flatMap(by),
    ]
    let given = ["counts", "status", "by"].filter(fields.has)
    if given.count != 1 { complaints.add(node.place, ProfileSentence.oneMeaning) }
    let meaning = meanings.compactMap { $0 }.first
    return meaning.flatMap { reading(&fields, $0) }
  }

  func latency(_ node: Node) -> Reading? {
    var fields = Fields(node, "a latency", complaints)
    let unit: UnitWord? = fields.choice("unit")
    return unit.flatMap { reading(&fields, .latency(unit: $0.milliseconds)) }
  }

  /// A number that needs nothing said; its series or path may stand by itself.
  func plain(_ node: Node, _ meaning: Reading.Meaning) -> Reading? {
    if node.isScalar {
      return reader.readingName(node).map {
        Reading(
          name: $0, conditions: [], meaning: meaning, unknown: [], form: .number, missing: nil)
      }
    }
    var fields = Fields(node, "a number", complaints)
    return reading(&fields, meaning)
  }

  func says(_ node: Node) -> Reading? {
    var fields = Fields(node, "a figure", complaints)
    let text = fields.text("text")
    let isPercent = fields.optionalFlag("percent") ?? false
    return text.flatMap { reading(&fields, .says($0, isPercent: isPercent)) }
  }

  /// - Parameter words: all states there are.
  func state(_ node: Node, _ words: [String]) -> Reading? {
    var fields = Fields(node, "a state", complaints)
    let label = reader.form == .metrics ? fields.optional("label") : nil
    var map: [String: Int] = [:]
    for (key, value) in fields.required("map")?.entries ?? [] {
      if let key = key.text(complaints), let place = place(value, words) { map[key] = place }
    }
    let missing = reader.form == .json ? fields.optionalText("missing") : nil
    let field = label.flatMap(reader.fieldName)
    return reading(&fields, .state(field: field, map), missing: missing)
  }

  /// The place of a word among all.
  func place(_ node: Node, _ words: [String]) -> Int? {
    guard let text = node.text(complaints) else { return nil }
    if let place = words.firstIndex(of: text) { return place }
    complaints.add(node.place, FieldSentence.notOneOf(text, words))
    return nil
  }

  func conditions(_ node: Node) -> [FieldCondition] {
    if !node.isMapping { complaints.add(node.place, ProfileSentence.oneField) }
    return node.entries.compactMap { key, value in
      guard let field = reader.fieldName(key), let test = test(value) else { return nil }
      return FieldCondition(field: field, test: test)
    }
  }

  private func reading(
    _ fields: inout Fields, _ meaning: Reading.Meaning, missing: String? = nil
  ) -> Reading? {
    let name = fields.required(reader.form == .metrics ? "series" : "path")
      .flatMap(reader.readingName)
    let conditions = fields.optional("where").map(conditions) ?? []
    let unknown = (fields.optional("unknown").map(reader.texts) ?? [])
      .compactMap { NumberText.read($0, .number) }
    let form: NumberForm? = reader.form == .json ? fields.optional("as")?.choice(complaints) : nil
    fields.finish()
    return name.map {
      Reading(
        name: $0, conditions: conditions, meaning: meaning, unknown: unknown,
        form: form ?? .number, missing: missing)
    }
  }

  /// A label or path with the counts by its values.
  private func by(_ node: Node) -> Reading.Meaning? {
    guard let (key, map) = node.entries.first, node.entries.count == 1, map.isMapping else {
      complaints.add(node.place, ProfileSentence.oneField)
      return nil
    }
    var counts: [String: [CountWord]] = [:]
    for (value, count) in map.entries {
      if let value = value.text(complaints) { counts[value] = words(count) }
    }
    return reader.fieldName(key).map { .countsBy(field: $0, counts) }
  }

  private func words(_ node: Node) -> [CountWord] {
    (node.isSequence ? node.items : [node]).compactMap { $0.choice(complaints) }
  }

  /// A value by itself, a list of which one has to hold, or a mapping with a test.
  private func test(_ node: Node) -> FieldCondition.Test? {
    // An empty text is a value here: that of a label which is not there.
    if !node.isMapping { return .isOneOf(values(node)) }
    var fields = Fields(node, "a test", complaints)
    let tests: [FieldCondition.Test?] = [
      fields.optional("not").map { .isNoneOf(values($0)) },
      fields.optional("holds").map { .holds(values($0)) },
      fields.optional("starts").map { .startsWith(values($0)) },
      fields.optional("starts-not").map { .startsWithNone(values($0)) },
    ]
    fields.finish()
    let given = tests.compactMap { $0 }
    if given.count != 1 { complaints.add(node.place, ProfileSentence.oneTest) }
    return given.first
  }

  private func values(_ node: Node) -> [String] {
    (node.isSequence ? node.items : [node]).compactMap { item in
      if item.isScalar { return item.text }
      return item.text(complaints)
    }
  }
}
