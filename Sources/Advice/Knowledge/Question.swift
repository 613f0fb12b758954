public import YAML

/// Something the advisor asks.
public struct Question: Sendable {
  /// Where in the interview a question belongs.
  public enum Group: String, CaseIterable, Sendable {
    case team, delivery, system, domain, demand, runtime, today
  }

  /// How hard it is to change what the answer says, from easy to impossible.
  public enum Change: String, CaseIterable, Sendable {
    case easy, moderate, hard, fixed

    /// 0 for easy to 3 for fixed.
    public var effort: Int {
      switch self {
      case .easy: 0
      case .moderate: 1
      case .hard: 2
      case .fixed: 3
      }
    }
  }

  public let id: String
  /// Place in the interview.
  public let order: Int
  public let group: Group
  public let text: String
  public let help: String
  public let why: String
  public let change: Change
  public let domain: Domain
  /// What a number counts, as in "developers".
  public let unit: String?
  public let place: Place
}

extension Question {
  init?(_ document: Document, _ complaints: Complaints) {
    var fields = Fields(document.root, "a question", complaints)
    let id = fields.identifier("question")
    let order = fields.integer("order")
    let group: Group? = fields.choice("group")
    let text = fields.text("text")
    let help = fields.text("help")
    let why = fields.text("why")
    let change: Change? = fields.choice("change")
    let domain = fields.required("answer").flatMap { Domain($0, complaints) }
    unit = fields.optionalText("unit")
    fields.finish()
    guard let id, let order, let group, let text, let help, let why, let change, let domain else {
      return nil
    }
    self.id = id
    self.order = order
    self.group = group
    self.text = text
    self.help = help
    self.why = why
    self.change = change
    self.domain = domain
    place = document.root.place
  }
}

extension Domain {
  /// The most words a question may offer.
  static let wordLimit = 12

  init?(_ node: Node, _ complaints: Complaints) {
    var fields = Fields(node, "the answers of a question", complaints)
    defer { fields.finish() }
    if let range = fields.optional("integer") {
      guard let bounds = Self.bounds(range, decimals: 0, complaints) else { return nil }
      self = .integer(bounds)
    } else if let range = fields.optional("percent") {
      guard let bounds = Self.bounds(range, decimals: 5, complaints) else { return nil }
      self = .percent(bounds)
    } else {
      let ordered = fields.optionalFlag("ordered") ?? false
      let words = fields.list("words").compactMap { Word($0, complaints) }
      guard (2...Self.wordLimit).contains(words.count), Set(words.map(\.name)).count == words.count
      else {
        complaints.add(node.place, KnowledgeSentence.badWords(Self.wordLimit))
        return nil
      }
      self = .words(words, ordered: ordered)
    }
  }

  private static func bounds(
    _ node: Node, decimals: Int, _ complaints: Complaints
  ) -> ClosedRange<Int>? {
    let ends = node.list(complaints).compactMap { item in
      item.text.flatMap { fixedPoint($0, decimals: decimals) }
    }
    guard ends.count == 2, ends[0] < ends[1] else {
      complaints.add(node.place, KnowledgeSentence.badBounds)
      return nil
    }
    return ends[0]...ends[1]
  }
}

extension Word {
  init?(_ node: Node, _ complaints: Complaints) {
    var fields = Fields(node, "a word", complaints)
    let name = fields.text("word")
    let means = fields.text("means")
    fields.finish()
    guard let name, let means else { return nil }
    self.init(name: name, means: means)
  }
}

extension Fields {
  /// An id: lower case words joined by hyphens, equal to the file's name.
  mutating func identifier(_ key: String) -> String? {
    guard let id = text(key) else { return nil }
    let path = node.place.file.utf8
    let name = path[
      (path.lastIndex(of: UInt8(ascii: "/")).map(path.index(after:)) ?? path.startIndex)...]
    if !name.elementsEqual("\(id).yaml".utf8) {
      complaints.add(node.place, KnowledgeSentence.idIsNotFileName(id, "\(Substring(name))"))
    }
    return id
  }
}
