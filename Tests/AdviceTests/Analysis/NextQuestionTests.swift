import TestSupport
import Testing

@testable import Advice

@Suite("The question to ask next")
struct NextQuestionTests {
  static let seeds: [UInt64] = Array(1...25)

  private func ranked(_ judgement: Judgement) -> [NextQuestion] {
    NextSearch(Contest(judgement)).ranked()
  }

  @Test("every outcome is what judging that answer would give", arguments: seeds)
  func outcomes(seed: UInt64) throws {
    var random = RandomKnowledge(seed: seed)
    let model = random.model()
    for _ in 0..<4 {
      let sheet = random.sheet(model, answered: 0...4)
      guard let judgement = Judgement(model, sheet) else { continue }
      for next in ranked(judgement) {
        let question = try #require(model.knowledge.question(next.question))
        for value in question.domain.range {
          var answered = sheet
          answered.answers[question.id] = Answer(.values(ValueSet(values: [value])))
          let told = next.outcomes.first { $0.values.contains(value) }
          let fresh = Judgement(model, answered)
          let ranking = fresh.map { Ranking($0) }
          #expect(told?.possibleWinners == ranking?.possibleWinners)
          #expect(
            told?.recommendation
              == fresh.flatMap { judged in ranking?.recommendation(judged.scores) })
        }
      }
    }
  }

  @Test(
    "all questions without an answer are ranked, by winners left, gain and lead", arguments: seeds)
  func order(seed: UInt64) {
    var random = RandomKnowledge(seed: seed &+ 300)
    let model = random.model()
    let sheet = random.sheet(model, answered: 1...4)
    guard let judgement = Judgement(model, sheet) else { return }
    let next = ranked(judgement)
    let open = model.questions.map(\.id).filter { sheet.answers[$0] == nil }
    #expect(Set(next.map(\.question)) == Set(open))
    #expect(next.count == open.count)
    for (first, second) in zip(next, next.dropFirst()) {
      #expect(first.winnersLeft <= second.winnersLeft)
      if first.winnersLeft != second.winnersLeft { continue }
      #expect(first.gain >= second.gain)
      if first.gain != second.gain { continue }
      #expect((first.lead?.thousandths ?? .max) <= (second.lead?.thousandths ?? .max))
    }
  }

  /// Three questions: one that decides nothing, one that can change the verdict, and one that
  /// settles it.
  private func knowledge() -> SmallKnowledge {
    var knowledge = SmallKnowledge()
    for (order, id) in ["idle", "close", "settles"].enumerated() {
      knowledge.addQuestion(id, words: 2, order: order)
    }
    knowledge.addCriterion(
      "close", weight: 10, bands: [("[a]", [80, 0, 60, 0, 0]), ("[b]", [60, 0, 70, 0, 0])])
    knowledge.addCriterion(
      "settles", weight: 20, bands: [("[a]", [60, 0, 40, 0, 0]), ("[b]", [40, 0, 60, 0, 0])])
    return knowledge
  }

  @Test("the question that settles the verdict comes before those that only may move it")
  func settling() throws {
    let judgement = try #require(Judgement(DecisionModel(knowledge().read()), AnswerSheet()))
    let next = ranked(judgement)
    #expect(next.map(\.question) == ["settles", "close", "idle"])
    #expect(next.map(\.winnersLeft) == [1, 2, 2])
    #expect(next.first?.outcomes.map(\.recommendation) == [.monolith, .services])
  }

  @Test("a gain is what the better style scores more, on average over the answers")
  func gain() throws {
    let judgement = try #require(Judgement(DecisionModel(knowledge().read()), AnswerSheet()))
    let settles = try #require(ranked(judgement).first)
    // With b the monolith has 50.001, the services 61.667; with a nothing changes.
    #expect(settles.gain.description == "5.833")
    #expect(settles.lead?.description == "-11.666")
  }
}
