import Advice
import YAML

/// An interview in plain lines: takes one line after the other, knows what to say next.
struct PlainInterview {
  /// What the next line is about.
  enum Stage: Equatable {
    /// The question at this place in the interview.
    case question(Int)
    /// The reason why it does not apply.
    case reason(Int)
    /// The name of the file to save to.
    case fileName
    /// Whether to overwrite that file.
    case overwrite(String)
    case over
  }

  let advisor: Advisor
  private(set) var sheet: AnswerSheet
  private(set) var stage: Stage
  /// The file to save to unless another is named.
  let proposedFile: String?
  /// Questions shown so far, to go back to.
  private var visited: [Int] = []

  init(_ advisor: Advisor, _ sheet: AnswerSheet, proposedFile: String?) {
    self.advisor = advisor
    self.sheet = sheet
    self.proposedFile = proposedFile
    stage = .fileName
    stage = nextOpen(after: -1)
  }

  var questions: [Question] { advisor.knowledge.questions }

  var openCount: Int { questions.count { sheet.answers[$0.id] == nil } }

  /// Takes a reply to the question asked; gives what to say about it.
  mutating func take(_ line: String, for index: Int) -> [String] {
    let question = questions[index]
    switch Reply(line, to: question) {
    case .answer(let values): return set(Answer(.values(values)), index)
    case .unknown:
      sheet.answers[question.id] = nil
      advance(from: index)
      return []
    case .notApplicable(let reason?): return set(Answer(.notApplicable(reason: reason)), index)
    case .notApplicable(nil):
      stage = .reason(index)
      return []
    case .help: return AskSentence.help(question)
    case .back: return goBack(from: index)
    case .saveAndStop:
      stage = .fileName
      return []
    case .keep:
      advance(from: index)
      return []
    case .unclear: return [AskSentence.unclear(line, question)]
    }
  }

  /// Takes the reason why a question does not apply; without one it stays as it was.
  ///
  /// What steers the interview steers it here as well: nobody means `b` as a reason.
  mutating func take(reason line: String, for index: Int) -> [String] {
    let question = questions[index]
    let reason = line.withoutBlanks
    switch Reply(line, to: question) {
    case .back:
      stage = .question(index)
      return []
    case .help: return AskSentence.help(question)
    case .unknown, .saveAndStop: return take(line, for: index)
    case .keep, .notApplicable(nil):
      stage = .question(index)
      return [AskSentence.reasonMissing]
    case .answer, .notApplicable, .unclear:
      stage = .question(index)
      return set(Answer(.notApplicable(reason: String(reason.prefix(1000)))), index)
    }
  }

  mutating func ask(overwrite path: String) { stage = .overwrite(path) }
  mutating func askForFile() { stage = .fileName }
  mutating func finish() { stage = .over }

  /// An answer that contradicts another one is told and not taken.
  private mutating func set(_ answer: Answer, _ index: Int) -> [String] {
    var trial = sheet
    let id = questions[index].id
    // Whoever confirms an answer does not mean to lose its note.
    if trial.answers[id]?.content != answer.content { trial.answers[id] = answer }
    do throws(Contradicted) {
      let before = try? advisor.assess(sheet, flipSize: 0).necessaryWinner
      let now = try advisor.assess(trial, flipSize: 0).necessaryWinner
      sheet = trial
      advance(from: index)
      guard let now, now != before, openCount > 0 else { return [] }
      return [AskSentence.decided(now)]
    } catch {
      return [AskSentence.contradiction(error, id)]
    }
  }

  private mutating func advance(from index: Int) {
    visited.append(index)
    stage = nextOpen(after: index)
  }

  private mutating func goBack(from index: Int) -> [String] {
    if let last = visited.popLast() {
      stage = .question(last)
    } else if index > 0 {
      stage = .question(index - 1)
    } else {
      return [AskSentence.first]
    }
    return []
  }

  private func nextOpen(after index: Int) -> Stage {
    let next = questions.indices.first { $0 > index && sheet.answers[questions[$0].id] == nil }
    return next.map(Stage.question) ?? .fileName
  }
}
