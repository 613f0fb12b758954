import TestSupport
import Testing

@testable import Advice

@Suite("What became of every rule")
struct TraceTests {
  private func knowledge() -> SmallKnowledge {
    var knowledge = SmallKnowledge()
    knowledge.addQuestion("need", words: 3, order: 1)
    knowledge.addQuestion("size", from: 1, to: 100, order: 2)
    knowledge.addQuestion("state", words: 3, order: 3)
    knowledge.addCriterion(
      "need", weight: 10,
      bands: [("[a, b]", [50, 50, 50, 50, 50]), ("[c]", [10, 20, 30, 40, 90])])
    knowledge.addVeto(
      "v", excludes: [.serverless],
      when: "{all: [{question: need, at-least: b}, {question: size, at-most: {fact: f}}]}")
    knowledge.addVeto(
      "w", excludes: [.services],
      when: "{any: [{all: [{question: need, is: c}, {question: state, is: c}]}, "
        + "{not: {question: size, at-least: 20}}]}")
    knowledge.files["facts/f.yaml"] = "{fact: f, title: t, value: 9, as-of: 2026-01-01}"
    return knowledge
  }

  private func trace(_ answers: [String: Answer], _ id: String) throws -> RuleTrace {
    let found = try Advisor(knowledge().read()).trace(AnswerSheet(answers: answers))
    return try #require(found.first { $0.id == id })
  }

  private func exactly(_ value: Int) -> Answer { Answer(.values(ValueSet(values: [value]))) }

  @Test("a rule that holds has nothing in its way")
  func holding() throws {
    let veto = try trace(["need": exactly(2), "size": exactly(9)], "v")
    #expect(veto.truth == .yes)
    #expect(veto.obstacles == [])
    #expect(veto.styles == [.serverless])
  }

  @Test("the test that fails is told with what it wants, what it got and the fact it came from")
  func failing() throws {
    let veto = try trace(["need": exactly(2), "size": exactly(10)], "v")
    #expect(veto.truth == .no)
    #expect(veto.obstacles.map(\.question) == ["size"])
    #expect(veto.obstacles.first?.expectedText == "at most 9")
    #expect(veto.obstacles.first?.answerText == "10")
    #expect(veto.obstacles.first?.fact == "f")
    #expect(veto.obstacles.first?.isUndecided == false)
  }

  @Test("an open question leaves a rule undecided, but not beside a test that fails")
  func undecided() throws {
    let open = try trace(["need": exactly(2)], "v")
    #expect(open.truth == .undecided)
    #expect(open.obstacles.map(\.answerText) == ["unknown"])
    let failed = try trace(["need": exactly(0)], "v")
    #expect(failed.truth == .no)
    #expect(failed.obstacles.map(\.question) == ["need"])
    #expect(failed.obstacles.map(\.expectedText) == ["b or c"])
  }

  @Test("of conditions of which one would do, the one that lacks least is told")
  func alternatives() throws {
    let veto = try trace(["need": exactly(0), "size": exactly(30), "state": exactly(0)], "w")
    #expect(veto.obstacles.map(\.question) == ["size"])
    // A negation turns what is wanted around.
    #expect(veto.obstacles.map(\.expectedText) == ["at most 19"])
  }

  @Test("a criterion holds when answered, and tells what it gives")
  func criterion() throws {
    let answered = try trace(["need": exactly(2)], "need")
    #expect(answered.truth == .yes)
    #expect(answered.points?[.serverless].description == "90.000")
    #expect(try trace([:], "need").truth == .undecided)
    let without = try trace(["need": Answer(.notApplicable(reason: "r"))], "need")
    #expect(without.truth == .no)
    #expect(without.obstacles.map(\.answerText) == ["not applicable"])
  }

  @Test("meeting all obstacles, or the only one, makes the rule hold", arguments: 1...40)
  func meeting(seed: UInt64) throws {
    var random = RandomKnowledge(seed: seed &+ 31_000)
    let advisor = Advisor(random.model().knowledge)
    for _ in 0..<6 {
      let sheet = random.sheet(advisor.model)
      guard let traces = try? advisor.trace(sheet) else { continue }
      for trace in traces where trace.kind == .vetoes {
        let veto = try #require(advisor.knowledge.vetoes.first { $0.rule.id == trace.id })
        let when = try #require(veto.rule.when)
        // Several tests of one question can only be met together, and some by no value at all.
        let questions = when.atoms.map(\.question)
        guard !trace.obstacles.isEmpty, Set(questions).count == questions.count,
          trace.obstacles.allSatisfy({ !$0.expected.isEmpty })
        else { continue }
        var met = sheet
        for obstacle in trace.obstacles {
          met.answers[obstacle.question] = Answer(.values(obstacle.expected))
        }
        guard let judgement = Judgement(advisor.model, met) else { continue }
        let left = Obstacles(judgement: judgement).find(when).map(\.question)
        // Tests that were only undecided may be left where others failed.
        #expect(Set(left).isDisjoint(with: trace.obstacles.map(\.question)))
        if left.isEmpty { #expect(judgement.truth(when) == .yes) }
      }
    }
  }

  @Test("every shipped rule is followed once")
  func shipped() throws {
    let knowledge = LibraryTests.shipped().knowledge
    let traces = try Advisor(knowledge).trace(AnswerSheet())
    #expect(traces.count == knowledge.criteria.count + knowledge.everyRule.count)
    #expect(traces.allSatisfy { $0.obstacles.isEmpty == ($0.truth == .yes) })
  }
}
