/// A value on its way into a statement.
public enum Value: Hashable, Sendable {
  case integer(Int)
  case text(String)
  case bytes([UInt8])
  case null

  /// A text, or null.
  public static func optional(_ text: String?) -> Value { text.map(Value.text) ?? .null }

  /// A number, or null.
  public static func optional(_ number: Int?) -> Value { number.map(Value.integer) ?? .null }
}

extension Value: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral {
  public init(integerLiteral value: Int) { self = .integer(value) }
  public init(stringLiteral value: String) { self = .text(value) }
}
