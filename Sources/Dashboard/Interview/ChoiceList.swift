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

  /// The lines with the choice each belongs to.
  func lines(columns: Int) -> [(choice: Int, line: StyledLine)] {
    let names = choices.map(name)
    let nameColumns = min(max(8, names.map { TextWidth.columns($0) }.max() ?? 0), columns * 3 / 5)
    let meaningColumns = columns - nameColumns - 5
    var lines: [(choice: Int, line: StyledLine)] = []
    for (index, choice) in choices.enumerated() {
      let isMarked = index == marked
      let ground: Surface = isMarked ? .selected : surface
      let meaning = meaning(choice)
      lines.append(
        (
          index,
          StyledLine([
            StyledSpan(isMarked ? "▸ " : "  ", TextStyle(.accent, on: ground)),
            StyledSpan(sign(choice) + " ", signStyle(choice, ground)),
            StyledSpan(
              TextWidth.padded(names[index], to: nameColumns) + " ", TextStyle(.text, on: ground)),
            StyledSpan(
              TextWidth.padded(meaning, to: max(0, meaningColumns)), TextStyle(.muted, on: ground)),
          ])
        ))
      // The marked line is explained in full below, when it did not fit.
      if isMarked, prompt == nil, TextWidth.columns(meaning) > meaningColumns {
        lines += TextWrap.lines(meaning, columns: columns - 4).map {
          (index, StyledLine("    " + $0, TextStyle(.muted, on: surface)))
        }
      }
    }
    return lines
  }

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
    case .unknown: return "nobody knows yet; the question stays open"
    case .notApplicable:
      if case .notApplicable(let reason) = answer?.content { return reason }
      return "makes no sense for this system"
    }
  }
}

extension ChoiceList {
  /// Draws the lines, scrolled so that the marked one is visible.
  func draw(in area: Area, on frame: inout Frame) {
    let lines = lines(columns: area.columns)
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
