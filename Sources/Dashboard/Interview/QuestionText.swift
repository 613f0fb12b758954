import Advice
import Terminal

/// Everything worth knowing about a question: help, reason, and what each answer does.
struct QuestionText {
  let question: Question
  let criterion: Criterion?
  let surface: Surface

  init(_ question: Question, _ knowledge: KnowledgeBase, on surface: Surface) {
    self.question = question
    criterion = knowledge.criterion(question.id)
    self.surface = surface
  }

  /// The text as lines of a width.
  func lines(columns: Int) -> [StyledLine] {
    var lines = wrapped(question.text, .heading, columns)
    lines += wrapped(question.help, .text, columns) + [.empty]
    lines += [StyledLine("Why this is asked", style(.heading))]
    lines += wrapped(question.why, .text, columns)
    lines += wrapped(question.change.sentence, .muted, columns)
    if !question.domain.words.isEmpty {
      lines += [.empty, StyledLine("The answers", style(.heading))]
      for word in question.domain.words {
        lines += wrapped("\(word.name): \(word.means)", .text, columns)
      }
    }
    return lines + bandLines(columns: columns)
  }

  /// What each answer does to the styles.
  private func bandLines(columns: Int) -> [StyledLine] {
    guard let criterion else {
      return [.empty]
        + wrapped(
          "No criterion scores this answer; vetoes, warnings and findings use it.", .muted, columns)
    }
    var lines: [StyledLine] = [.empty, StyledLine("What each answer does", style(.heading))]
    lines += wrapped(criterion.because, .text, columns)
    for band in criterion.bands {
      let scores = Style.allCases.map { "\($0.name(columns: 10)) \(band.scores[$0])" }
      lines += [.empty, StyledLine(question.textWithUnit(band.values), style(.accent))]
      for sentence in band.sentences { lines += wrapped(sentence, .text, columns) }
      lines += wrapped(scores.joined(separator: ", "), .muted, columns)
    }
    return lines
  }

  private func wrapped(_ text: String, _ role: Role, _ columns: Int) -> [StyledLine] {
    Lines.wrapped(text, columns: columns, style: style(role))
  }

  private func style(_ role: Role) -> TextStyle { TextStyle(role, on: surface) }
}
