public import Advice
import JSON
import Terminal

/// Every question: its values, why it is asked, how hard the answer is to change.
public struct QuestionsReport: Sendable {
  public let knowledge: KnowledgeBase

  public init(_ knowledge: KnowledgeBase) { self.knowledge = knowledge }

  public func page(columns: Int) -> Page {
    var page = Page(columns: columns)
    for group in Question.Group.allCases {
      let questions = knowledge.questions.filter { $0.group == group }
      if questions.isEmpty { continue }
      page.blank()
      page.text(group.rawValue.capitalizedFirst, .heading)
      for question in questions { tell(question, &page) }
    }
    return page
  }

  private func tell(_ question: Question, _ page: inout Page) {
    page.blank()
    page.text([
      StyledSpan("\(question.id) ", .accent, .bold), StyledSpan(question.text),
    ])
    page.text(question.help, indent: 2)
    for word in question.domain.words {
      page.item(label: [StyledSpan(word.name)], width: 22, [StyledSpan(word.means)], indent: 4)
    }
    if !question.domain.isWords { page.text(QuestionSentence.numbers(question), indent: 4) }
    page.text(QuestionSentence.why(question), .muted, indent: 2)
  }

  public var json: [UInt8] {
    var json = JSONWriter()
    json.object {
      $0.string("schema", "archadvisor.questions/1")
      $0.array("questions", knowledge.questions, write)
    }
    return json.bytes
  }

  private func write(_ json: inout JSONWriter, _ question: Question) {
    json.object {
      $0.string("id", question.id)
      $0.string("group", question.group.rawValue)
      $0.string("text", question.text)
      $0.string("help", question.help)
      $0.string("why", question.why)
      $0.string("change", question.change.rawValue)
      domain(question.domain, question.unit, &$0)
    }
  }

  private func domain(_ domain: Domain, _ unit: String?, _ json: inout JSONWriter) {
    if domain.isWords {
      json.flag("ordered", domain.isOrdered)
      return json.array("values", domain.words) { json, word in
        json.object {
          $0.string("value", word.name)
          $0.string("means", word.means)
        }
      }
    }
    json.object("range") {
      $0.raw("from", domain.text(domain.range.lowerBound))
      $0.raw("to", domain.text(domain.range.upperBound))
    }
    json.string("unit", unit)
  }

  /// An answers file to fill in: every question as a comment that says what may be answered.
  public var template: String {
    var lines = ["schema: \(AnswerSheet.schema)", "# system: the name of your system", "answers:"]
    for question in knowledge.questions {
      lines.append("  # \(question.text) (\(QuestionSentence.values(question)))")
      lines.append("  \(question.id): unknown")
    }
    return lines.map { "\($0)\n" }.joined()
  }
}

/// Every sentence about questions, besides those of the knowledge base.
enum QuestionSentence {
  /// What may be answered: `low, medium or high`, `a whole number from 1 to 100 (developers)`.
  static func values(_ question: Question) -> String {
    if question.domain.isWords {
      return AssessmentSentence.list(question.domain.words.map(\.name), "or")
    }
    let unit = question.unit.map { ", in \($0)" } ?? ""
    return question.domain.expectation + unit
  }

  static func numbers(_ question: Question) -> String { "\(values(question).capitalizedFirst)." }

  static func why(_ question: Question) -> String {
    "Why: \(question.why) The answer \(FlipSentence.effort(question.change).withVerb)."
  }
}

extension String {
  /// `easy to change` as the end of a sentence on the answer.
  fileprivate var withVerb: String {
    hasPrefix("takes") ? "\(self) to change" : hasPrefix("cannot") ? self : "is \(self)"
  }
}
