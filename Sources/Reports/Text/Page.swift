public import Terminal

/// A text of lines no wider than its columns, built from the top down.
public struct Page {
  /// The width every line keeps to.
  public let columns: Int
  public private(set) var lines: [StyledLine] = []

  /// The narrowest and the widest a page gets: beyond that nobody reads a line with pleasure.
  public static let widths = 20...110

  public init(columns: Int) {
    self.columns = min(max(columns, Self.widths.lowerBound), Self.widths.upperBound)
  }

  /// An empty line, unless the page is empty or ends with one.
  public mutating func blank() {
    if let last = lines.last, last != .empty { lines.append(.empty) }
  }

  /// Text that is broken at the page's width.
  ///
  /// - Parameters:
  ///   - indent: columns left empty before every line.
  ///   - hanging: further columns left empty before every line but the first.
  public mutating func text(_ spans: [StyledSpan], indent: Int = 0, hanging: Int = 0) {
    item(label: [], width: 0, spans, indent: indent, hanging: hanging)
  }

  public mutating func text(_ text: String, _ role: Role = .text, indent: Int = 0) {
    self.text([StyledSpan(text, TextStyle(role))], indent: indent)
  }

  /// A line that somebody else has made, no wider than the page; one that is empty as in ``blank()``.
  public mutating func line(_ line: StyledLine) {
    if line == .empty { blank() } else { lines.append(line) }
  }

  /// A row of a table: each cell takes the columns of its width. Where the page is too narrow the
  /// cells follow one another like words.
  public mutating func row(_ cells: [(span: StyledSpan, width: Int)], indent: Int = 0) {
    let spans = cells.map { cell in
      StyledSpan(TextWidth.padded(cell.span.text, to: cell.width), cell.span.style)
    }
    let line = StyledLine(spans)
    if indent + line.columns <= columns {
      lines.append(pad(line, indent))
    } else {
      text(cells.flatMap { [$0.span] + Self.space(1) }, indent: indent, hanging: 2)
    }
  }

  /// A label, and text beside it that never gets below it. Where the page is too narrow for both,
  /// the text goes under the label; where the label is wider than its room, below it.
  ///
  /// - Parameter width: the columns of the label with the gap behind it.
  public mutating func item(
    label: [StyledSpan], width: Int, _ spans: [StyledSpan], indent: Int = 0, hanging: Int = 0
  ) {
    let room = columns - indent - width
    guard room >= min(Self.narrowest, columns - indent) else {
      lines += StyledWrap.lines(label, columns: columns - indent).map { pad($0, indent) }
      return text(spans, indent: indent + 2)
    }
    var beside = StyledWrap.lines(spans, columns: room, hanging: hanging)
    if beside.isEmpty { beside = [.empty] }
    let gap = width - StyledLine(label).columns
    // A label without room for a gap behind it gets lines of its own.
    let isApart = gap < 0 || gap == 0 && label.last?.text.last != " "
    if isApart {
      lines += StyledWrap.lines(label, columns: columns - indent).map { pad($0, indent) }
    }
    for (index, line) in beside.enumerated() {
      let before = Self.space(index == 0 ? width : width + hanging)
      let front = index == 0 && !isApart ? label + Self.space(gap) : before
      lines.append(pad(StyledLine(front + line.spans), indent))
    }
  }

  /// The least room for text beside a label.
  private static let narrowest = 28

  private func pad(_ line: StyledLine, _ indent: Int) -> StyledLine {
    StyledLine(Self.space(indent) + line.spans)
  }

  private static func space(_ columns: Int) -> [StyledSpan] {
    columns > 0 ? [StyledSpan(String(repeating: " ", count: columns))] : []
  }
}

extension StyledSpan {
  init(_ text: String, _ role: Role, _ attributes: TextAttributes = []) {
    self.init(text, TextStyle(role, on: .screen, attributes))
  }
}
