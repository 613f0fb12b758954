import Advice
import Terminal

/// A text of which some lines lead on.
struct DrillContent {
  private(set) var lines: [StyledLine] = []
  /// The lines that lead on, and where to, from top to bottom.
  private(set) var links: [(line: Int, target: Drill.Target)] = []
  let surface: Surface
  let columns: Int

  init(on surface: Surface, columns: Int) {
    self.surface = surface
    self.columns = columns
  }

  /// Adds a text, broken into lines; nothing for nil.
  mutating func text(_ text: String?, _ role: Role = .text, indent: Int = 0) {
    guard let text, !text.isEmpty else { return }
    let space = String(repeating: " ", count: indent)
    lines += TextWrap.lines(text, columns: columns - indent).map {
      StyledLine(space + $0, style(role))
    }
  }

  mutating func blank() {
    if lines.last != .empty, !lines.isEmpty { lines.append(.empty) }
  }

  mutating func heading(_ text: String) {
    blank()
    self.text(text, .heading)
  }

  /// Adds a text that leads on.
  mutating func link(_ text: String, to target: Drill.Target, _ role: Role = .text) {
    links.append((lines.count, target))
    let wrapped = TextWrap.lines(text, columns: columns - 2)
    for (index, line) in wrapped.enumerated() {
      let sign = index == 0 ? "▸ " : "  "
      lines.append(
        StyledLine([StyledSpan(sign, style(.key)), StyledSpan(line, style(role))]))
    }
  }

  /// Adds a finished line.
  mutating func add(_ line: StyledLine) { lines.append(line) }

  private func style(_ role: Role) -> TextStyle { TextStyle(role, on: surface) }

  /// Lets the marked link stand out.
  func marking(_ link: Int) -> [StyledLine] {
    guard links.indices.contains(link) else { return lines }
    var lines = lines
    let first = links[link].line
    lines[first].spans = lines[first].spans.map {
      StyledSpan($0.text, TextStyle($0.style.role, on: .selected))
    }
    let rest = max(0, columns - lines[first].columns)
    lines[first].spans.append(
      StyledSpan(String(repeating: " ", count: rest), TextStyle(.text, on: .selected)))
    return lines
  }
}

extension DrillContent {
  /// What a page says, for the answers as they are.
  static func page(
    _ page: Drill.Page, _ state: DashboardState, columns: Int
  ) -> DrillContent {
    switch page {
    case .criterion(let id): criterion(id, state, on: .popup, columns: columns)
    case .veto(let id): veto(id, state, columns: columns)
    case .source(let id): source(id, state, columns: columns)
    case .flips: flips(state, columns: columns)
    case .vetoes: vetoes(state, columns: columns)
    }
  }

  /// What a rule rests on, each source with what it says.
  mutating func sources(_ citations: [Citation], _ state: DashboardState) {
    guard !citations.isEmpty else { return }
    heading("Sources")
    for citation in citations {
      let reference = state.handbook?.source(citation.source)?.reference ?? citation.source
      link(
        "\(citation.strength.rawValue): \(reference)", to: .page(.source(citation.source)))
      text(citation.says, .muted, indent: 2)
    }
  }
}
