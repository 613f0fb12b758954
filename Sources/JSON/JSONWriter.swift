/// Writes JSON with the fields in the order given and numbers as given.
///
/// The same input must give the same bytes on every machine, and points must keep their three
/// decimals; general encoders promise neither, and cost more at start than all the rest.
public struct JSONWriter {
  /// What was written so far, as UTF-8.
  public private(set) var bytes: [UInt8] = []
  private var needsComma = false
  private var depth = 0
  /// One value a line, or everything on one line.
  private let isPretty: Bool

  public init(pretty: Bool = true) { isPretty = pretty }

  /// What was written so far.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  public mutating func object(_ key: String? = nil, _ body: (inout JSONWriter) -> Void) {
    container(key, "{", "}", body)
  }

  public mutating func array(_ key: String? = nil, _ body: (inout JSONWriter) -> Void) {
    container(key, "[", "]", body)
  }

  public mutating func array<Values: Sequence>(
    _ key: String?, _ values: Values, _ body: (inout JSONWriter, Values.Element) -> Void
  ) {
    array(key) { writer in
      for value in values { body(&writer, value) }
    }
  }

  public mutating func array(_ key: String, _ values: [String]) {
    array(key, values) { $0.string(nil, $1) }
  }

  public mutating func string(_ key: String?, _ value: String?) {
    guard let value else { return raw(key, "null") }
    begin(key)
    quote(value)
    needsComma = true
  }

  public mutating func integer(_ key: String?, _ value: Int) { raw(key, String(value)) }

  public mutating func flag(_ key: String?, _ value: Bool) { raw(key, value ? "true" : "false") }

  /// A value that is JSON already, as a decimal number.
  public mutating func raw(_ key: String?, _ json: String) {
    begin(key)
    bytes += json.utf8
    needsComma = true
  }

  /// What `body` writes, to be put again where the same place in the same depth comes back.
  public mutating func capture(_ body: (inout JSONWriter) -> Void) -> [UInt8] {
    let start = bytes.count
    body(&self)
    return Array(bytes[start...])
  }

  /// Writes again what was captured.
  public mutating func put(_ captured: [UInt8]) {
    bytes += captured
    needsComma = true
  }

  private mutating func container(
    _ key: String?, _ open: String, _ close: String, _ body: (inout JSONWriter) -> Void
  ) {
    begin(key)
    bytes += open.utf8
    needsComma = false
    depth += 1
    body(&self)
    depth -= 1
    if needsComma, isPretty { newLine() }
    bytes += close.utf8
    needsComma = true
    if depth == 0 { bytes.append(UInt8(ascii: "\n")) }
  }

  private mutating func begin(_ key: String?) {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    if depth > 0, isPretty { newLine() }
    guard let key else { return }
    quote(key)
    bytes += isPretty ? ": ".utf8 : ":".utf8
  }

  private mutating func newLine() {
    bytes.append(UInt8(ascii: "\n"))
    bytes += repeatElement(UInt8(ascii: " "), count: 2 * depth)
  }

  /// Writes a JSON string; everything that could steer a terminal is escaped.
  private mutating func quote(_ value: String) {
    bytes.append(UInt8(ascii: "\""))
    // Nearly every text needs no escape, and asking each character for its category is slow.
    let isPlain: Void? =
      value.utf8.withContiguousStorageIfAvailable { text in
        if text.contains(where: { !Self.isPlain($0) }) { return nil }
        bytes += text
      } ?? nil
    if isPlain == nil { bytes += Self.escaped(value).utf8 }
    bytes.append(UInt8(ascii: "\""))
  }

  @inline(__always)
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte < 0x7F && byte != 0x22 && byte != 0x5C
  }

  private static func escaped(_ value: String) -> String {
    var result = ""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || isMark(scalar):
        for unit in UTF16.encode(scalar) ?? .init() { result += escape(unit) }
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }

  private static func escape(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
