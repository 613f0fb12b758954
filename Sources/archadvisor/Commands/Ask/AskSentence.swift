import Advice
import Reports
import YAML

/// Every sentence of the interview in plain lines.
enum AskSentence {
  static let first = "This is the first question."
  static let reasonMissing = "Without a reason the question stays as it was."
  static let nothingSaved =
    "archadvisor: error: the input ended before a file was named; nothing is saved"

  static let opening = "Answer with a number or a word, or leave the line empty to go on."

  static func answered(_ answered: Int, of all: Int) -> String {
    "\(answered) of \(all) questions \(answered == 1 ? "is" : "are") answered already."
  }

  static let keys =
    "? explains, u unknown, n not applicable, b goes back, s saves and stops."

  static func unclear(_ line: String, _ question: Question) -> String {
    let words = question.domain.words.map(\.name)
    let hint = NearestName.hint(line.withoutBlanks.lowercased(), in: words)
    let shown = line.count > 40 ? "\(line.prefix(40))..." : line
    return question.domain.isWords
      ? "'\(shown)' is none of the choices\(hint)"
        + (hint.isEmpty ? "; type a number from 1 to \(words.count), or ? for help." : "")
      : "'\(shown)' is not \(question.domain.expectation), nor a range such as "
        + "\(exampleRange(question.domain))."
  }

  private static func exampleRange(_ domain: Domain) -> String {
    let low = domain.range.lowerBound
    let step = max((domain.range.upperBound - low) / 20, 1)
    if case .percent = domain { return "99 to 99.9" }
    return "\(domain.text(low + min(step, 2))) to \(domain.text(low + min(2 * step, 7)))"
  }

  static func help(_ question: Question) -> [String] {
    [question.help, "Why it is asked: \(question.why)"]
  }

  static func contradiction(_ contradicted: Contradicted, _ question: String) -> String {
    let others = contradicted.answers.filter { $0.question != question }
      .map { "'\($0.question): \($0.text)'" }
    let reasons = contradicted.rules.map(\.because).joined(separator: " ")
    return "That cannot be true together with \(others.joined(separator: " and ")): \(reasons) "
      + "Answer otherwise, or go back with b."
  }

  static func decided(_ style: Style) -> String {
    "Whatever the other answers are, the recommendation is now \(style.phrase)."
  }

  static func now(_ text: String) -> String { "now: \(text)" }

  static func numbers(_ question: Question) -> String {
    let unit = question.unit.map { " (\($0))" } ?? ""
    let what = question.domain.expectation
    return "\(what.prefix(1).uppercased())\(what.dropFirst())\(unit), or a range such as "
      + "\(exampleRange(question.domain))."
  }

  static func reason(_ question: Question) -> String {
    "Why does '\(question.id)' not apply?"
  }

  static func end(_ open: Int, of all: Int) -> String {
    switch open {
    case 0: "All \(all) questions are answered."
    case 1: "\(all - 1) of \(all) questions are answered, 1 is open."
    default: "\(all - open) of \(all) questions are answered, \(open) are open."
    }
  }

  static func fileName(_ proposed: String?, exists: Bool) -> String {
    guard let proposed else { return "Save to which file?" }
    let replaced = exists ? ", which is replaced" : ""
    return "Save to which file? An empty line takes \(proposed.printable)\(replaced)."
  }

  static let nameMissing = "A name is needed, as in shop.yaml."

  static func overwrite(_ path: String) -> String {
    "\(path.printable) exists already. Overwrite it? (y or n)"
  }

  static func saved(_ path: String, _ verdict: Assessment?) -> [String] {
    let style = verdict?.recommendation.map { "Recommended so far: \($0.style.phrase)." }
    let word = ShellWord.quoted(path)
    return ["Saved \(path.printable).\(style.map { " \($0)" } ?? "")"]
      + ["See why: archadvisor assess --answers \(word.printable)"]
  }
}
