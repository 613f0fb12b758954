import Advice
import Terminal
import YAML

/// A condition in words, one test a line; each leads to its question.
struct ConditionWords {
  let books: Bookshelf

  func write(_ node: Node, _ text: inout EntryText, indent: Int = 0) {
    if let question = node["question"]?.text {
      let name = EntryName(kind: .questions, id: question)
      let per = node["per"]?.text.map { " per \($0)" } ?? ""
      text.link(to: name, "\(question)\(per) \(test(node))", in: books, indent: indent)
    } else if let parts = node["all"]?.items {
      group("all of these:", parts, &text, indent)
    } else if let parts = node["any"]?.items {
      group("any of these:", parts, &text, indent)
    } else if let part = node["not"] {
      group("not so:", [part], &text, indent)
    }
  }

  private func group(
    _ words: String, _ parts: [Node], _ text: inout EntryText, _ indent: Int
  ) {
    if parts.count == 1, words != "not so:" {
      return write(parts[0], &text, indent: indent)
    }
    text.paragraph(words, TextStyle(.muted), indent: indent)
    for part in parts { write(part, &text, indent: indent + 2) }
  }

  private func test(_ node: Node) -> String {
    func value(_ key: String) -> String { node[key].map(number) ?? "" }
    func values(_ key: String) -> [String] { (node[key]?.items ?? []).map(number) }
    if node["is"] != nil { return "is \(value("is"))" }
    if node["at-least"] != nil { return "at least \(value("at-least"))" }
    if node["at-most"] != nil { return "at most \(value("at-most"))" }
    if node["between"] != nil { return "from \(values("between").joined(separator: " to "))" }
    return "is \(values("in").joined(separator: " or "))"
  }

  /// A word, a number, or the number a fact holds.
  private func number(_ node: Node) -> String {
    guard let id = node["fact"]?.text else { return node.text ?? "" }
    let value = books.library.knowledge.fact(id)?.value ?? "?"
    return "\(value) (\(id))"
  }
}
