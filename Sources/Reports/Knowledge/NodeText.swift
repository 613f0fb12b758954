import Terminal
import YAML

/// Shows a piece of a file: short things on one line, long things below their name.
struct NodeText {
  /// - Parameter marker: stands before the first name, outside of the indent.
  func write(_ node: Node, _ page: inout Page, indent: Int, marker: String = "") {
    let names = node.entries.map { ($0.key.text ?? "").count }
    let width = min(max((names.max() ?? 0) + 2, 10), 18)
    for (index, (key, value)) in node.entries.enumerated() {
      let isMarked = index == 0 && !marker.isEmpty
      let name = (isMarked ? marker : "") + (key.text ?? "")
      let start = isMarked ? indent - marker.count : indent
      let line = Self.flow(value)
      if value.isScalar || fits(line, page, start + max(name.count, width)) {
        page.item(
          label: [StyledSpan(name, .accent)],
          width: max(width + indent - start, name.count + 1), [StyledSpan(line)], indent: start)
      } else {
        page.text(name, .accent, indent: start)
        write(inside: value, &page, indent: indent + 2)
      }
    }
  }

  private func write(inside node: Node, _ page: inout Page, indent: Int) {
    if node.isMapping { return write(node, &page, indent: indent) }
    for item in node.items {
      let line = Self.flow(item)
      if item.isScalar || fits(line, page, indent) {
        page.text([StyledSpan("- \(line)")], indent: indent, hanging: 2)
      } else if item.isMapping {
        write(item, &page, indent: indent + 2, marker: "- ")
      } else {
        write(inside: item, &page, indent: indent + 2)
      }
    }
  }

  private func fits(_ line: String, _ page: Page, _ taken: Int) -> Bool {
    line.count + taken + 4 <= page.columns
  }

  /// All of it on one line, as in `{question: team-count, at-least: 5}`.
  private static func flow(_ node: Node) -> String {
    if let text = node.text { return text }
    if node.isSequence { return "[\(node.items.map(flow).joined(separator: ", "))]" }
    let pairs = node.entries.map { "\($0.key.text ?? ""): \(flow($0.value))" }
    return "{\(pairs.joined(separator: ", "))}"
  }
}
