import Testing

@testable import Advice

@Suite("Conditions over open answers")
struct TruthTests {
  @Test("a condition is true or false exactly when it is so in all completions", arguments: 1...40)
  func truth(seed: UInt64) {
    var random = RandomKnowledge(seed: seed &+ 9000)
    let model = random.model()
    for _ in 0..<8 {
      let sheet = random.sheet(model)
      guard let judgement = Judgement(model, sheet) else { continue }
      let completions = BruteForce(model, sheet).completions
      for (veto, boxes) in zip(model.knowledge.vetoes, model.vetoes) {
        let holds = completions.map { cells in boxes.contains { $0.contains(cells) } }
        let expected: Truth =
          holds.allSatisfy { $0 } ? .yes : holds.contains(true) ? .undecided : .no
        #expect(judgement.truth(veto.rule.when) == expected)
      }
    }
  }

  @Test("what does not apply makes a condition false, and its negation too")
  func notApplicable() throws {
    var random = RandomKnowledge(seed: 1)
    let model = random.model()
    let answers = ["q0": Answer(.notApplicable(reason: "r"))]
    let judgement = try #require(Judgement(model, AnswerSheet(answers: answers)))
    let atom = Condition.atom(
      Atom(question: "q0", values: ValueSet(0...1), fact: nil, place: model.questions[0].place))
    #expect(judgement.truth(atom) == .no)
    #expect(judgement.truth(.not(atom)) == .no)
    #expect(judgement.truth(.any([atom, .not(atom)])) == .no)
    // Undecided part by part, but true in every completion of an open question.
    let other = Condition.atom(
      Atom(question: "q2", values: ValueSet(0...0), fact: nil, place: model.questions[0].place))
    #expect(judgement.truth(.any([other, .not(other)])) == .yes)
    #expect(judgement.truth(.all([other, .not(other)])) == .no)
  }
}
