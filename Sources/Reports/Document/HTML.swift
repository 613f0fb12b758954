import Advice
import YAML

/// A document as one HTML page that needs nothing else: no scripts, no styles, no fonts to load. Its
/// links lead to places in it and to the pages of sources.
struct HTML {
  static func text(_ document: ReportDocument) -> String {
    let body = document.blocks.map(block).joined()
    return """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <title>\(escaped(document.title))</title>
      <style>
      \(HTMLStyle.sheet)
      </style>
      </head>
      <body>
      <main>
      <h1>\(escaped(document.title))</h1>
      \(body)</main>
      </body>
      </html>

      """
  }

  private static func block(_ block: ReportDocument.Block) -> String {
    switch block {
    case .heading(let level, let text): "<h\(level)>\(escaped(text))</h\(level)>\n"
    case .paragraph(let inlines): "<p>\(line(inlines))</p>\n"
    case .list(let items, let isOrdered): list(items, isOrdered ? "ol" : "ul")
    case .table(let table): self.table(table)
    case .code(let text, _):
      "<pre>\(text.split(separator: "\n", omittingEmptySubsequences: false).map { escaped(String($0)) }.joined(separator: "\n"))</pre>\n"
    }
  }

  private static func list(_ items: [[ReportDocument.Inline]], _ tag: String) -> String {
    "<\(tag)>\n\(items.map { "<li>\(line($0))</li>\n" }.joined())</\(tag)>\n"
  }

  private static func table(_ table: ReportDocument.Table) -> String {
    let head = table.columns.map { column in
      "<th scope=\"col\"\(column.isNumber ? " class=\"number\"" : "")>\(escaped(column.title))</th>"
    }
    let rows = table.rows.enumerated().map { index, row in
      let isSum = table.hasSum && index == table.rows.count - 1
      return "<tr\(isSum ? " class=\"sum\"" : "")>\(cells(row, table.columns))</tr>\n"
    }
    return """
      <div class="table"><table>
      <thead><tr>\(head.joined())</tr></thead>
      <tbody>
      \(rows.joined())</tbody>
      </table></div>

      """
  }

  private static func cells(
    _ row: [[ReportDocument.Inline]], _ columns: [ReportDocument.Table.Column]
  ) -> String {
    zip(row, columns).map { cell, column in
      "<td\(column.isNumber ? " class=\"number\"" : "")>\(line(cell))</td>"
    }.joined()
  }

  private static func line(_ inlines: [ReportDocument.Inline]) -> String {
    inlines.map { inline in
      switch inline {
      case .text(let text): escaped(text)
      case .strong(let text): "<strong>\(escaped(text))</strong>"
      case .code(let text): "<code>\(escaped(text))</code>"
      case .quiet(let inlines): "<small>\(line(inlines))</small>"
      case .anchor(let anchor): "<a id=\"\(anchor.name)\"></a>"
      case .link(let text, let anchor): "<a href=\"#\(anchor.name)\">\(escaped(text))</a>"
      case .address(let text): address(text)
      case .bar(let range): bar(range)
      }
    }.joined()
  }

  /// Only what certainly is the address of a page becomes a link.
  private static func address(_ text: String) -> String {
    guard let address = WebAddress(text) else { return escaped(text) }
    let link = escaped(address.text)
    return "<a href=\"\(link)\" rel=\"noopener noreferrer\">\(link)</a>"
  }

  /// The range that open answers leave as a light bar, the score as a mark in it.
  private static func bar(_ range: ScoreRange) -> String {
    let width = range.high - range.low
    let label =
      width == .zero
      ? "\(range.score.short) of 100" : "\(range.low.short) to \(range.high.short) of 100"
    return """
      <svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label="\(label)">\
      <title>\(label)</title>\
      <rect class="ground" width="100" height="10"/>\
      <rect class="sure" width="\(range.low.description)" height="10"/>\
      <rect class="open" x="\(range.low.description)" width="\(width.description)" height="10"/>\
      <rect class="score" x="\(Points(thousandths: max(range.score.thousandths - 500, 0)).description)" width="1" height="10"/>\
      </svg>
      """
  }

  /// The text with everything escaped that could become markup, and nothing that could steer.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text.printable.unicodeScalars {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }
}
