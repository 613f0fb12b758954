import TestSupport
import Testing

@testable import Advice

@Suite("How far one weight can move")
struct WeightIntervalTests {
  private func recommendation(_ model: DecisionModel, _ sheet: AnswerSheet) -> Style? {
    Judgement(model, sheet).flatMap { Ranking($0).recommendation($0.scores) }
  }

  private func check(_ advisor: Advisor, _ sheet: AnswerSheet, every weight: (Int) -> Bool) throws {
    let style = recommendation(advisor.model, sheet)
    for interval in try advisor.weightIntervals(sheet) {
      func recommended(_ weight: Int) -> Style? {
        var moved = sheet
        moved.weights[interval.criterion] = weight
        return recommendation(advisor.model, moved)
      }
      #expect(interval.kept.contains(interval.weight))
      let inside = interval.kept.filter { weight($0) } + [interval.kept.upperBound]
      #expect(inside.allSatisfy { recommended($0) == style })
      if interval.kept.lowerBound > 0 {
        #expect(recommended(interval.kept.lowerBound - 1) == interval.below)
        #expect(interval.below != style)
      }
      if interval.kept.upperBound < Criterion.weightLimit {
        #expect(recommended(interval.kept.upperBound + 1) == interval.above)
        #expect(interval.above != style)
      }
    }
  }

  @Test("the engine keeps its word at the ends, one step beyond, and between", arguments: 1...25)
  func random(seed: UInt64) throws {
    var random = RandomKnowledge(seed: seed &+ 20_000)
    let advisor = Advisor(random.model().knowledge)
    for answered in [1...3, 4...5, 6...6] {
      let sheet = random.sheet(advisor.model, answered: answered)
      guard Judgement(advisor.model, sheet) != nil else { continue }
      // Every weight near the ones in use, samples of the large ones.
      try check(advisor, sheet) { $0 < 60 }
    }
  }

  @Test("the shipped knowledge keeps its word for the cases")
  func shipped() throws {
    let library = LibraryTests.shipped()
    let advisor = Advisor(library.knowledge)
    for subject in library.casebook.cases.prefix(2) {
      let sheet = AnswerSheet(answers: subject.answers())
      #expect(try advisor.weightIntervals(sheet).count == library.knowledge.criteria.count)
      try check(advisor, sheet) { _ in false }
    }
  }

  @Test("the ends are where the lead is used up")
  func closedForm() throws {
    var knowledge = SmallKnowledge()
    for (order, id) in ["for", "against"].enumerated() {
      knowledge.addQuestion(id, words: 2, order: order)
    }
    knowledge.addCriterion(
      "for", weight: 60, bands: [("[a]", [100, 0, 0, 0, 0]), ("[b]", [0, 100, 0, 0, 0])])
    knowledge.addCriterion(
      "against", weight: 40, bands: [("[a]", [0, 90, 0, 0, 0]), ("[b]", [90, 0, 0, 0, 0])])
    let exactly = Answer(.values(ValueSet(values: [0])))
    let sheet = AnswerSheet(answers: ["for": exactly, "against": exactly])
    let intervals = try Advisor(knowledge.read()).weightIntervals(sheet)
    // 100 * 36 meets 90 * 40, where the tie goes to the monolith; 100 * 60 meets 90 * 66.67.
    #expect(intervals.map(\.kept) == [36...10_000, 0...66])
    #expect(intervals.map(\.below) == [.modularMonolith, nil])
    #expect(intervals.map(\.above) == [nil, .modularMonolith])
  }
}
