public import Instruments
internal import Terminal

/// One request on its way through the mesh, as a waterfall: who worked for whom, and when.
public struct WaterfallReport: Sendable {
  let mesh: String
  let trace: Trace
  let tree: TraceTree

  public init(_ trace: Trace, mesh: String) {
    self.mesh = mesh
    self.trace = trace
    tree = TraceTree(trace)
  }

  /// The waterfall as text, at any width.
  public func page(columns: Int) -> Page {
    var page = Page(columns: columns)
    heading(&page)
    page.blank()
    let waterfall = Waterfall(columns: page.columns, start: trace.start, duration: trace.duration)
    waterfall.axis(&page)
    for row in tree.rows { waterfall.draw(row, &page) }
    legend(&page)
    return page
  }

  private func heading(_ page: inout Page) {
    let all = Figures.duration(microseconds: trace.duration)
    if let root = trace.root {
      let answered = Figures.duration(microseconds: root.duration)
      let rest = root.duration < trace.duration ? "; \(all) until all of it was done" : ""
      page.text("\(root.instance) \(root.name): \(answered)\(rest)", .heading)
    }
    page.text("trace \(trace.id)", .muted)
    let failed = trace.failures == 0 ? "none failed" : "\(trace.failures) failed"
    page.text(
      "began \(Timestamp.text(microseconds: trace.start)); \(trace.spans.count) spans of "
        + "\(trace.services.joined(separator: ", ")); \(failed)", .muted)
  }

  private func legend(_ page: inout Page) {
    let links = Set(tree.rows.map(\.link))
    page.blank()
    if links.contains(.asynchronous) {
      page.text("~ later: the one above did not wait for it, as with a message", .muted)
    }
    if links.contains(.orphan) {
      page.text("? what it belongs under is not known: its span is missing", .warning)
    }
  }
}

extension Figures {
  static func duration(microseconds: Int) -> String {
    duration(milliseconds: Double(microseconds) / 1000)
  }
}

/// Spans as bars on an axis of time.
private struct Waterfall {
  private let start: Int
  private let duration: Int
  private let label: Int
  private let bar: Int
  private let indent: Int

  private static let figure = 9

  init(columns: Int, start: Int, duration: Int) {
    self.start = start
    self.duration = max(duration, 1)
    bar = columns >= 60 ? (columns - Self.figure) * 2 / 5 : columns >= 44 ? 10 : 0
    label = columns - bar - Self.figure - (bar > 0 ? 1 : 0)
    indent = columns >= 60 ? 2 : 1
  }

  func axis(_ page: inout Page) {
    guard bar > 0 else { return }
    let end = Figures.duration(microseconds: duration)
    let line = "0" + TextWidth.padded(end, to: bar - 1, at: .trailing)
    put("", .text, [StyledSpan(line, .muted)], "", &page)
  }

  func draw(_ row: TraceTree.Row, _ page: inout Page) {
    // Deep trees keep room for their words.
    let left = min(row.depth * indent, label / 2)
    let space = String(repeating: " ", count: left)
    let role: Role = row.span.failure == nil ? .text : .bad
    put(
      space + title(row), role, bars(row, role),
      Figures.duration(microseconds: row.span.duration), &page)
    if let failure = row.span.failure {
      page.text("✗ \(failure)", .bad, indent: left + indent)
    }
    if row.gap != nil {
      page.text(
        "… the span of whoever answered is missing", .warning, indent: left + indent)
    }
  }

  private func put(
    _ text: String, _ role: Role, _ bars: [StyledSpan], _ figure: String, _ page: inout Page
  ) {
    let cells: [(span: StyledSpan, width: Int)] =
      [(StyledSpan(TextWidth.clipped(text, to: label), role), label + (bar > 0 ? 1 : 0))]
      + bars.map { ($0, TextWidth.columns($0.text)) }
      + [(StyledSpan(TextWidth.padded(figure, to: Self.figure, at: .trailing), role), Self.figure)]
    page.row(cells)
  }

  private func title(_ row: TraceTree.Row) -> String {
    let span = row.span
    let mark =
      switch row.link {
      case .root, .call: ""
      case .asynchronous: "~ "
      case .orphan: "? "
      }
    return switch span.kind {
    case .server, .consumer: "\(mark)\(span.instance) \(span.name)"
    case .client, .producer:
      row.depth == 0 ? "\(mark)\(span.instance) → \(span.name)" : "\(mark)→ \(span.name)"
    }
  }

  /// The bar with what is before and behind it; at least one cell, however short the span.
  private func bars(_ row: TraceTree.Row, _ role: Role) -> [StyledSpan] {
    guard bar > 0 else { return [] }
    let first = min(cell(row.span.start - start), bar - 1)
    let last = min(max(cell(row.span.start - start + row.span.duration), first + 1), bar)
    let glyph = row.span.failure != nil ? "╳" : row.link == .asynchronous ? "▒" : "█"
    func spaces(_ count: Int) -> StyledSpan { StyledSpan(String(repeating: " ", count: count)) }
    return [
      spaces(first), StyledSpan(String(repeating: glyph, count: last - first), role),
      spaces(bar - last),
    ].filter { !$0.text.isEmpty }
  }

  private func cell(_ microseconds: Int) -> Int {
    Int(Double(min(max(microseconds, 0), duration)) / Double(duration) * Double(bar))
  }
}
