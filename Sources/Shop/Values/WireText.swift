public import JSON
public import YAML

/// What can be written as a JSON object and read back: how services tell one another.
///
/// Fields that a reader does not know are left alone, so that a later version may add some.
public protocol WireText {
  /// What one is called in complaints, as in "an order".
  static var wireName: String { get }
  /// Reads the fields; nil after it has complained about one.
  init?(_ fields: inout Fields)
  /// Writes the fields into an object that was begun.
  func write(_ json: inout JSONWriter)
}

/// Why a text that came over the wire cannot be read.
public struct MalformedText: Error, Hashable, Sendable {
  /// What is wrong with the text.
  public let sentence: String

  public init(_ sentence: String) {
    self.sentence = sentence
  }
}

extension WireText {
  /// The object on one line, without a line break.
  public var json: String {
    var writer = JSONWriter(pretty: false)
    writer.object { write(&$0) }
    var text = writer.text
    if text.utf8.last == UInt8(ascii: "\n") { text.removeLast() }
    return text
  }

  /// Reads what `json` wrote.
  ///
  /// - Throws: the first complaint.
  public init(json bytes: [UInt8]) throws(MalformedText) {
    do throws(Diagnostic) {
      let document = try Document.parse(bytes, file: Self.wireName, limits: .wire)
      let complaints = Complaints()
      guard let value = Self(document.root, complaints), complaints.isEmpty else {
        throw complaints.list.first
          ?? Diagnostic(document.root.place, "expected \(Self.wireName)")
      }
      self = value
    } catch {
      let place = "line \(error.place.line), column \(error.place.column)"
      throw MalformedText("\(Self.wireName), \(place): \(error.message.printable)")
    }
  }

  /// Reads an object that is part of a document.
  public init?(_ node: Node, _ complaints: Complaints) {
    var fields = Fields(node, Self.wireName, complaints)
    guard node.isMapping else { return nil }
    self.init(&fields)
  }
}

extension ParserLimits {
  /// What services send one another is small and flat.
  public static let wire = ParserLimits(bytes: 64 * 1024, depth: 8)
}

extension Fields {
  /// An identifier that must be there.
  mutating func identifier<Thing>(
    _ key: String, as type: Identifier<Thing>.Type = Identifier<Thing>.self
  ) -> Identifier<Thing>? {
    guard let node = required(key) else { return nil }
    if let identifier = node.text.flatMap(Identifier<Thing>.init) { return identifier }
    complaints.add(
      node.place,
      FieldSentence.expected("1 to 64 letters, digits, hyphens, underscores or dots", node))
    return nil
  }

  /// An amount of money that must be there: cents, zero or more.
  mutating func money(_ key: String) -> Money? {
    number(key, in: 0...Money.largest.cents).map(Money.init)
  }

  /// A whole number within bounds that must be there.
  mutating func number(_ key: String, in range: ClosedRange<Int>) -> Int? {
    guard let node = required(key) else { return nil }
    if let number = node.wholeNumber, range.contains(number) { return number }
    complaints.add(
      node.place,
      FieldSentence.expected(
        "a whole number from \(range.lowerBound) to \(range.upperBound)", node))
    return nil
  }
}
