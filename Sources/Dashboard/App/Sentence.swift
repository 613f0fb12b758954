import Advice
import Terminal

/// Every sentence of the text UI that is not a label.
enum Sentence {
  static let suggestedPath = "answers.yaml"
  static let defaultReason = "does not apply to this system"
  static let welcome =
    "Answer what you know, leave the rest open. {help} shows the keys."
  static let nothingToUndo = "There is no change to take back."
  static let nothingToRedo = "There is no change to make again."
  static let nothingToDiscard = "There is nothing to discard here: {save} saves, Esc leaves it."
  static let topLevel = "There is no level above this one; {quit} ends the program."
  static let isOpen = "This question is open already."
  static let onlyWordsInSets = "Several still possible numbers are typed as a range, such as 2-4."
  static let isSaved = "Everything is saved; {save-as} saves under another name."
  static let nameMissing = "Type a name for the file."

  static func bestFirst(_ isOn: Bool) -> String {
    isOn
      ? "Best first: every answer leads on to the question that narrows the outcome most."
      : "In order: every answer leads on to the next open question."
  }

  static func answersNearby(_ path: String) -> String {
    "\(path) lies in this folder: {open-start} offers to open it."
  }

  static func opened(_ path: String) -> String { "Opened \(path); s saves what you change." }

  static let noLinkMarked = "No link is in sight; ↑↓ go on, Esc goes back."
  static let backToText = "6 goes back to the text."

  static func allAnswered(hasChanges: Bool) -> String {
    "All questions are answered: {tab-matrix} shows what decided\(hasChanges ? ", {save} saves." : ".")"
  }

  static func unboundKey(_ key: Key) -> String {
    "\(key.label) does nothing here; {help} shows the keys that do."
  }

  /// In a box, with the keys that do something there.
  static func unboundKey(_ key: Key, beside hints: [String]) -> String {
    "\(key.label) does nothing here: \(hints.joined(separator: ", "))."
  }

  static func undone(_ question: String, _ answer: String) -> String {
    "Taken back: \(question) is \(answer) again."
  }

  static func redone(_ question: String, _ answer: String) -> String {
    "Made again: \(question) is \(answer)."
  }

  static func theme(_ theme: Theme) -> String { "Theme \(theme.name): \(theme.summary)" }

  static func mouse(_ isOn: Bool) -> String {
    isOn
      ? "The mouse is on; Shift with the mouse selects text in most terminals."
      : "The mouse is off: the terminal selects text again."
  }

  static func contradiction(_ contradicted: Contradicted) -> String {
    let answers = contradicted.answers.map { "\($0.question): \($0.text)" }
    let reasons = contradicted.rules.map(\.because)
    return "\(answers.joined(separator: " and ")) cannot \(answers.count > 2 ? "all" : "both") be "
      + "true. \(reasons.joined(separator: " ")) Change one of them, or take it back with {undo}."
  }

  /// How far the recommended style is ahead.
  static func lead(_ recommendation: Assessment.Recommendation) -> String? {
    guard let margin = recommendation.margin, let runnerUp = recommendation.runnerUp else {
      return nil
    }
    if margin == .zero {
      return "Ties with \(runnerUp.phrase); the one easier to undo goes first."
    }
    // A small lead is not rounded to none.
    let points = margin.thousandths < 50 ? margin.description : margin.short
    return margin < .zero
      ? "\(runnerUp.phrase) scores more, but cannot win."
      : "Leads \(runnerUp.phrase) by \(points)."
  }

  static func expected(_ question: Question) -> String {
    let example =
      switch question.domain {
      case .percent: "99.9 or a range such as 99-99.9"
      default: "6, a range such as 2-4, or at least 5"
      }
    return "This takes \(question.domain.expectation): type \(example)."
  }

  static func saved(_ path: String) -> String {
    "Saved in \(path)."
  }

  static func savedContradicting(_ path: String) -> String {
    "Saved in \(path); the answers contradict one another, so no command will judge them yet."
  }

  static func notSaved(_ path: String, _ reason: String) -> String {
    "Not saved in \(path): \(reason). {save-as} saves under another name."
  }
}
