public import YAML

/// A claim's source with how much it is worth.
public struct Citation: Hashable, Sendable {
  /// How a source knows what it says.
  public enum Strength: String, CaseIterable, Sendable {
    /// Numbers from an experiment, a survey or production.
    case measured
    /// A norm, an official definition, a documented limit.
    case standard
    /// People known for the subject, reasoned from practice.
    case expert
    case opinion
  }

  public let source: String
  public let strength: Strength
  /// What the source says, in our words.
  public let says: String?
  public let place: Place
}

extension Citation {
  init?(_ node: Node, _ complaints: Complaints) {
    var fields = Fields(node, "a source", complaints)
    let source = fields.text("source")
    let strength: Strength? = fields.choice("strength")
    says = fields.optionalText("says")
    fields.finish()
    guard let source, let strength else { return nil }
    self.source = source
    self.strength = strength
    place = node.place
  }
}

/// A dated number that rules refer to instead of writing it down.
public struct Fact: Sendable {
  public let id: String
  public let title: String
  /// A decimal number as written.
  public let value: String
  public let unit: String?
  public let asOf: Day
  /// From this day on the number has to be looked up again.
  public let expires: Day?
  public let note: String?
  public let sources: [Citation]
  public let place: Place
}

extension Fact {
  init?(_ document: Document, _ complaints: Complaints) {
    var fields = Fields(document.root, "a fact", complaints)
    let id = fields.identifier("fact")
    let title = fields.text("title")
    let value = fields.text("value")
    unit = fields.optionalText("unit")
    let asOf = fields.required("as-of").flatMap { Day($0, complaints) }
    expires = fields.optional("expires").flatMap { Day($0, complaints) }
    note = fields.optionalText("note")
    sources = fields.citations()
    fields.finish()
    guard let id, let title, let value, let asOf else { return nil }
    self.id = id
    self.title = title
    self.value = value
    self.asOf = asOf
    place = document.root.place
  }
}

/// A day of the calendar, `YYYY-MM-DD`.
public struct Day: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let year: Int
  public let month: Int
  public let day: Int

  public init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2],
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
      year > 0, (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  init?(_ node: Node, _ complaints: Complaints) {
    guard let day = node.text.flatMap(Day.init) else {
      complaints.add(node.place, FieldSentence.expected("a day as YYYY-MM-DD", node))
      return nil
    }
    self = day
  }

  public static func < (left: Day, right: Day) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }

  public var description: String {
    func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(year)-\(padded(month))-\(padded(day))"
  }
}

extension Fields {
  mutating func citations() -> [Citation] {
    optionalList("sources").compactMap { Citation($0, complaints) }
  }

  mutating func styles(_ key: String) -> [Style] {
    optionalList(key).compactMap { $0.choice(complaints) }
  }

  /// The ids of the facts that a text rests on.
  mutating func facts(_ vocabulary: Vocabulary) -> [String] {
    optionalList("facts").compactMap { node in
      guard let id = node.text(complaints) else { return nil }
      if vocabulary.facts[id] != nil { return id }
      complaints.add(node.place, KnowledgeSentence.unknownFact(id, vocabulary.facts.keys.sorted()))
      return nil
    }
  }
}
