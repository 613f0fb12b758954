import Advice
import Terminal

extension DashboardState {
  /// A box with text: scrolls and closes. The view keeps the scroll within the text.
  mutating func actReading(_ action: Action, _ scroll: Int) -> [Effect] {
    let page = max(1, size.rows - 6)
    switch action {
    case .move(.up): scrollBox(to: scroll - 1)
    case .move(.down): scrollBox(to: scroll + 1)
    case .move(.pageUp): scrollBox(to: scroll - page)
    case .move(.pageDown): scrollBox(to: scroll + page)
    case .move(.top): scrollBox(to: 0)
    case .move(.bottom): scrollBox(to: .max)
    case .interrupt: return leave(interrupted: true)
    case .back:
      if case .reading(.labStep, _) = box { return closeLabText() }
      box = nil
    default: break
    }
    return []
  }

  private mutating func scrollBox(to scroll: Int) {
    let end = max(0, boxLineCount - boxTextRows)
    switch box {
    case .help: box = .help(scroll: min(max(0, scroll), end))
    case .reading(let reading, _): box = .reading(reading, scroll: min(max(0, scroll), end))
    default: break
    }
  }

  /// A line that is typed.
  mutating func act(_ action: Action, in prompt: Prompt) -> [Effect] {
    switch action {
    case .cancel:
      close(prompt)
      isLeaving = false
    case .interrupt: return leave(interrupted: true)
    case .confirm: return accept(prompt)
    default: break
    }
    return []
  }

  /// Goes back to where the prompt was opened.
  private mutating func close(_ prompt: Prompt) {
    switch prompt.purpose {
    case .number(let cursor), .reason(let cursor):
      box = prompt.isFromEditor ? .editor(cursor) : nil
    case .path, .record, .openRecording: box = nil
    case .filter(let before):
      box = nil
      filter(before)
    case .questionFilter(let before):
      box = nil
      filterQuestions(before)
    case .patternFilter(let before):
      box = nil
      patterns.filter(before)
    case .breakerFilter(let before):
      box = nil
      filterBreakers(before)
    case .logFilter(let before):
      box = nil
      filterLogs(before)
    case .traceFilter(let before):
      box = nil
      filterTraces(before)
    }
  }

  private mutating func accept(_ prompt: Prompt) -> [Effect] {
    switch prompt.purpose {
    case .path: return acceptPath(prompt)
    case .number(let cursor): acceptNumber(prompt, cursor)
    case .reason(let cursor): acceptReason(prompt, cursor)
    case .patternFilter:
      box = nil
      // What was found is shown; a text that was open would hide it.
      if !patterns.filter.isEmpty { patterns.trail = [] }
    case .filter, .logFilter, .traceFilter, .breakerFilter, .questionFilter: box = nil
    case .record, .openRecording: return acceptRecording(prompt)
    }
    return []
  }

  private mutating func acceptNumber(_ prompt: Prompt, _ cursor: QuestionCursor) {
    guard let question = question(cursor.question) else { return }
    guard let values = NumberEntry.values(prompt.input.text, question.domain) else {
      var prompt = prompt
      prompt.complaint = Sentence.expected(question)
      box = .prompt(prompt)
      return
    }
    box = nil
    answer(question, .values(values))
    if !prompt.isFromEditor { moveOn() }
  }

  private mutating func acceptReason(_ prompt: Prompt, _ cursor: QuestionCursor) {
    guard let question = question(cursor.question) else { return }
    let reason = prompt.input.text
    box = nil
    answer(
      question, .notApplicable(reason: reason.isEmpty ? Sentence.defaultReason : reason))
    if !prompt.isFromEditor, tab == .advise { moveOn() }
  }

  /// The answers of one question above the matrix.
  mutating func act(_ action: Action, inEditor cursor: QuestionCursor) -> [Effect] {
    switch action {
    case .back: box = nil
    case .interrupt: return leave(interrupted: true)
    default:
      box = nil
      if let cursor = actOnChoices(action, cursor, isInEditor: true) { box = .editor(cursor) }
    }
    return []
  }
}
