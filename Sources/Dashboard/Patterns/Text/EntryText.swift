import Advice
import Terminal

/// Where a link in a text leads.
enum LinkTarget: Hashable, Sendable {
  /// To another text.
  case entry(EntryName)
  /// To a place in the mesh.
  case place(Sighting.Place)
}

/// Which link of a text: texts change while they are read, as the mesh does, so a place will not do.
struct LinkName: Hashable, Sendable {
  let target: LinkTarget
  /// How many links before it lead to the same.
  let occurrence: Int
}

/// A text broken into lines, with the links in it.
struct EntryText {
  /// A link and the lines it takes.
  struct Link {
    let name: LinkName
    let lines: Range<Int>
  }

  private(set) var lines: [StyledLine] = []
  private(set) var links: [Link] = []
  let columns: Int
  private var occurrences: [LinkTarget: Int] = [:]

  init(columns: Int) {
    self.columns = max(10, columns)
  }

  func link(_ name: LinkName?) -> Link? { links.first { $0.name == name } }
}

extension EntryText {
  /// The room left of every line, in which the marked link is pointed at.
  static let gutter = 2

  mutating func blank() {
    if lines.last.map({ !$0.spans.isEmpty }) ?? false { lines.append(.empty) }
  }

  /// A line above a part of the text.
  mutating func heading(_ text: String) {
    blank()
    paragraph(text, TextStyle(.heading))
  }

  mutating func paragraph(_ text: String, _ style: TextStyle = .plain, indent: Int = 0) {
    add(text, style, first: "", rest: "", indent: indent)
  }

  mutating func bullet(_ text: String, _ style: TextStyle = .plain, indent: Int = 0) {
    add(text, style, first: "· ", rest: "  ", indent: indent)
  }

  /// A name and a short value on a line.
  mutating func pair(_ name: String, _ value: String) {
    let room = columns - Self.gutter - TextWidth.columns(name, atMost: columns) - 2
    guard room >= 12 else { return paragraph("\(name): \(value)") }
    let values = TextWrap.lines(value, columns: room)
    for (index, part) in values.enumerated() {
      let label =
        index == 0 ? "\(name)  " : String(repeating: " ", count: columns - Self.gutter - room)
      append([StyledSpan(label, TextStyle(.muted)), StyledSpan(part)], indent: 0)
    }
  }

  /// A line that leads somewhere, with what there is to say about it.
  mutating func link(
    _ target: LinkTarget, _ text: String, _ style: TextStyle = TextStyle(.accent), indent: Int = 0
  ) {
    let start = lines.count
    add(text, style, first: "› ", rest: "  ", indent: indent)
    let occurrence = occurrences[target, default: 0]
    occurrences[target] = occurrence + 1
    links.append(
      Link(name: LinkName(target: target, occurrence: occurrence), lines: start..<lines.count))
  }

  /// A line that leads to an entry, where there is one of that name; otherwise it only says so much.
  mutating func link(to name: EntryName, _ words: String, in books: Bookshelf, indent: Int = 0) {
    if books.index[name] == nil {
      bullet(words, indent: indent)
    } else {
      link(.entry(name), words, indent: indent)
    }
  }

  mutating func append(_ spans: [StyledSpan], indent: Int) {
    let space = StyledSpan(String(repeating: " ", count: Self.gutter + indent))
    lines.append(StyledLine([space] + spans))
  }

  private mutating func add(
    _ text: String, _ style: TextStyle, first: String, rest: String, indent: Int
  ) {
    let room = max(8, columns - Self.gutter - indent - first.count)
    for (index, part) in TextWrap.lines(text, columns: room).enumerated() {
      let lead = StyledSpan(index == 0 ? first : rest, TextStyle(.muted))
      append((first.isEmpty ? [] : [lead]) + [StyledSpan(part, style)], indent: indent)
    }
  }

  /// Rows of cells below one another, each cell broken inside its column.
  mutating func table(_ heads: [String], _ rows: [[String]]) {
    let gap = 2
    let width = (columns - Self.gutter - gap * (heads.count - 1)) / max(1, heads.count)
    guard !heads.isEmpty else { return }
    guard width >= 16 else { return list(heads, rows) }
    row(heads, width, gap, TextStyle(.accent))
    for cells in rows {
      blank()
      row(cells, width, gap, .plain)
    }
  }

  private mutating func row(_ cells: [String], _ width: Int, _ gap: Int, _ style: TextStyle) {
    let parts = cells.map { TextWrap.lines($0, columns: width) }
    for line in 0..<(parts.map(\.count).max() ?? 0) {
      let texts = parts.map {
        TextWidth.padded($0.indices.contains(line) ? $0[line] : "", to: width + gap)
      }
      append(texts.map { StyledSpan($0, style) }, indent: 0)
    }
  }

  /// A table for narrow screens: every cell below the name of its column.
  private mutating func list(_ heads: [String], _ rows: [[String]]) {
    for cells in rows {
      blank()
      for (head, cell) in zip(heads, cells) { bullet("\(head): \(cell)") }
    }
  }
}
