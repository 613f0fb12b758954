/// JSON text that was read: its values in a flat list, each knowing where in the text it stands.
///
/// Strings and numbers are decoded when they are asked for, because of most documents only a few are
/// looked at.
public struct JSONDocument: Sendable {
  struct Node: Sendable {
    enum Kind: UInt8, Sendable {
      case null, yes, no, number, plainString, escapedString, array, object
    }

    let kind: Kind
    /// Where in the text, without the quotes of a string.
    let start: UInt32
    var length: UInt32
    /// The node behind this one and all it holds.
    var next: UInt32
  }

  /// The text and a zero byte.
  let bytes: [UInt8]
  let nodes: [Node]

  /// Reads a whole text.
  ///
  /// - Parameter depth: how deep arrays and objects may be nested.
  public init(_ text: [UInt8], depth: Int = 64) throws(JSONProblem) {
    guard text.count < Int(UInt32.max) else { throw JSONProblem(offset: 0, what: .tooLarge) }
    bytes = text + [0]
    var scanner = JSONScanner(depth: depth)
    let problem = bytes.withUnsafeBufferPointer { scanner.scan($0) }
    if let problem { throw problem }
    nodes = scanner.nodes
  }

  public var root: JSONValue { JSONValue(document: self, index: 0) }
}

/// Why a text is no JSON.
public struct JSONProblem: Error, Sendable, Hashable {
  public enum What: Sendable, Hashable {
    case unexpected, unfinished, tooDeep, tooLarge, trailing
  }

  /// Bytes before the place.
  public let offset: Int
  public let what: What

  public var sentence: String {
    switch what {
    case .unexpected: "no JSON at byte \(offset)"
    case .unfinished: "the JSON breaks off at byte \(offset)"
    case .tooDeep: "the JSON is nested too deep at byte \(offset)"
    case .tooLarge: "the JSON is too large"
    case .trailing: "something follows the JSON at byte \(offset)"
    }
  }
}

/// One value of a document.
public struct JSONValue: Sendable {
  let document: JSONDocument
  let index: Int

  private var node: JSONDocument.Node { document.nodes[index] }

  /// Bytes of the text before the value; before the opening quote of a string.
  var offset: Int {
    let isString = node.kind == .plainString || node.kind == .escapedString
    return Int(node.start) - (isString ? 1 : 0)
  }

  /// The value as it stands in the text; a string without its quotes.
  var source: String { String(decoding: slice, as: UTF8.self) }

  public var isNull: Bool { node.kind == .null }
  public var isArray: Bool { node.kind == .array }
  public var isObject: Bool { node.kind == .object }

  /// Nil for anything but true and false.
  public var flag: Bool? {
    switch node.kind {
    case .yes: true
    case .no: false
    default: nil
    }
  }

  /// Nil for anything but a number; one that is too large is infinite.
  public var number: Double? {
    node.kind == .number ? Double(String(decoding: slice, as: UTF8.self)) : nil
  }

  /// Nil for anything but a whole number that fits.
  public var integer: Int? {
    node.kind == .number ? Int(String(decoding: slice, as: UTF8.self)) : nil
  }

  /// Nil for anything but a string.
  public var string: String? {
    switch node.kind {
    case .plainString: String(decoding: slice, as: UTF8.self)
    case .escapedString: JSONEscapes.decoded(slice)
    default: nil
    }
  }

  /// The values of an array; empty for anything else.
  public var items: [JSONValue] {
    guard isArray else { return [] }
    var items: [JSONValue] = []
    var place = index + 1
    while place < Int(node.next) {
      items.append(JSONValue(document: document, index: place))
      place = Int(document.nodes[place].next)
    }
    return items
  }

  /// Names and values of an object in the order of the text; empty for anything else.
  public var members: [(name: String, value: JSONValue)] {
    guard isObject else { return [] }
    var members: [(name: String, value: JSONValue)] = []
    var place = index + 1
    while place < Int(node.next) {
      let name = JSONValue(document: document, index: place).string ?? ""
      members.append((name, JSONValue(document: document, index: place + 1)))
      place = Int(document.nodes[place + 1].next)
    }
    return members
  }

  /// The first value of that name in an object.
  public subscript(name: String) -> JSONValue? {
    guard isObject else { return nil }
    var place = index + 1
    while place < Int(node.next) {
      if JSONValue(document: document, index: place).equals(name) {
        return JSONValue(document: document, index: place + 1)
      }
      place = Int(document.nodes[place + 1].next)
    }
    return nil
  }

  private var slice: ArraySlice<UInt8> {
    document.bytes[Int(node.start)..<Int(node.start + node.length)]
  }

  private func equals(_ name: String) -> Bool {
    node.kind == .plainString
      ? slice.elementsEqual(name.utf8) : string?.utf8.elementsEqual(name.utf8) ?? false
  }
}
