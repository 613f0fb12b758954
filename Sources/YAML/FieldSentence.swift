/// Every sentence about fields of a mapping.
public enum FieldSentence {
  static func expectedMapping(_ what: String, _ node: Node) -> String {
    "expected \(what) as a mapping, found \(node.summary)"
  }

  static func missing(_ key: String) -> String {
    "the key '\(key)' is missing"
  }

  public static func expected(_ what: String, _ node: Node) -> String {
    let quoted = node.isScalar && !node.isPlain ? " in quotes" : ""
    return "expected \(what), found \(node.summary)\(quoted)"
  }

  static func unknown(_ key: String, _ known: [String]) -> String {
    let hint = NearestName.hint(key, in: known)
    let end = hint.isEmpty ? "; known keys: \(known.joined(separator: ", "))" : hint
    return "unknown key '\(key.prefix(60))'\(end)"
  }

  public static func notOneOf(_ word: String, _ words: [String]) -> String {
    "'\(word.prefix(60))' is not one of \(words.joined(separator: ", "))"
      + NearestName.hint(word, in: words)
  }
}
