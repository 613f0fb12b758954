import Advice
import Terminal

extension DashboardState {
  /// The answers of one question above the matrix.
  func drawEditor(_ cursor: QuestionCursor, in body: Area, on frame: inout Frame) {
    guard let question = question(cursor.question) else { return }
    let columns = min(76, body.columns - 2)
    let text = Lines.wrapped(
      question.text, columns: columns - 4, style: TextStyle(.heading, on: .popup))
    let list = choiceList(question, cursor, surface: .popup)
    let rows =
      text.count + 1 + list.lines(columns: columns - 4, rows: max(1, body.rows - 12)).count
      + complaintRows
    // Above the sums where there is room: they move with the answer.
    let above = Area(
      column: body.column, row: body.row, columns: body.columns, rows: body.rows - 7)
    let room = rows + 2 <= above.rows ? above : body
    let area = room.centered(columns: columns, rows: rows + 2)
    frame.coverTargets()
    frame.buffer.draw(Popup(title: question.id), in: area)
    let inside = Panel.inside(area)
    frame.buffer.draw(Lines(text), in: inside)
    list.draw(in: inside.dropping(top: text.count + 1), on: &frame)
    drawEditorComplaint(in: inside, on: &frame)
  }

  private var complaintRows: Int {
    if case .prompt(let prompt) = box, prompt.complaint != nil { return 2 }
    return 0
  }

  private func drawEditorComplaint(in inside: Area, on frame: inout Frame) {
    guard case .prompt(let prompt) = box, let complaint = prompt.complaint else { return }
    let lines = Lines.wrapped(
      complaint, columns: inside.columns, style: TextStyle(.bad, on: .popup))
    let place = inside.dropping(top: max(0, inside.rows - 2))
    frame.buffer.fill(place, style: TextStyle(.text, on: .popup))
    frame.buffer.draw(Lines(lines), in: place)
  }
}
