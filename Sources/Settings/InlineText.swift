import YAML

extension Node {
  /// The node on one line, as JSON-like YAML.
  var inline: String {
    if isSequence { return "[" + items.map(\.inline).joined(separator: ", ") + "]" }
    if isMapping {
      return "{"
        + entries.map { "\($0.key.inline): \($0.value.inline)" }.joined(separator: ", ") + "}"
    }
    guard let text else { return "" }
    return isPlain ? text : "\"\(text)\""
  }
}
