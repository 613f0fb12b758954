/// Every sentence the parser can say.
enum ParserSentence {
  static let outOfMemory = "there is not enough memory to read it"
  static let empty = "the file is empty; expected a mapping"
  static let severalDocuments = "a second document begins here; keep one document a file"
  static let keyIsNoText = "a key must be plain text"

  static func tooLarge(_ size: Int, _ limit: Int) -> String {
    "the file has \(size) bytes; at most \(limit) are read"
  }

  static func tooDeep(_ limit: Int) -> String {
    "nested deeper than \(limit) levels; flatten it"
  }

  static func syntax(_ problem: String) -> String {
    "not valid YAML: \(problem)"
  }

  static func notText(_ problem: String) -> String {
    "not valid UTF-8 text: \(problem)"
  }

  static func decoration(_ kind: String) -> String {
    "an \(kind == "tag" ? "explicit tag" : kind) is not supported; write the value out"
  }

  static func duplicateKey(_ key: String, _ line: Int) -> String {
    "the key '\(key)' stands already on line \(line); keep one of them"
  }
}
