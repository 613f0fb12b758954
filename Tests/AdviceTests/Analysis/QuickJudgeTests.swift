import Knowledge
import TestSupport
import Testing
import YAML

@testable import Advice

@Suite("Quick verdicts, against whole ones")
struct QuickJudgeTests {
  /// The knowledge base of the tree, with all its vetoes, contradictions and warnings.
  private static let advisor: Advisor = {
    let folder = KnowledgeFolder.embedded
    return Advisor(
      KnowledgeBase.read(
        sha256: "", documents: folder.documents, complaints: Complaints()))
  }()

  @Test("both come to the same verdict on random complete answers", arguments: 1...8 as ClosedRange)
  func same(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let quick = QuickJudge(Self.advisor)
    var judged = 0
    for _ in 0..<25 {
      let answers = Self.answers(&random)
      let verdict = quick.verdict(answers)
      compare(verdict, try? Self.advisor.assess(AnswerSheet(answers: answers), flipSize: 0))
      if verdict != nil { judged += 1 }
    }
    #expect(judged > 5, "random answers contradict themselves nearly always")
  }

  private func compare(_ quick: QuickJudge.Verdict?, _ whole: Assessment?) {
    guard let quick, let whole else {
      #expect(quick == nil && whole == nil)
      return
    }
    #expect(quick.winner == whole.recommendation?.style)
    for result in whole.styles {
      #expect(quick.scores[result.style] == result.score)
      #expect(quick.excluded.contains(result.style) == (result.standing == .excluded))
    }
    let warnings = Self.advisor.knowledge.warnings
    let raised = quick.warnings.map { warnings[$0.warning].levels[$0.level].message }
    #expect(raised.sorted() == whole.warnings.map(\.message).sorted())
  }

  @Test("answers that leave something open are not judged")
  func open() {
    var random = SeededGenerator(seed: 0)
    var answers = Self.answers(&random)
    answers["consistency"] = nil
    #expect(QuickJudge(Self.advisor).verdict(answers) == nil)
  }

  /// An exact answer to every question; now and then a question does not apply.
  private static func answers(_ random: inout SeededGenerator) -> [String: Answer] {
    var answers: [String: Answer] = [:]
    for question in advisor.knowledge.questions {
      let value = Int.random(in: question.domain.range, using: &random)
      let isOut = Int.random(in: 0..<20, using: &random) == 0
      answers[question.id] = Answer(
        isOut ? .notApplicable(reason: "by chance") : .values(ValueSet(value...value)))
    }
    return answers
  }
}
