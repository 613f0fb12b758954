/// One line of a log: a JSON object.
public struct LogLine: Sendable {
  /// How grave a line is.
  public enum Level: String, CaseIterable, Sendable {
    case debug, info, warning, error
  }

  /// As in `2026-11-21T10:00:00.000Z`.
  public var at: String
  public var level: Level
  public var service: String
  public var instance: String
  /// The trace the line belongs to.
  public var trace: String?
  /// What happened, without what is in the fields.
  public var message: String
  /// Further members of the object, in this order.
  public var fields: [(name: String, value: String)]

  public init(
    at: String, level: Level, service: String, instance: String, trace: String? = nil,
    message: String, fields: [(name: String, value: String)] = []
  ) {
    self.at = at
    self.level = level
    self.service = service
    self.instance = instance
    self.trace = trace
    self.message = message
    self.fields = fields
  }

  /// The line without its line break.
  public var json: String {
    var parts = [
      ("at", at), ("level", level.rawValue), ("service", service), ("instance", instance),
    ]
    if let trace { parts.append(("trace", trace)) }
    parts.append(("message", message))
    parts += fields.map { ($0.name, $0.value) }
    return "{" + parts.map { "\(Self.quoted($0)):\(Self.quoted($1))" }.joined(separator: ",") + "}"
  }

  /// A JSON string in which every control character is escaped.
  public static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value):
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
