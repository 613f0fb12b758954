import Advice
import Terminal

extension DashboardState {
  /// The columns of text in the box.
  private var drillColumns: Int { min(96, size.columns - 4) - 6 }

  func drillContent(_ drill: Drill) -> DrillContent {
    .page(drill.current.page, self, columns: drillColumns)
  }

  /// How many lines are visible at once.
  func drillRows(_ content: DrillContent) -> Int {
    max(1, min(content.lines.count, size.rows - 6))
  }

  /// A page above the matrix: the mark goes from link to link, the text scrolls where none is in
  /// sight.
  mutating func act(_ action: Action, in drill: Drill) -> [Effect] {
    var drill = drill
    let content = drillContent(drill)
    let rows = drillRows(content)
    switch action {
    case .interrupt: return leave(interrupted: true)
    case .cancel:
      box = nil
      return []
    case .back:
      box = drill.goUp() ? .drill(drill) : nil
      return []
    case .accept: return open(drill, content)
    case .select(let link) where content.links.indices.contains(link):
      drill.current.link = link
      return open(drill, content)
    case .move(.down): drill.current.step(by: 1, content, rows)
    case .move(.up): drill.current.step(by: -1, content, rows)
    case .move(.pageDown): drill.current.scroll(by: rows, content, rows)
    case .move(.pageUp): drill.current.scroll(by: -rows, content, rows)
    case .move(.top): drill.current.scroll(by: -content.lines.count, content, rows)
    case .move(.bottom): drill.current.scroll(by: content.lines.count, content, rows)
    default: break
    }
    box = .drill(drill)
    return []
  }

  private mutating func open(_ drill: Drill, _ content: DrillContent) -> [Effect] {
    var drill = drill
    guard content.links.indices.contains(drill.current.link) else {
      notice = Notice(.muted, Sentence.noLink)
      return []
    }
    switch content.links[drill.current.link].target {
    case .page(let page):
      drill.open(page)
      box = .drill(drill)
    case .row(let id):
      if let row = advisor.knowledge.criteria.firstIndex(where: { $0.id == id }) {
        matrix.row = row
      }
      box = nil
    }
    return []
  }
}

extension Drill.Level {
  /// Marks the next link when it is in sight or nearly so, or scrolls by a line.
  mutating func step(by count: Int, _ content: DrillContent, _ rows: Int) {
    let next = link + count
    let isMarked = content.links.indices.contains(link)
    if content.links.indices.contains(next) {
      let line = content.links[next].line
      if line >= scroll - 1, line <= scroll + rows || !isMarked {
        link = next
        if line < scroll { scroll = line }
        if line >= scroll + rows { scroll = line - rows + 1 }
        return
      }
    }
    scroll = Scroll.clamped(scroll + count, count: content.lines.count, visible: rows)
  }

  /// Scrolls and marks the first link in sight.
  mutating func scroll(by count: Int, _ content: DrillContent, _ rows: Int) {
    scroll = Scroll.clamped(scroll + count, count: content.lines.count, visible: rows)
    let seen = scroll..<scroll + rows
    let visible = content.links.indices.filter { seen.contains(content.links[$0].line) }
    if let found = count < 0 ? visible.first : visible.last { link = found }
  }
}
