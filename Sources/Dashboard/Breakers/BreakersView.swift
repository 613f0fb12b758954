import MeshLook
import MeshModel
import Terminal

//   breaker             state     since   next probe   to trip         opened  last 60s
//   1 breaker, 1 tripped: the caller stops calling …
//   order → payment     ╳ open       8s  ▕███ ▏ 2.5s   -                    2  ───────╳╳╳╳╳✖╳╳╳╳◐────
//   2 ejections: a proxy takes a failing instance out …
//   …
//   faults                                                                     ·····◆━━━━━━━━━━━◇·····
//   callee payment failing                                                     ●●●●●●●▲▲✖✖✖✖✖▲▲●●●●●
//   calls 8.4/s, errors of them, caller                                        ▁▂▃▅▃▂▂▁…
//                                                                              60s ago     30s     now
//   ─ the marked one ────────────────────────────── ─ its trips, newest first ──────────────────
//    ─ closed ──5 failures─▸[╳ open]──after 5s─▸ …    8s  open for 8s   1 probe failed, took 4 ms
//   next probe ▕██████   ▏ 2.5s of 5s
//   ── what happened …

extension DashboardState {
  func drawBreakers(in area: Area, on frame: inout Frame) {
    let area = area.inset(columns: 1)
    let cards = faultCards(columns: area.columns, rows: max(1, area.rows / 5))
    frame.buffer.draw(Lines(cards), in: area)
    var body = area.dropping(top: cards.count + (area.rows >= 14 ? 1 : 0))
    if !mesh.breakerView.showsAll || typesBreakerFilter {
      drawBreakerFilter(in: body.line(0), on: &frame)
      body = body.dropping(top: 1)
    }
    guard let marked = markedBreaker else {
      frame.buffer.draw(Lines(noBreakers(columns: body.columns)), in: body)
      return
    }
    let columns = BreakerColumns(columns: body.columns, span: mesh.breakerView.span)
    let timeline = breakerTimeline(columns)
    let rows = BreakerRows(rows: body.rows, lines: mesh.breakerLines.count)
    let parts = body.rows([.flexible(atLeast: 3), .fixed(rows.lanes), .fixed(rows.below)])
    drawBreakerTable(columns, timeline, in: parts[0], on: &frame)
    drawBreakerLanes(marked, columns, timeline, in: parts[1], on: &frame)
    drawBelow(marked, in: parts[2], on: &frame)
  }

  /// Whether words for the filter are being typed.
  private var typesBreakerFilter: Bool {
    if case .prompt(let prompt) = box, case .breakerFilter = prompt.purpose { return true }
    return false
  }

  /// What is shown of all breakers, and by which words.
  private func drawBreakerFilter(in area: Area, on frame: inout Frame) {
    let shown = mesh.breakerLines.count { $0.breaker != nil }
    let name = mesh.breakerView.hidesHealthy ? "Unhealthy only " : "Filter "
    let label = frame.buffer.draw(name, at: area.origin, style: TextStyle(.key))
    let note = " \(shown) of \(mesh.breakers.count) breakers"
    let room = area.dropping(left: label).dropping(right: TextWidth.columns(note))
    if case .prompt(let prompt) = box, typesBreakerFilter {
      let field = InputField(prompt.input)
      frame.buffer.draw(field, in: room)
      frame.cursor = field.cursor(in: room)
    } else {
      frame.buffer.draw(
        mesh.breakerView.filter, at: room.origin, style: TextStyle(.accent), limit: room.columns)
    }
    let place = Position(column: room.endColumn, row: area.row)
    frame.buffer.draw(
      note, at: place, style: TextStyle(.muted), limit: area.endColumn - place.column)
  }

  private func noBreakers(columns: Int) -> [StyledLine] {
    let text =
      mesh.isAbsent
      ? spelled(Sentence.noMesh)
      : mesh.breakers.isEmpty
        ? "No breaker was heard of yet: they appear with the first call from one service to another."
        : spelled(Sentence.noBreakerShown(mesh.breakerView, of: mesh.breakers.count))
    return Lines.wrapped(text, columns: columns, style: TextStyle(.muted))
  }

  /// The marked one, its trips, and what happened.
  private func drawBelow(
    _ marked: Snapshot.Breaker, in area: Area, on frame: inout Frame
  ) {
    let detail = BreakerDetail(marked, self)
    guard area.rows >= 14 else {
      let text = detail.lines(columns: area.columns, rows: max(2, area.rows - 4))
      frame.buffer.draw(Lines(text), in: area)
      drawEvents(in: area.dropping(top: text.count), about: marked, on: &frame)
      return
    }
    let isWide = area.columns >= 117
    let whole = area
    let machine = isWide ? detail.machineLines(columns: area.columns) : []
    frame.buffer.draw(Lines(machine), in: whole)
    let area = whole.dropping(top: machine.count)
    let parts = area.columns(
      isWide ? [.flexible(), .flexible()] : [.flexible(), .fixed(0)], gap: isWide ? 3 : 0)
    let room = isWide ? min(area.rows - 5, 15) : min(area.rows - 9, 13)
    let text = detail.lines(columns: parts[0].columns, rows: room, drawsMachine: !isWide)
    let trips = detail.tripLines(columns: isWide ? parts[1].columns : area.columns)
    drawRule("the marked one", in: parts[0].line(0), on: &frame)
    frame.buffer.draw(Lines(text), in: parts[0].dropping(top: 1))
    var used = 1 + text.count
    if isWide {
      drawRule("its trips, newest first", in: parts[1].line(0), on: &frame)
      frame.buffer.draw(Lines(Array(trips.prefix(room))), in: parts[1].dropping(top: 1))
      used = 1 + max(text.count, min(room, trips.count))
    } else {
      let shown = trips.prefix(4)
      drawRule("its trips, newest first", in: area.line(used), on: &frame)
      frame.buffer.draw(Lines(Array(shown)), in: area.dropping(top: used + 1))
      used += 1 + shown.count
    }
    drawEvents(in: area.dropping(top: used), about: marked, on: &frame)
  }

  private func drawRule(_ title: String, in line: Area, on frame: inout Frame) {
    let rule = String(repeating: "─", count: line.columns)
    frame.buffer.draw(rule, at: line.origin, style: TextStyle(.border))
    frame.buffer.draw(
      " \(title) ", at: Position(column: line.column + 2, row: line.row), style: TextStyle(.muted),
      limit: max(0, line.columns - 2))
  }
}

/// How the rows are shared out between the table, the lanes below it, and all the rest.
struct BreakerRows {
  let lanes: Int
  let below: Int

  /// - Parameter lines: those of the table, without its headings of columns.
  init(rows: Int, lines: Int) {
    lanes = DashboardState.laneCount(rows: rows)
    let least = rows < 14 ? 4 : rows < 24 ? 5 : 8
    let table = max(least, min(lines + 1, rows - lanes - (rows < 14 ? 5 : rows < 24 ? 8 : 18)))
    below = max(0, rows - lanes - table)
  }
}
