/// A page in Prometheus's text format, while it is written.
public struct Page {
  /// What was written so far.
  public private(set) var text = ""

  public init() {}

  /// The two comment lines before the samples of a metric.
  public mutating func head(_ name: String, _ help: String, _ type: String) {
    text += "# HELP \(name) \(Self.escaped(help, quotes: false))\n# TYPE \(name) \(type)\n"
  }

  /// One line of a value; `labels` as `labels(_:_:)` makes them, or empty.
  public mutating func sample(_ name: String, _ labels: String, _ value: String) {
    text += labels.isEmpty ? "\(name) \(value)\n" : "\(name){\(labels)} \(value)\n"
  }

  /// `a="1",b="2"`, with the values escaped.
  public static func labels(_ names: [String], _ values: [String]) -> String {
    zip(names, values).map { "\($0)=\"\(escaped($1, quotes: true))\"" }.joined(separator: ",")
  }

  static func join(_ left: String, _ right: String) -> String {
    left.isEmpty ? right : "\(left),\(right)"
  }

  /// Microseconds as seconds, without needless digits.
  static func seconds(_ microseconds: Int) -> String {
    var fraction = String(String(microseconds % 1_000_000 + 1_000_000).dropFirst())
    while fraction.hasSuffix("0") { fraction.removeLast() }
    let whole = microseconds / 1_000_000
    return fraction.isEmpty ? "\(whole)" : "\(whole).\(fraction)"
  }

  /// A number without needless digits.
  public static func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : "\(value)"
  }

  private static func escaped(_ text: String, quotes: Bool) -> String {
    if !text.utf8.contains(where: { $0 == 0x5C || $0 == 0x0A || $0 == 0x22 }) { return text }
    var result = ""
    for character in text.unicodeScalars {
      switch character {
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\"" where quotes: result += "\\\""
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }
}
