import Knowledge
import TestSupport
import Testing
import YAML

@testable import Advice

@Suite("What sets a style apart")
struct ComparisonTests {
  /// One question with a criterion that gives the styles these scores.
  private func assess(_ scores: [Int], vetoed: [Style] = []) throws -> Assessment {
    var small = SmallKnowledge()
    small.addQuestion("one", words: 2, order: 1)
    small.addCriterion("one", weight: 10, bands: [("[a]", scores), ("[b]", [50, 50, 50, 50, 50])])
    small.addQuestion("two", words: 2, order: 2)
    small.addCriterion(
      "two", weight: 10, bands: [("[a]", [9, 0, 0, 0, 0]), ("[b]", [0, 0, 0, 0, 0])])
    if !vetoed.isEmpty {
      small.addVeto("veto", excludes: vetoed, when: "{question: one, is: a}")
    }
    let sheet = AnswerSheet(answers: ["one": Answer(.values(ValueSet(0...0)))])
    return try Advisor(small.read()).assess(sheet)
  }

  @Test("a lean is the lead over the mean of the others, and open questions have none")
  func lean() throws {
    let leans = try assess([60, 100, 20, 20, 21]).leans(of: .modularMonolith)
    #expect(leans.map(\.contribution.question) == ["one"])
    // 50 points for the style, (30 + 10 + 10 + 10.5) / 4 for the others
    #expect(leans.first?.points.description == "34.875")
  }

  @Test("excluded styles are no rivals, unless all are")
  func rivals() throws {
    let without = try assess(
      [60, 100, 20, 20, 20], vetoed: [.services, .microservices, .serverless])
    #expect(without.leans(of: .modularMonolith).first?.points.description == "20.000")
    let alone = try assess(
      [60, 100, 20, 20, 20], vetoed: [.monolith, .services, .microservices, .serverless])
    #expect(alone.leans(of: .modularMonolith).first?.points.description == "35.000")
  }

  @Test("differences add up to the difference of the scores, on shipped knowledge")
  func differences() throws {
    let folder = KnowledgeFolder.embedded
    let knowledge = KnowledgeBase.read(
      sha256: folder.sha256, documents: folder.documents, complaints: Complaints())
    let advisor = Advisor(knowledge)
    var random = SeededGenerator(seed: 3)
    for _ in 0..<20 {
      var sheet = AnswerSheet()
      for question in knowledge.questions where Bool.random(using: &random) {
        let value = Int.random(in: question.domain.range, using: &random)
        sheet.answers[question.id] = Answer(.values(ValueSet(value...value)))
      }
      guard let assessment = try? advisor.assess(sheet) else { continue }
      for (left, right) in zip(assessment.styles, assessment.styles.dropFirst()) {
        let sum = assessment.differences(left.style, right.style)
          .reduce(Points.zero) { $0 + $1.points }
        #expect(sum == left.score - right.score)
      }
    }
  }
}
