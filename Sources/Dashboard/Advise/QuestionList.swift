import Advice
import Terminal

extension DashboardState {
  /// All questions under their headings, each with its answer.
  func drawList(in area: Area, on frame: inout Frame) {
    let rows = listRows
    let marked = rows.firstIndex { $0 == .question(advise.cursor.question) } ?? 0
    let answered = questions.count { answer($0) != nil }
    var title = "Questions  \(answered) of \(questions.count) answered"
    if !advise.filter.isEmpty {
      title = "\(shownQuestions.count) of \(questions.count): \(advise.filter)"
    }
    frame.buffer.draw(title, at: area.origin, style: TextStyle(.heading), limit: area.columns)
    if case .prompt(let prompt) = box, case .questionFilter = prompt.purpose {
      let label = frame.buffer.draw("Filter ", at: area.origin, style: TextStyle(.key))
      let field = InputField(prompt.input)
      frame.buffer.draw(field, in: area.line(0).dropping(left: label))
      frame.cursor = field.cursor(in: area.line(0).dropping(left: label))
    }
    let body = area.dropping(top: 1)
    let offset = Scroll.offset(selected: marked, count: rows.count, visible: body.rows)
    for (index, row) in rows.dropFirst(offset).prefix(body.rows).enumerated() {
      draw(row, isMarked: offset + index == marked, in: body.line(index), on: &frame)
    }
    // On the line to the next part, where there is one.
    let column = min(area.endColumn + 1, size.columns - 1)
    let edge = Area(column: column, row: body.row, columns: 1, rows: body.rows)
    frame.buffer.draw(
      ScrollBar(offset: offset, count: rows.count, visible: body.rows), in: edge)
  }

  /// A line of the list.
  private enum ListRow: Equatable {
    case heading(Question.Group)
    case question(Int)
  }

  private var listRows: [ListRow] {
    var rows: [ListRow] = []
    var group: Question.Group?
    for index in shownQuestions {
      let question = questions[index]
      if question.group != group {
        group = question.group
        rows.append(.heading(question.group))
      }
      rows.append(.question(index))
    }
    return rows
  }

  private func draw(_ row: ListRow, isMarked: Bool, in line: Area, on frame: inout Frame) {
    switch row {
    case .heading(let group):
      frame.buffer.draw(
        group.title, at: line.origin, style: TextStyle(.accent), limit: line.columns)
    case .question(let index):
      drawQuestion(index, isMarked: isMarked, in: line, on: &frame)
      frame.onClick(line, .select(index))
    }
  }

  private func drawQuestion(
    _ index: Int, isMarked: Bool, in line: Area, on frame: inout Frame
  ) {
    let question = questions[index]
    let answer = answer(question)
    // Beside an open question the list only shows where it stands.
    let ground: Surface = isMarked && advise.place == .list ? .selected : .screen
    let role: Role = answer == nil ? .unknown : .ok
    if ground == .selected { frame.buffer.fill(line, style: TextStyle(.text, on: ground)) }
    let text = question.text(answer)
    let answerColumns = min(TextWidth.columns(text, atMost: line.columns), line.columns / 2)
    frame.buffer.draw(
      StyledLine([
        StyledSpan(isMarked ? "▸" : " ", TextStyle(.accent, on: ground)),
        StyledSpan(Self.sign(answer) + " ", TextStyle(role, on: ground)),
        StyledSpan(question.id, TextStyle(isMarked ? .accent : .text, on: ground)),
      ]), at: line.origin, limit: line.columns - answerColumns - 1)
    let place = Position(column: line.endColumn - answerColumns, row: line.row)
    frame.buffer.draw(
      text, at: place, style: TextStyle(answer == nil ? .muted : .text, on: ground),
      limit: answerColumns)
  }

  /// How far a question is answered, told by shape.
  private static func sign(_ answer: Answer?) -> String {
    switch answer?.content {
    case nil: "○"
    case .notApplicable: "–"
    case .values(let set): set.single == nil ? "◐" : "●"
    }
  }
}
