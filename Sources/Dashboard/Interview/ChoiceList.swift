import Advice
import Terminal

/// The ways to answer a question, one a line, the marked one explained in full.
struct ChoiceList {
  let question: Question
  let choices: [Choice]
  let answer: Answer?
  let marked: Int
  /// The field that takes the place of the marked line while a number is typed.
  let prompt: Prompt?
  let surface: Surface

  /// The lines with the choice each belongs to: every choice explained in full where there is room for
  /// that, so that nothing moves with the mark; else the marked one only.
  func lines(columns: Int, rows: Int) -> [(choice: Int, line: StyledLine)] {
    let all = lines(columns: columns) { _ in true }
    return all.count <= rows ? all : lines(columns: columns) { $0 == marked && prompt == nil }
  }

  private func lines(
    columns: Int, unfolds: (Int) -> Bool
  ) -> [(choice: Int, line: StyledLine)] {
    let names = choices.map(name)
    let nameColumns = min(max(8, names.map { TextWidth.columns($0) }.max() ?? 0), columns * 3 / 5)
    let room = max(1, columns - nameColumns - 5)
    var lines: [(choice: Int, line: StyledLine)] = []
    for (index, choice) in choices.enumerated() {
      let ground: Surface = index == marked ? .selected : surface
      let meaning = meaning(choice)
      // Beside its name where there is room for a few words, else below it.
      let isBeside = room >= Self.fewWords || TextWidth.columns(meaning) <= room
      let parts = unfolds(index) && isBeside ? TextWrap.lines(meaning, columns: room) : [meaning]
      func line(_ head: [StyledSpan], _ text: String) -> StyledLine {
        StyledLine(
          head + [StyledSpan(TextWidth.padded(text, to: room), TextStyle(.muted, on: ground))])
      }
      let head = [
        StyledSpan(index == marked ? "▸ " : "  ", TextStyle(.accent, on: ground)),
        StyledSpan(sign(choice) + " ", signStyle(choice, ground)),
        StyledSpan(
          TextWidth.padded(names[index], to: nameColumns) + " ", TextStyle(.text, on: ground)),
      ]
      let space = [
        StyledSpan(String(repeating: " ", count: nameColumns + 5), TextStyle(.text, on: ground))
      ]
      lines.append((index, line(head, parts.first ?? "")))
      lines += parts.dropFirst().map { (index, line(space, $0)) }
      if unfolds(index), !isBeside {
        lines += TextWrap.lines(meaning, columns: columns - 4).map {
          (index, StyledLine("    " + $0, TextStyle(.muted, on: surface)))
        }
      }
    }
    return lines
  }

  /// Columns in which a text can be read.
  private static let fewWords = 20

  private func sign(_ choice: Choice) -> String {
    switch mark(choice) {
    case .chosen: "●"
    case .possible: "◐"
    case .free: "○"
    }
  }

  private func signStyle(_ choice: Choice, _ ground: Surface) -> TextStyle {
    let isAnswer = mark(choice) != .free && choice != .unknown
    return TextStyle(isAnswer ? .ok : .muted, on: ground)
  }

  private func mark(_ choice: Choice) -> Choice.Mark {
    // A typed number is marked on the line where it was typed, unless a range below says the same.
    if choice == .typed, let values = answer?.values {
      return choices.contains(.range(values)) ? .free : .chosen
    }
    return choice.mark(answer)
  }

  private func name(_ choice: Choice) -> String {
    switch choice {
    case .typed:
      if let values = answer?.values, !choices.contains(.range(values)) {
        return question.textWithUnit(values)
      }
      return "a number"
    case .word(let word): return question.domain.text(word)
    case .range(let range): return question.textWithUnit(range)
    case .unknown: return "unknown"
    case .notApplicable: return "not applicable"
    }
  }

  private func meaning(_ choice: Choice) -> String {
    switch choice {
    case .typed:
      return "Enter to type it"
    case .word(let word):
      return question.domain.words.indices.contains(word) ? question.domain.words[word].means : ""
    case .range(let range):
      return range.single == nil && choices.first { $0.isRange } == choice
        ? "when known only roughly" : ""
    case .unknown: return "not known yet; the question stays open"
    case .notApplicable:
      if case .notApplicable(let reason) = answer?.content { return reason }
      return "makes no sense for this system"
    }
  }
}

extension ChoiceList {
  /// Draws the lines, scrolled so that the marked one is visible.
  func draw(in area: Area, on frame: inout Frame) {
    let lines = lines(columns: area.columns, rows: area.rows)
    let first = lines.firstIndex { $0.choice == marked } ?? 0
    let last = lines.lastIndex { $0.choice == marked } ?? 0
    var offset = Scroll.offset(selected: (first + last) / 2, count: lines.count, visible: area.rows)
    offset = min(offset, first)
    for (row, item) in lines.dropFirst(offset).prefix(area.rows).enumerated() {
      let line = area.line(row)
      frame.buffer.draw(item.line, at: line.origin, limit: line.columns)
      if prompt == nil { frame.onClick(line, .select(item.choice)) }
      if let prompt, item.choice == marked { drawField(prompt, in: line, on: &frame) }
    }
  }

  private func drawField(_ prompt: Prompt, in line: Area, on frame: inout Frame) {
    let field = InputField(prompt.input)
    let room = line.dropping(left: 4)
    frame.buffer.draw(field, in: room)
    frame.cursor = field.cursor(in: room)
  }
}
