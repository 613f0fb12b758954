/// Reads a mapping field by field and complains about everything that does not fit.
///
/// Ask for each field once, then call `finish()`: what was never asked for is unknown.
public struct Fields {
  public let node: Node
  public let complaints: Complaints
  private let entries: [(key: String, keyNode: Node, value: Node)]
  private var asked: [String] = []

  /// - Parameter what: names the thing in complaints, as in "a criterion".
  public init(_ node: Node, _ what: String, _ complaints: Complaints) {
    self.node = node
    self.complaints = complaints
    entries = node.entries.map { ($0.key.text ?? "", $0.key, $0.value) }
    if !node.isMapping { complaints.add(node.place, FieldSentence.expectedMapping(what, node)) }
  }

  /// Whether there is a field of this name; does not count as asking for it.
  public func has(_ key: String) -> Bool { entries.contains { $0.key == key } }

  /// The node of a field that may be left out.
  public mutating func optional(_ key: String) -> Node? {
    asked.append(key)
    return entries.first { $0.key == key }?.value
  }

  /// The node of a field that must be there.
  public mutating func required(_ key: String) -> Node? {
    let value = optional(key)
    if value == nil, node.isMapping { complaints.add(node.place, FieldSentence.missing(key)) }
    return value
  }

  public mutating func text(_ key: String) -> String? {
    required(key).flatMap { $0.text(complaints) }
  }

  public mutating func optionalText(_ key: String) -> String? {
    optional(key).flatMap { $0.text(complaints) }
  }

  public mutating func integer(_ key: String) -> Int? {
    required(key).flatMap { $0.integer(complaints) }
  }

  public mutating func optionalInteger(_ key: String) -> Int? {
    optional(key).flatMap { $0.integer(complaints) }
  }

  public mutating func optionalFlag(_ key: String) -> Bool? {
    optional(key).flatMap { $0.flag(complaints) }
  }

  /// A value out of a closed set of words.
  public mutating func choice<Value: RawRepresentable & CaseIterable>(
    _ key: String, as type: Value.Type = Value.self
  ) -> Value? where Value.RawValue == String {
    required(key).flatMap { $0.choice(complaints) }
  }

  /// A sequence that must be there; complains when it is something else.
  public mutating func list(_ key: String) -> [Node] {
    required(key).map { $0.list(complaints) } ?? []
  }

  public mutating func optionalList(_ key: String) -> [Node] {
    optional(key).map { $0.list(complaints) } ?? []
  }

  /// A sequence of texts, empty when it is left out.
  public mutating func texts(_ key: String) -> [String] {
    optionalList(key).compactMap { $0.text(complaints) }
  }

  /// Complains about every field that was never asked for.
  public func finish() {
    for entry in entries where !asked.contains(entry.key) {
      complaints.add(entry.keyNode.place, FieldSentence.unknown(entry.key, asked))
    }
  }
}

extension Node {
  public func text(_ complaints: Complaints) -> String? {
    if let text, !text.isEmpty { return text }
    complaints.add(place, FieldSentence.expected("text", self))
    return nil
  }

  public func integer(_ complaints: Complaints) -> Int? {
    if let value = wholeNumber { return value }
    complaints.add(place, FieldSentence.expected("a whole number", self))
    return nil
  }

  public func flag(_ complaints: Complaints) -> Bool? {
    switch isPlain ? text : nil {
    case "true": return true
    case "false": return false
    default:
      complaints.add(place, FieldSentence.expected("true or false", self))
      return nil
    }
  }

  public func list(_ complaints: Complaints) -> [Node] {
    if !isSequence { complaints.add(place, FieldSentence.expected("a list", self)) }
    return items
  }

  public func choice<Value: RawRepresentable & CaseIterable>(
    _ complaints: Complaints
  ) -> Value? where Value.RawValue == String {
    if let value = text.flatMap(Value.init(rawValue:)) { return value }
    let words = Value.allCases.map(\.rawValue)
    if let text {
      complaints.add(place, FieldSentence.notOneOf(text, words))
    } else {
      complaints.add(place, FieldSentence.expected("one of \(words.joined(separator: ", "))", self))
    }
    return nil
  }

  /// A plain decimal number without fraction of at most 18 digits.
  public var wholeNumber: Int? {
    guard isPlain, let text else { return nil }
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    guard (1...18).contains(digits.utf8.count),
      digits.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 })
    else { return nil }
    return Int(text)
  }

  /// What stands here, for a complaint: the text of a scalar, or the kind of a container.
  public var summary: String {
    guard let text else { return isMapping ? "a mapping" : "a list" }
    let start = text.prefix(40)
    return "'\(start)\(start.endIndex == text.endIndex ? "" : "…")'"
  }
}
