import Knowledge
import TestSupport
import Testing
import YAML

@testable import Advice

@Suite("Writing an answers file")
struct AnswersWriterTests {
  let knowledge = KnowledgeBase.read(
    sha256: "", documents: KnowledgeFolder.embedded.documents, complaints: Complaints())

  @Test("reading what was written gives the same sheet", arguments: 0..<40 as Range<UInt64>)
  func roundTrip(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var sheet = AnswerSheet(system: text(&random))
    for question in knowledge.questions where Bool.random(using: &random) {
      sheet.answers[question.id] = answer(question, &random)
    }
    for criterion in knowledge.criteria where Int.random(in: 0..<9, using: &random) == 0 {
      sheet.weights[criterion.id] = Int.random(in: 0...200, using: &random)
    }
    let complaints = Complaints()
    let document = try Document.parse(Array(sheet.text(knowledge).utf8), file: "written")
    var read = AnswerSheet.read(document, knowledge, complaints)
    for id in read.answers.keys { read.answers[id]?.place = nil }
    #expect(complaints.lines == [])
    #expect(read.system == sheet.system)
    #expect(read.answers == sheet.answers)
    #expect(read.weights == sheet.weights)
  }

  private func answer(_ question: Question, _ random: inout SeededGenerator) -> Answer {
    let range = question.domain.range
    let first = Int.random(in: range, using: &random)
    let second = Int.random(in: range, using: &random)
    // Everything at once would say nothing, which is written by leaving the answer out.
    let set = ValueSet(min(first, second)...max(first, second))
    let content: Answer.Content =
      switch Int.random(in: 0..<4, using: &random) {
      case 0: .notApplicable(reason: text(&random))
      case 1 where set != ValueSet(range): .values(set)
      default: .values(ValueSet(first...first))
      }
    return Answer(
      content, source: Answer.Source.allCases.randomElement(using: &random),
      note: Bool.random(using: &random) ? text(&random) : nil)
  }

  private func text(_ random: inout SeededGenerator) -> String {
    let pieces = ["a", "é", "\"", "\\", "\n", "\u{1B}[2J", "\u{202E}", ": ", "#", "- ", "🏛", "'"]
    return (0...6).map { _ in pieces.randomElement(using: &random) ?? "a" }.joined()
  }

  @Test("nothing written can steer a terminal")
  func printable() {
    let sheet = AnswerSheet(system: "\u{1B}]0;x\u{7}\u{9B}2J\u{202E}")
    let text = sheet.text(knowledge)
    #expect(
      text
        == "schema: archadvisor.answers/1\nsystem: \"\\U0000001b]0;x\\U00000007\\U0000009b2J\\U0000202e\"\nanswers: {}\n"
    )
  }
}
