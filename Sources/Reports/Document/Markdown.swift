import Advice
import YAML

/// A document as Markdown with the tables of GitHub.
struct Markdown {
  private var lines: [String] = []

  /// - Parameter front: what stands before the title, such as front matter.
  static func text(_ document: ReportDocument, front: String = "") -> String {
    var markdown = Markdown()
    markdown.lines.append("# \(escaped(document.title))")
    for block in document.blocks { markdown.add(block) }
    return front + markdown.lines.map { "\($0)\n" }.joined()
  }

  private mutating func add(_ block: ReportDocument.Block) {
    lines.append("")
    switch block {
    case .heading(let level, let text):
      lines.append("\(String(repeating: "#", count: level)) \(Self.escaped(text))")
    case .paragraph(let inlines): lines.append(Self.opening(inlines))
    case .list(let items, let isOrdered):
      for (index, item) in items.enumerated() {
        lines.append("\(isOrdered ? "\(index + 1)." : "*") \(Self.opening(item))")
      }
    case .table(let table): add(table)
    case .code(let text, let language): add(code: text, language)
    }
  }

  private mutating func add(_ table: ReportDocument.Table) {
    lines.append(Self.row(table.columns.map { Self.escaped($0.title) }))
    lines.append(Self.row(table.columns.map { $0.isNumber ? "---:" : "---" }))
    for (index, row) in table.rows.enumerated() {
      let isSum = table.hasSum && index == table.rows.count - 1
      lines.append(Self.row(row.map { Self.strong(Self.line($0), isSum) }))
    }
  }

  private static func row(_ cells: [String]) -> String {
    "| \(cells.joined(separator: " | ")) |"
  }

  /// A fence longer than any in the text, so that the text cannot end it.
  private mutating func add(code text: String, _ language: String) {
    let clean = text.split(separator: "\n", omittingEmptySubsequences: false).map {
      String($0).printable
    }
    var fence = "```"
    while clean.contains(where: { $0.contains(fence) }) { fence += "`" }
    lines.append("\(fence)\(language)")
    lines += clean.last == "" ? clean.dropLast() : clean
    lines.append(fence)
  }

  /// A line of its own; what looks like the beginning of a list, a heading or a rule is none.
  private static func opening(_ inlines: [ReportDocument.Inline]) -> String {
    let line = line(inlines)
    guard case .text = inlines.first, let first = line.first else { return line }
    if "+-=".contains(first) { return "\\\(line)" }
    let rest = line.drop { $0.isASCII && $0.isNumber }
    let isNumbered = rest.startIndex > line.startIndex && (rest.first == "." || rest.first == ")")
    return isNumbered ? "\(line[..<rest.startIndex])\\\(rest)" : line
  }

  private static func line(_ inlines: [ReportDocument.Inline]) -> String {
    inlines.map { inline in
      switch inline {
      case .text(let text): escaped(text)
      case .quiet(let inlines): Self.line(inlines)
      case .anchor(let anchor): "<a id=\"\(anchor.name)\"></a>"
      case .link(let text, let anchor): "[\(escaped(text))](#\(anchor.name))"
      case .address(let text): WebAddress(text).map { "<\($0.text)>" } ?? escaped(text)
      case .strong(let text): strong(escaped(text))
      case .code(let text): code(text)
      case .bar(let range): bar(range)
      }
    }.joined()
  }

  /// Asterisks must touch what they embrace, so that blanks stay outside.
  private static func strong(_ text: String, _ isStrong: Bool = true) -> String {
    let blanks = text.reversed().prefix { $0 == " " }.count
    guard isStrong, blanks < text.count else { return text }
    return "**\(text.dropLast(blanks))**\(String(repeating: " ", count: blanks))"
  }

  private static func code(_ text: String) -> String {
    var fence = "`"
    while text.contains(fence) { fence += "`" }
    let space = text.hasPrefix("`") || text.hasSuffix("`") ? " " : ""
    let safe = text.printable.split(separator: "|", omittingEmptySubsequences: false)
    return "\(fence)\(space)\(safe.joined(separator: "\\|"))\(space)\(fence)"
  }

  private static func bar(_ range: ScoreRange) -> String {
    range.low == range.high ? "" : "\(range.low.short) to \(range.high.short)"
  }

  /// The text with every sign escaped that Markdown or HTML inside it could take for its own.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text.printable {
      if "\\`*_[]<>|#~&".contains(character) { result.append("\\") }
      result.append(character)
    }
    return result
  }
}
