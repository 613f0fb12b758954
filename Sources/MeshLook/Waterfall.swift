public import Instruments
public import Terminal

/// One request on its way through the mesh, drawn: who worked for whom, and when.
public struct Waterfall: Sendable {
  /// A line of it.
  public struct Line: Sendable {
    /// What it says, no wider than asked for.
    public var line: StyledLine
    /// The span it is about; nil for the lines around them.
    public var span: Span?
  }

  private let trace: Trace
  private let tree: TraceTree
  private let axis: WaterfallAxis
  private let folded: Set<String>
  private let wholeHint: String
  private let columns: Int
  private let label: Int
  private let bar: Int
  private let indent: Int

  private static let figure = 9

  /// - Parameters:
  ///   - tree: of that trace.
  ///   - columns: the width that no line goes beyond.
  ///   - isWhole: whether the axis covers all of it, however long messages went on after the answer.
  ///   - wholeHint: how to have that, as in `z`.
  ///   - folded: ids of spans whose own spans are only counted.
  public init(
    _ trace: Trace, _ tree: TraceTree, columns: Int, isWhole: Bool, wholeHint: String,
    folded: Set<String> = []
  ) {
    self.trace = trace
    self.tree = tree
    self.folded = folded
    self.wholeHint = wholeHint
    axis = WaterfallAxis(trace, tree, isWhole: isWhole)
    self.columns = max(columns, 20)
    let columns = self.columns
    bar = columns >= 60 ? (columns - Self.figure) * 2 / 5 : columns >= 44 ? 10 : 0
    label = columns - bar - Self.figure - (bar > 0 ? 1 : 0)
    indent = columns >= 60 ? 2 : 1
  }

  /// Whether the axis ends before the last of the work did.
  public var isCut: Bool { axis.isCut }

  /// All of it: what it is about, an axis, a line a span, and what the signs mean.
  public var lines: [Line] {
    var lines = heading.map { Line(line: $0) } + [Line(line: .empty)]
    if bar > 0 { lines.append(Line(line: axisLine)) }
    for (row, hidden) in shownRows { lines += drawn(row, hidden) }
    return lines + [Line(line: .empty)] + legend.map { Line(line: $0) }
  }

  /// The rows that are not folded away, each with those that are folded into it.
  private var shownRows: [(row: TraceTree.Row, hidden: [TraceTree.Row])] {
    var shown: [(row: TraceTree.Row, hidden: [TraceTree.Row])] = []
    var depth: Int?
    for row in tree.rows {
      if let depth, row.depth > depth {
        shown[shown.count - 1].hidden.append(row)
        continue
      }
      shown.append((row, []))
      depth = folded.contains(row.span.id) ? row.depth : nil
    }
    return shown
  }

  private var heading: [StyledLine] {
    var lines: [StyledLine] = []
    let all = Figures.exact(microseconds: trace.duration)
    if let root = trace.root {
      let answered = Figures.exact(microseconds: root.duration)
      let rest = root.duration < trace.duration ? "; \(all) until all of it was done" : ""
      lines += wrapped("\(root.instance) \(root.name): \(answered)\(rest)", .heading)
    }
    lines += wrapped("trace \(trace.id)", .muted)
    let failed = trace.failures == 0 ? "none failed" : "\(trace.failures) failed"
    return lines
      + wrapped(
        "began \(Timestamp.text(microseconds: trace.start)); \(trace.spans.count) "
          + "\(trace.spans.count == 1 ? "span" : "spans") of "
          + "\(trace.services.joined(separator: ", ")); \(failed)", .muted)
  }

  private var legend: [StyledLine] {
    let links = Set(tree.rows.map(\.link))
    let waited = tree.rows.contains { $0.span.message?.waited != nil }
    return
      (waited ? wrapped("░ a message on its way, ▒ the work on it", .muted) : [])
      + (links.contains(.asynchronous)
        ? wrapped("~ later: the one above did not wait for it, as with a message", .muted) : [])
      + (links.contains(.orphan)
        ? wrapped("? what it belongs under is not known: its span is missing", .warning) : [])
      + (axis.isCut && bar > 0
        ? wrapped(
          "▸ beyond the axis, which ends at \(Figures.exact(microseconds: axis.length)) of "
            + "\(Figures.exact(microseconds: trace.duration)); \(wholeHint) draws all of it", .muted
        )
        : [])
  }

  private var axisLine: StyledLine {
    let end = Figures.exact(microseconds: axis.length) + (axis.isCut ? " ▸" : "")
    let line = "0" + TextWidth.padded(end, to: bar - 1, at: .trailing)
    return row("", .text, [StyledSpan(line, TextStyle(.muted))], "")
  }

