public import JSON
internal import Text

/// What can be written as a JSON object and read back: how services tell one another.
///
/// Fields that a reader does not know are left alone, so that a later version may add some.
public protocol WireText {
  /// What one is called in complaints, as in "an order".
  static var wireName: String { get }
  /// Reads the members of an object.
  init(_ fields: JSONFields) throws(JSONComplaint)
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
  public init(json bytes: [UInt8]) throws(MalformedText) {
    do throws(JSONComplaint) {
      try self.init(JSONFields(try WireLimit.read(bytes), Self.wireName))
    } catch {
      throw MalformedText(Self.wireName, error)
    }
  }

  /// Reads an array of what `json` wrote.
  public static func list(json bytes: [UInt8]) throws(MalformedText) -> [Self] {
    do throws(JSONComplaint) {
      let root = try WireLimit.read(bytes)
      guard root.isArray else { throw root.expected("an array") }
      var all: [Self] = []
      for item in root.items { all.append(try Self(JSONFields(item, wireName))) }
      return all
    } catch {
      throw MalformedText(wireName, error)
    }
  }
}

extension MalformedText {
  fileprivate init(_ what: String, _ complaint: JSONComplaint) {
    let place = "line \(complaint.line), column \(complaint.column)"
    self.init("\(what), \(place): \(complaint.message.printable)")
  }
}

/// What services send one another is small and flat.
private enum WireLimit {
  static let bytes = 64 * 1024
  static let depth = 8

  static func read(_ text: [UInt8]) throws(JSONComplaint) -> JSONValue {
    try JSONDocument.read(text, limit: bytes, depth: depth).root
  }
}

extension JSONFields {
  /// An identifier.
  func identifier<Thing>(
    _ key: String, as type: Identifier<Thing>.Type = Identifier<Thing>.self
  ) throws(JSONComplaint) -> Identifier<Thing> {
    let member = try required(key)
    guard let identifier = member.string.flatMap(Identifier<Thing>.init) else {
      throw member.expected("1 to 64 letters, digits, hyphens, underscores or dots")
    }
    return identifier
  }

  /// An amount of money: cents, zero or more.
  func money(_ key: String) throws(JSONComplaint) -> Money {
    Money(cents: try integer(key, in: 0...Money.largest.cents))
  }
}
