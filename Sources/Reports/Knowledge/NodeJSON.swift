import JSON
import YAML

/// A piece of a file as JSON; what is a number or a flag in YAML is one in JSON.
enum NodeJSON {
  static func write(_ key: String?, _ node: Node, _ json: inout JSONWriter) {
    if let text = node.text {
      if node.isPlain, isLiteral(text) {
        json.raw(key, text)
      } else {
        json.string(key, text)
      }
    } else if node.isSequence {
      json.array(key) { json in
        for item in node.items { write(nil, item, &json) }
      }
    } else {
      json.object(key) { json in
        for (key, value) in node.entries { write(key.text ?? "", value, &json) }
      }
    }
  }

  /// Whether a plain text is also JSON: true, false, or a number without superfluous zeros.
  static func isLiteral(_ text: String) -> Bool {
    if text == "true" || text == "false" { return true }
    let digits = text.utf8.drop { $0 == UInt8(ascii: "-") }
    let parts = digits.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard text.utf8.count - digits.count <= 1, (1...2).contains(parts.count), digits.count <= 18,
      parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { (0x30...0x39).contains($0) } })
    else { return false }
    return parts[0].count == 1 || parts[0].first != UInt8(ascii: "0")
  }
}