  private func drawn(_ row: TraceTree.Row, _ hidden: [TraceTree.Row]) -> [Line] {
    // Deep trees keep room for their words.
    let left = min(row.depth * indent, label / 2)
    let space = String(repeating: " ", count: left)
    let role: Role = row.span.failure == nil ? .text : .bad
    let line = self.row(
      space + title(row) + late(row.span) + Self.words(hidden), role, bars(row, role),
      row.span.breaker == nil ? Figures.exact(microseconds: row.span.duration) : "not sent")
    var lines = [Line(line: line, span: row.span)]
    func note(_ text: String, _ role: Role) {
      lines += wrapped(text, role, indent: left + indent).map { Line(line: $0, span: row.span) }
    }
    if let waited = row.span.message?.waited {
      note("waited \(Figures.exact(microseconds: waited))", .muted)
    }
    if let failure = row.span.failureWords { note("✗ \(failure)", .bad) }
    if row.gap != nil { note("… the span of whoever answered is missing", .warning) }
    return lines
  }

  /// When a span began that the axis does not show.
  private func late(_ span: Span) -> String {
    let start = span.start - trace.start
    return axis.isCut && start >= axis.length ? "  at \(Figures.exact(microseconds: start))" : ""
  }

  /// What is folded away: `  +4, 1 failed`.
  private static func words(_ hidden: [TraceTree.Row]) -> String {
    if hidden.isEmpty { return "" }
    let failed = hidden.count { $0.span.failure != nil }
    return "  +\(hidden.count)" + (failed > 0 ? ", \(failed) failed" : "")
  }

  private func wrapped(_ text: String, _ role: Role, indent: Int = 0) -> [StyledLine] {
    let space = StyledSpan(String(repeating: " ", count: indent))
    return Lines.wrapped(text, columns: max(columns - indent, 1), style: TextStyle(role)).map {
      indent > 0 ? StyledLine([space] + $0.spans) : $0
    }
  }

  private func row(
    _ text: String, _ role: Role, _ bars: [StyledSpan], _ figure: String
  ) -> StyledLine {
    let room = label + (bar > 0 ? 1 : 0)
    let name = TextWidth.padded(TextWidth.clipped(text, to: label), to: room)
    return StyledLine(
      [StyledSpan(name, TextStyle(role))] + bars
        + [
          StyledSpan(
            TextWidth.padded(figure, to: Self.figure, at: .trailing), TextStyle(role))
        ])
  }

  private func title(_ row: TraceTree.Row) -> String {
    let span = row.span
    let mark =
      switch row.link {
      case .root, .call: ""
      case .asynchronous: "~ "
      case .orphan: "? "
      }
    let name = span.message?.event.map { "\(span.name): \($0)" } ?? span.name
    return switch span.kind {
    case .server, .consumer: "\(mark)\(span.instance) \(name)"
    case .client, .producer:
      row.depth == 0 ? "\(mark)\(span.instance) → \(name)" : "\(mark)→ \(name)"
    }
  }

  /// The bar with what is before and behind it; at least one cell, however short the span. Where it goes
  /// on beyond the axis its last cell says so.
  private func bars(_ row: TraceTree.Row, _ role: Role) -> [StyledSpan] {
    guard bar > 0 else { return [] }
    let start = row.span.start - trace.start
    let isCut = start + row.span.duration > axis.length
    let room = isCut ? bar - 1 : bar
    let isBeyond = isCut && start >= axis.length
    let first = isBeyond ? room : min(cell(start), room - 1)
    let last = isBeyond ? room : min(max(cell(start + row.span.duration), first + 1), room)
    let glyph = row.span.failure != nil ? "╳" : row.link == .asynchronous ? "▒" : "█"
    func spaces(_ count: Int) -> StyledSpan { StyledSpan(String(repeating: " ", count: count)) }
    let published = min(cell(start - (row.span.message?.waited ?? 0)), first)
    return [
      spaces(published),
      StyledSpan(String(repeating: "░", count: first - published), TextStyle(.muted)),
      StyledSpan(String(repeating: glyph, count: last - first), TextStyle(role)),
      spaces(room - last),
      StyledSpan(isCut ? "▸" : "", TextStyle(role)),
    ].filter { !$0.text.isEmpty }
  }

  private func cell(_ microseconds: Int) -> Int {
    let share = Double(min(max(microseconds, 0), axis.length)) / Double(axis.length)
    return Int(share * Double(bar))
  }
}
