import Instruments
import MeshLook
import Terminal

//   212 lines of payment, the latest at the bottom
//   10:00:07.120  · payment-1  handled OrderPlaced  order=o-17
//   10:00:07.431  ▲ payment-2  breaker-open  to=order                       the marked one
//   ─────────────────────────────────────────
//   warning of payment-2 at 10:00:07.431, trace 4bf92f35: breaker-open …    in full

extension DashboardState {
  /// - Parameter target: whose lines, in words.
  func drawLogs(of target: String, in area: Area, on frame: inout Frame) {
    let reading = mesh.reading
    let entries = reading.shown
    let marked = entries.count - 1 - mesh.line
    let remark = logRemark(
      entries.indices.contains(marked) ? entries[marked] : nil, columns: area.columns,
      rows: area.rows >= 14 ? 3 : 2)
    let parts = area.rows([
      .fixed(1), .flexible(atLeast: 1), .fixed(remark.isEmpty ? 0 : 1), .fixed(remark.count),
    ])
    drawLogTitle(target, reading, in: parts[0], on: &frame)
    let rows = parts[1].rows
    let offset = Scroll.offset(selected: marked, count: entries.count, visible: rows)
    let isNamed = LogRow.areNamed(entries)
    for (row, index) in (offset..<min(entries.count, offset + rows)).enumerated() {
      let place = parts[1].line(row).dropping(right: 1)
      frame.buffer.draw(
        LogRow(entries[index], isNamed: isNamed, isBrief: place.columns < 76).line,
        at: place.origin, limit: place.columns)
      if index == marked { frame.buffer.paint(place, surface: .selected) }
      frame.onClick(place, .select(index))
    }
    let edge = Area(
      column: area.endColumn - 1, row: parts[1].row, columns: 1, rows: parts[1].rows)
    frame.buffer.draw(
      ScrollBar(offset: offset, count: entries.count, visible: rows), in: edge)
    let rule = String(repeating: "─", count: area.columns)
    if !parts[2].isEmpty {
      frame.buffer.draw(rule, at: parts[2].origin, style: TextStyle(.border))
    }
    frame.buffer.draw(Lines(remark), in: parts[3])
  }

  private func drawLogTitle(
    _ target: String, _ reading: MeshReading, in line: Area, on frame: inout Frame
  ) {
    if case .prompt(let prompt) = box, case .logFilter = prompt.purpose {
      let label = frame.buffer.draw("Filter ", at: line.origin, style: TextStyle(.key))
      let field = InputField(prompt.input)
      let room = line.dropping(left: label)
      frame.buffer.draw(field, in: room)
      frame.cursor = field.cursor(in: room)
      return
    }
    let all = reading.lines.entries.count
    var text =
      reading.isHeard
      ? "\(reading.lines.isCut ? "The last " : "")\(all) \(all == 1 ? "line" : "lines") of \(target)"
      : "Reading the log of \(target) …"
    if case .requestLogs = mesh.place, reading.isHeard, all == 0 {
      text = Sentence.noLinesOfRequest(target)
    }
    if !reading.filter.isEmpty { text += ", \(reading.shown.count) with \"\(reading.filter)\"" }
    if mesh.paused != nil { text += ", up to the moment that is shown" }
    if mesh.line > 0 {
      text +=
        "; \(keyCap(of: .move(.bottom), in: .logs, preferred: .character("G"))) goes to the latest"
    }
    let problem = reading.problem.map { "\(text.isEmpty ? "" : " ")\($0)" } ?? ""
    let spans = [
      StyledSpan(text, TextStyle(.heading)), StyledSpan(problem, TextStyle(.warning)),
    ]
    frame.buffer.draw(StyledLine(spans), at: line.origin, limit: line.columns)
  }

  /// The marked line in full.
  private func logRemark(_ entry: LogEntry?, columns: Int, rows: Int) -> [StyledLine] {
    guard let entry else { return [] }
    let level = entry.level?.rawValue ?? "line"
    let trace = entry.trace.map { ", trace \($0.prefix(8))" } ?? ""
    let time = entry.at.isEmpty ? "" : " at \(entry.at)"
    let text = "\(level) of \(entry.instance)\(time)\(trace): \(entry.words)"
    let lines = Lines.wrapped(text, columns: columns, style: TextStyle(.muted))
    return Array(lines.prefix(rows)) + Array(repeating: .empty, count: max(0, rows - lines.count))
  }
}
