public import Advice
import JSON
import Terminal

/// Which open question to answer next, and what each answer would do.
public struct NextReport: Sendable {
  public let system: String?
  public let recommended: Style?
  public let possibleWinners: [Style]
  /// The one to ask first at the front.
  public let questions: [NextQuestion]
  public let knowledge: KnowledgeBase

  public init(
    system: String?, recommended: Style?, possibleWinners: [Style], questions: [NextQuestion],
    knowledge: KnowledgeBase
  ) {
    self.system = system
    self.recommended = recommended
    self.possibleWinners = possibleWinners
    self.questions = questions
    self.knowledge = knowledge
  }
}

extension NextReport {
  /// How many questions are told with all their answers.
  static let told = 3

  public func page(columns: Int) -> Page {
    var page = Page(columns: columns)
    if let system { page.text(system, .heading) }
    page.text(NextSentence.opening(recommended, possibleWinners))
    for (index, next) in questions.prefix(Self.told).enumerated() {
      guard let question = knowledge.question(next.question) else { continue }
      page.blank()
      page.text([
        StyledSpan("\(index + 1). \(question.id): ", .heading), StyledSpan(question.text),
      ])
      for group in Self.grouped(next.outcomes) { tell(group, question, &page) }
    }
    let rest = questions.dropFirst(Self.told).map(\.question)
    if !rest.isEmpty {
      page.blank()
      page.text(NextSentence.then(rest), .muted)
    }
    if questions.isEmpty { page.text(NextSentence.nothing) }
    return page
  }

  /// Answers that lead to the same, together, in the order of the first of each.
  private static func grouped(_ outcomes: [NextQuestion.Outcome]) -> [NextQuestion.Outcome] {
    outcomes.reduce(into: []) { groups, outcome in
      let alike = groups.firstIndex {
        $0.recommendation == outcome.recommendation
          && $0.possibleWinners == outcome.possibleWinners
      }
      guard let alike else { return groups.append(outcome) }
      groups[alike] = NextQuestion.Outcome(
        values: groups[alike].values.union(outcome.values),
        recommendation: outcome.recommendation, possibleWinners: outcome.possibleWinners)
    }
  }

  private func tell(_ outcome: NextQuestion.Outcome, _ question: Question, _ page: inout Page) {
    var spans = [StyledSpan(outcome.recommendation?.phrase ?? "nothing is left", .accent)]
    let others = outcome.possibleWinners.filter { $0 != outcome.recommendation }.map(\.phrase)
    spans.append(StyledSpan(NextSentence.remaining(others), .muted))
    page.item(
      label: [StyledSpan(question.domain.text(outcome.values))], width: 24, spans, indent: 3)
  }

  public var json: [UInt8] {
    var json = JSONWriter()
    json.object {
      $0.string("schema", "archadvisor.next/1")
      $0.string("system", system)
      $0.string("recommended", recommended?.rawValue)
      $0.array("possible_winners", possibleWinners.map(\.rawValue))
      $0.array("questions", questions, write)
    }
    return json.bytes
  }

  private func write(_ json: inout JSONWriter, _ next: NextQuestion) {
    guard let question = knowledge.question(next.question) else { return }
    json.object {
      $0.string("question", question.id)
      $0.string("text", question.text)
      $0.integer("winners_left", next.winnersLeft)
      $0.array("answers", next.outcomes) { json, outcome in
        json.object {
          $0.values("value", outcome.values, question.domain)
          $0.string("recommended", outcome.recommendation?.rawValue)
          $0.array("possible_winners", outcome.possibleWinners.map(\.rawValue))
        }
      }
    }
  }
}

/// Every sentence about the next question.
enum NextSentence {
  static let nothing = "Every question is answered, so there is nothing to ask."

  static func opening(_ recommended: Style?, _ possible: [Style]) -> String {
    guard let recommended else { return "Every style is excluded." }
    let others = possible.filter { $0 != recommended }.map(\.phrase)
    if others.isEmpty {
      return
        "The recommendation is \(recommended.phrase), whatever the open questions are answered with."
    }
    return "So far, the recommendation is \(recommended.phrase); "
      + "\(AssessmentSentence.list(others, "or")) may still come first. Ask this first, and see what each "
      + "answer would do:"
  }

  static func remaining(_ others: [String]) -> String {
    others.isEmpty
      ? ", and nothing else is possible" : ", with \(AssessmentSentence.list(others)) possible"
  }

  static func then(_ questions: [String]) -> String {
    "After that: \(questions.joined(separator: ", "))."
  }
}
