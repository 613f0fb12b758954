internal import Text

/// Reads the members of a JSON object and complains about the first that does not fit.
///
/// Members nobody asks for are left alone, so that a later version may add some. A name that stands
/// twice is refused: two readers could take different ones.
public struct JSONFields: Sendable {
  private let value: JSONValue

  /// - Parameter what: names the thing in complaints, as in "an order".
  public init(_ value: JSONValue, _ what: String) throws(JSONComplaint) {
    guard value.isObject else {
      throw JSONComplaint(value, "expected \(what) as an object, found \(value.summary)")
    }
    self.value = value
    var names: Set<String> = []
    for member in value.members where !names.insert(member.name).inserted {
      throw JSONComplaint(member.value, "the key '\(member.name.prefix(60))' stands there twice")
    }
  }

  /// A member that must be there.
  public func required(_ key: String) throws(JSONComplaint) -> JSONValue {
    guard let member = value[key] else {
      throw JSONComplaint(value, "the key '\(key)' is missing")
    }
    return member
  }

  /// A member that may be missing or `null`: both read as nil.
  public func optional(_ key: String) -> JSONValue? {
    value[key].flatMap { $0.isNull ? nil : $0 }
  }

  /// A string that is not empty.
  public func text(_ key: String) throws(JSONComplaint) -> String {
    let member = try required(key)
    guard let text = member.string, !text.isEmpty else { throw member.expected("text") }
    return text
  }

  /// A whole number of at most 18 digits.
  public func integer(_ key: String) throws(JSONComplaint) -> Int {
    let member = try required(key)
    guard let number = member.wholeNumber else { throw member.expected("a whole number") }
    return number
  }

  /// A whole number within bounds.
  public func integer(
    _ key: String, in range: ClosedRange<Int>
  ) throws(JSONComplaint) -> Int {
    let member = try required(key)
    guard let number = member.wholeNumber, range.contains(number) else {
      throw member.expected("a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  /// A value out of a closed set of words.
  public func choice<Value: RawRepresentable & CaseIterable>(
    _ key: String, as type: Value.Type = Value.self
  ) throws(JSONComplaint) -> Value where Value.RawValue == String {
    let member = try required(key)
    let words = Value.allCases.map(\.rawValue)
    guard let word = member.string else {
      throw member.expected("one of \(words.joined(separator: ", "))")
    }
    guard let value = Value(rawValue: word) else {
      throw JSONComplaint(
        member,
        "'\(word.prefix(60))' is not one of \(words.joined(separator: ", "))"
          + NearestName.hint(word, in: words))
    }
    return value
  }

  /// The values of an array.
  public func list(_ key: String) throws(JSONComplaint) -> [JSONValue] {
    let member = try required(key)
    guard member.isArray else { throw member.expected("an array") }
    return member.items
  }
}

/// What does not fit about a value, and where it stands.
public struct JSONComplaint: Error, Hashable, Sendable {
  /// Both count from 1; the column counts characters.
  public let line: Int
  public let column: Int
  /// Says what is wrong, then what was expected. It may quote the text: make it printable.
  public let message: String

  public init(_ value: JSONValue, _ message: String) {
    self.init(value.document.bytes, value.offset, message)
  }

  /// - Parameter offset: bytes before the place.
  init(_ text: [UInt8], _ offset: Int, _ message: String) {
    let before = text.prefix(offset)
    line = before.count { $0 == UInt8(ascii: "\n") } + 1
    let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    // Bytes that go on with a character begin with the bits 10.
    column = before[start...].count { $0 & 0xC0 != 0x80 } + 1
    self.message = message
  }
}

extension JSONDocument {
  /// Reads a whole text that came from outside.
  ///
  /// - Parameters:
  ///   - limit: bytes of the text at most.
  ///   - depth: how deep arrays and objects may be nested.
  public static func read(
    _ text: [UInt8], limit: Int, depth: Int
  ) throws(JSONComplaint) -> JSONDocument {
    guard text.count <= limit else {
      throw JSONComplaint([], 0, "it is larger than \(limit) bytes")
    }
    guard String(validating: text, as: UTF8.self) != nil else {
      throw JSONComplaint([], 0, "it is not UTF-8")
    }
    do throws(JSONProblem) {
      return try JSONDocument(text, depth: depth)
    } catch {
      throw JSONComplaint(text, error.offset, error.what.sentence(depth))
    }
  }
}

extension JSONProblem.What {
  fileprivate func sentence(_ depth: Int) -> String {
    switch self {
    case .unexpected: "this is not JSON"
    case .unfinished: "the JSON breaks off here"
    case .tooDeep: "it is nested deeper than \(depth) levels"
    case .tooLarge: "it is too large"
    case .trailing: "something follows the JSON value"
    }
  }
}

extension JSONValue {
  /// A number without fraction or exponent of at most 18 digits, so that sums and differences of
  /// two fit.
  public var wholeNumber: Int? {
    integer.flatMap { abs($0 / 1_000_000_000) < 1_000_000_000 ? $0 : nil }
  }

  /// What this is, for a complaint.
  var summary: String {
    if let string { return "\(Self.quoted(string)) in quotes" }
    if isObject { return "an object" }
    if isArray { return "an array" }
    return Self.quoted(source)
  }

  public func expected(_ what: String) -> JSONComplaint {
    JSONComplaint(self, "expected \(what), found \(summary)")
  }

  private static func quoted(_ text: String) -> String {
    let start = text.prefix(40)
    return "'\(start)\(start.endIndex == text.endIndex ? "" : "…")'"
  }
}
