import Advice
import Terminal

extension DashboardState {
  mutating func actInPatterns(_ action: Action) -> [Effect] {
    switch action {
    case .filter:
      box = .prompt(Prompt(.patternFilter(before: patterns.filter), patterns.filter))
    case .nextValue: step(by: 1)
    case .previousValue: step(by: -1)
    case .showShelf(let index):
      guard EntryKind.shelves.indices.contains(index) else { break }
      patterns.trail = []
      patterns.show(EntryKind.shelves[index])
    case .back:
      if isReading { patterns.trail.removeLast() } else { patterns.filter("") }
    case .accept:
      if isReading { followMarked() } else { openMarked() }
    case .followLink(let index): follow(index)
    case .select(let row): select(row)
    case .move(let move):
      if isReading { scroll(move) } else { moveInShelf(move) }
    default: break
    }
    return []
  }

  /// Lists the next kind; among what was found, marks the first of the next kind.
  private mutating func step(by count: Int) {
    guard patterns.filter.isEmpty else { return stepAmongFound(by: count) }
    let all = EntryKind.shelves
    let index = all.firstIndex(of: patterns.shelf) ?? 0
    patterns.show(all[(index + count + all.count) % all.count])
  }

  private mutating func stepAmongFound(by count: Int) {
    let names = patterns.rows.compactMap(\.name)
    var kinds: [EntryKind] = []
    for name in names where kinds.last != name.kind { kinds.append(name.kind) }
    guard let marked = patterns.marked, let index = kinds.firstIndex(of: marked.kind) else {
      return
    }
    let next = kinds[(index + count + kinds.count) % kinds.count]
    if let first = names.first(where: { $0.kind == next }) { patterns.mark(first) }
  }

  private mutating func moveInShelf(_ move: Move) {
    let names = patterns.rows.compactMap(\.name)
    guard let marked = patterns.marked, let index = names.firstIndex(of: marked) else { return }
    let page = max(1, patternsLayout.list.rows - 2)
    patterns.mark(names[moved(index, move, count: names.count, page: page)])
  }

  /// A click marks an entry, a second one opens it.
  private mutating func select(_ row: Int) {
    guard patterns.rows.indices.contains(row), let name = patterns.rows[row].name else { return }
    let isMarked = name == patterns.marked
    patterns.trail = []
    patterns.mark(name)
    if isMarked { openMarked() }
  }

  private mutating func openMarked() {
    if let name = patterns.marked { open(name) }
  }

  /// Opens a text at its beginning, its first link marked when it is in sight.
  mutating func open(_ name: EntryName) {
    patterns.open(PatternsState.Visit(name: name))
    let page = patternsLayout.page
    guard let text = entryText(name, columns: page.columns) else { return }
    let link = Reader(text, rows: page.rows).firstLink(from: 0)
    patterns.trail[patterns.trail.count - 1].link = link
  }

  private mutating func scroll(_ move: Move) {
    guard var visit = patterns.trail.last else { return }
    let page = patternsLayout.page
    guard let text = entryText(visit.name, columns: page.columns) else { return }
    Reader(text, rows: page.rows).move(move, &visit)
    patterns.trail[patterns.trail.count - 1] = visit
  }

  private mutating func followMarked() {
    guard let visit = patterns.trail.last,
      let text = entryText(visit.name, columns: patternsLayout.page.columns),
      let index = text.links.firstIndex(where: { $0.name == visit.link })
    else {
      notice = Notice(.muted, Sentence.noLinkMarked)
      return
    }
    follow(index)
  }

  /// Goes where a link of the text that is shown leads.
  private mutating func follow(_ index: Int) {
    guard let name = patterns.shown,
      let text = entryText(name, columns: patternsLayout.page.columns),
      text.links.indices.contains(index)
    else { return }
    // A click into the text beside the list opens that text first, so that there is a way back.
    if !isReading { open(name) }
    let link = text.links[index].name
    patterns.trail[patterns.trail.count - 1].link = link
    switch link.target {
    case .entry(let name): open(name)
    case .place(let place): show(place)
    }
  }

  /// Shows a place of the mesh in the tab that knows it best.
  private mutating func show(_ place: Sighting.Place) {
    switch place {
    case .breaker(let name):
      mesh.markedBreaker = name
      tab = .breakers
    case .service(let name):
      open(name)
      tab = .mesh
    case .edge(let from, let to):
      open(to)
      mesh.open(.edge(from: from, to: to))
      tab = .mesh
    }
    notice = Notice(.info, Sentence.backToText)
  }
}

/// Moves through a text: from link to link where they are in sight, otherwise line by line.
struct Reader {
  let text: EntryText
  let rows: Int

  init(_ text: EntryText, rows: Int) {
    self.text = text
    self.rows = max(1, rows)
  }

  private var end: Int { max(0, text.lines.count - rows) }

  /// The first link that is in sight whole when a line is the first one shown.
  func firstLink(from top: Int) -> LinkName? {
    text.links.first { isInSight($0, top) }?.name
  }

  private func isInSight(_ link: EntryText.Link, _ top: Int) -> Bool {
    link.lines.lowerBound >= top && link.lines.lowerBound < top + rows
  }

  func move(_ move: Move, _ visit: inout PatternsState.Visit) {
    visit.top = min(visit.top, end)
    switch move {
    case .down: step(forward: true, &visit)
    case .up: step(forward: false, &visit)
    case .pageDown: jump(to: visit.top + rows - 1, &visit)
    case .pageUp: jump(to: visit.top - rows + 1, &visit)
    case .top: jump(to: 0, &visit)
    case .bottom:
      jump(to: end, &visit)
      visit.link = text.links.last { isInSight($0, visit.top) }?.name
    }
  }

  private func jump(to top: Int, _ visit: inout PatternsState.Visit) {
    visit.top = max(0, min(top, end))
    visit.link = firstLink(from: visit.top)
  }

  private func step(forward: Bool, _ visit: inout PatternsState.Visit) {
    let marked = text.links.firstIndex { $0.name == visit.link }
    if let next = neighbour(of: marked, forward: forward, visit.top), isInSight(next, visit.top) {
      visit.link = next.name
      return
    }
    visit.top = max(0, min(visit.top + (forward ? 1 : -1), end))
    if let next = neighbour(of: marked, forward: forward, visit.top), isInSight(next, visit.top) {
      visit.link = next.name
    } else if let marked, !isInSight(text.links[marked], visit.top) {
      visit.link = nil
    }
  }

  /// The next link on the way; without a marked one the first that comes into sight.
  private func neighbour(of marked: Int?, forward: Bool, _ top: Int) -> EntryText.Link? {
    if let marked {
      let index = marked + (forward ? 1 : -1)
      return text.links.indices.contains(index) ? text.links[index] : nil
    }
    return forward
      ? text.links.first { $0.lines.lowerBound >= top }
      : text.links.last { $0.lines.lowerBound <= top }
  }
}
