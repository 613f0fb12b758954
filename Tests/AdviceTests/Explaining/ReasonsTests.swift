import TestSupport
import Testing

@testable import Advice

@Suite("Why a style, and why not")
struct ReasonsTests {
  /// The monolith leads by need, the services by state, and low size forbids services.
  private func advisor() -> Advisor {
    var knowledge = SmallKnowledge()
    knowledge.addQuestion("need", words: 2, order: 1)
    knowledge.addQuestion("state", words: 2, order: 2)
    knowledge.addQuestion("size", from: 1, to: 100, order: 3)
    knowledge.addCriterion(
      "need", weight: 60, bands: [("[a]", [80, 0, 20, 0, 0]), ("[b]", [20, 0, 80, 0, 0])])
    knowledge.addCriterion(
      "state", weight: 40, bands: [("[a]", [60, 0, 40, 0, 0]), ("[b]", [40, 0, 60, 0, 0])])
    knowledge.addVeto(
      "tiny", excludes: [.services],
      when: "{all: [{question: size, at-most: 4}, {question: need, is: b}]}")
    return Advisor(knowledge.read())
  }

  private func sheet(_ answers: [String: Int]) -> AnswerSheet {
    AnswerSheet(answers: answers.mapValues { Answer(.values(ValueSet(values: [$0]))) })
  }

  @Test("the difference to the recommended style adds up to the margin")
  func differences() throws {
    let found = try advisor().reasons(against: .services, sheet(["need": 0, "state": 1]))
    #expect(found.recommended == .monolith)
    #expect(found.differences.map(\.points.description) == ["36.000", "-8.000"])
    #expect(found.margin?.description == "28.000")
    let services = try #require(found.reasons.result)
    #expect(
      found.margin == found.reasons.assessment.result(.monolith).map { $0.score - services.score })
  }

  @Test("what would make it the recommended one: given answers changed, open ones answered")
  func ways() throws {
    let changed = try advisor().reasons(against: .services, sheet(["need": 0, "size": 50]))
    #expect(changed.flips.map { $0.changes.map(\.question) } == [["need"]])
    #expect(changed.answers.map(\.question) == [])
    let open = try advisor().reasons(against: .services, sheet(["state": 0, "size": 50]))
    #expect(open.answers.map(\.question) == ["need"])
    #expect(open.answers.map(\.text) == ["b"])
    let recommended = try advisor().reasons(against: .monolith, sheet(["need": 0]))
    #expect(recommended.answers.isEmpty && recommended.flips.isEmpty)
    #expect(recommended.margin == .zero)
  }

  @Test("a veto is near when one answer is in its way")
  func nearVetoes() throws {
    let near = try advisor().reasons(for: .services, sheet(["need": 0, "size": 3]))
    #expect(near.nearVetoes.map(\.veto.rule.id) == ["tiny"])
    #expect(near.nearVetoes.map(\.obstacle.question) == ["need"])
    let far = try advisor().reasons(for: .services, sheet(["need": 0, "size": 50]))
    #expect(far.nearVetoes.isEmpty)
    let other = try advisor().reasons(for: .monolith, sheet(["need": 0, "size": 3]))
    #expect(other.nearVetoes.isEmpty)
    let holds = try advisor().reasons(for: .services, sheet(["need": 1, "size": 3]))
    #expect(holds.nearVetoes.isEmpty)
    #expect(holds.result?.excludedBy.map(\.rule.id) == ["tiny"])
    #expect(!holds.isPossibleWinner)
  }
}
