import Advice
import Terminal

extension DashboardState {
  /// One question: where it stands, its text, why it is asked, the ways to answer it.
  func drawQuestion(in area: Area, on frame: inout Frame) {
    guard let question = question(advise.cursor.question) else { return }
    let list = choiceList(question, advise.cursor, surface: .screen)
    let least = list.lines(columns: area.columns, rows: 0).count
    let text = textLines(
      question, columns: area.columns, rows: area.rows - min(least, area.rows / 2))
    let choiceLines = list.lines(columns: area.columns, rows: area.rows - text.count).count
    frame.buffer.draw(Lines(text), in: area)
    list.draw(in: area.dropping(top: text.count), on: &frame)
    drawComplaint(in: area, below: text.count + choiceLines, on: &frame)
  }

  func choiceList(_ question: Question, _ cursor: QuestionCursor, surface: Surface) -> ChoiceList {
    var typing: Prompt?
    let isFocused = surface != .screen || advise.place == .question
    if case .prompt(let prompt) = box, case .number = prompt.purpose { typing = prompt }
    return ChoiceList(
      question: question, choices: choices(question), answer: answer(question),
      marked: isFocused ? cursor.choice : -1, prompt: typing, surface: surface)
  }

  /// The text above the choices; what finds no room is left out from the end: first the reason,
  /// then the help.
  private func textLines(_ question: Question, columns: Int, rows: Int) -> [StyledLine] {
    let place =
      "\(question.group.title) · question \(advise.cursor.question + 1) of \(questions.count)"
    var lines = [StyledLine(place, TextStyle(.muted))]
    lines += Lines.wrapped(question.text, columns: columns, style: TextStyle(.heading))
    let help = Lines.wrapped(question.help, columns: columns)
    let why = Lines.wrapped(
      "Why: \(question.why)", columns: columns, style: TextStyle(.muted))
    // A blank line below the question where everything fits with it.
    let isRoomy = lines.count + help.count + why.count + 3 <= rows
    for block in [(isRoomy ? [.empty] : []) + help, [.empty] + why]
    where lines.count + block.count + 1 <= rows {
      lines += block
    }
    return lines + [.empty]
  }

  /// What is wrong with a number that is being typed.
  private func drawComplaint(in area: Area, below: Int, on frame: inout Frame) {
    guard case .prompt(let prompt) = box, let complaint = prompt.complaint else { return }
    let lines = Lines.wrapped(complaint, columns: area.columns, style: TextStyle(.bad))
    let start = min(below + 1, max(0, area.rows - lines.count))
    frame.buffer.fill(
      Area(column: area.column, row: area.row + start, columns: area.columns, rows: lines.count),
      style: .plain)
    frame.buffer.draw(Lines(lines), in: area.dropping(top: start))
  }
}
