import TestSupport
import Testing

@testable import Advice

@Suite("Ranks under weights drawn from their ranges")
struct AcceptabilityTests {
  @Test("the shares of each rank add up, and the same seed gives the same", arguments: 1...12)
  func sums(seed: UInt64) throws {
    var random = RandomKnowledge(seed: seed)
    let advisor = Advisor(random.model().knowledge)
    let sheet = random.sheet(advisor.model, answered: 3...6)
    guard Judgement(advisor.model, sheet) != nil else { return }
    let found = try advisor.acceptability(sheet, samples: 700, seed: seed)
    for rank in Style.allCases.indices {
      #expect(found.ranks.values.reduce(0) { $0 + $1[rank] } == 1000)
    }
    #expect(try advisor.acceptability(sheet, samples: 700, seed: seed).ranks == found.ranks)
  }

  @Test("each sample ranks as the engine does under those weights", arguments: 1...20)
  func engine(seed: UInt64) throws {
    var random = RandomKnowledge(seed: seed &+ 700)
    let model = random.model()
    let sheet = random.sheet(model, answered: 2...6)
    guard let judgement = Judgement(model, sheet) else { return }
    var test = AcceptabilityTest(Contest(judgement))
    var numbers = SplitMix(seed: seed)
    let ranges = judgement.weightRanges
    let weights = ranges.map { numbers.next($0) }
    var drawn = sheet
    for (question, weight) in zip(model.questions, weights)
    where model.knowledge.criterion(question.id) != nil {
      drawn.weights[question.id] = weight
    }
    let sampled = try #require(Judgement(model, drawn))
    let expected = Ranking(sampled).recommendation(sampled.scores)
    let found = test.acceptability(samples: 1, seed: seed)
    // Before rounding, scores a thousandth apart may be in the other order.
    let scores = sampled.scores.values.map(\.thousandths).sorted()
    if zip(scores, scores.dropFirst()).contains(where: { $1 - $0 <= 6 }) { return }
    #expect(Style.allCases.first { found.share($0) == 1000 } == expected ?? .monolith)
  }

  @Test("what rounding down leaves goes to those it took most from")
  func remainders() {
    #expect(AcceptabilityTest.thousandths([1, 1, 1, 0, 0], of: 3) == [334, 333, 333, 0, 0])
    #expect(AcceptabilityTest.thousandths([2, 5, 0, 0, 0], of: 7) == [286, 714, 0, 0, 0])
    #expect(AcceptabilityTest.thousandths([0, 0, 0, 0, 0], of: 0) == [0, 0, 0, 0, 0])
  }

  @Test("every weight of a range is drawn, and none outside")
  func drawing() {
    var numbers = SplitMix(seed: 1)
    var seen: Set<Int> = []
    for _ in 0..<400 { seen.insert(numbers.next(3...9)) }
    #expect(seen == Set(3...9))
    #expect(numbers.next(4...4) == 4)
  }

  @Test("two criteria that pull apart share the samples by their weights")
  func shares() throws {
    var knowledge = SmallKnowledge()
    for (order, id) in ["for", "against"].enumerated() {
      knowledge.addQuestion(id, words: 2, order: order)
    }
    // Both ranges are 20 to 80, so each criterion is the heavier one half of the time.
    knowledge.addCriterion(
      "for", weight: 40, bands: [("[a]", [100, 0, 0, 0, 0]), ("[b]", [0, 0, 0, 0, 0])])
    knowledge.addCriterion(
      "against", weight: 40, bands: [("[a]", [0, 100, 0, 0, 0]), ("[b]", [0, 0, 0, 0, 0])])
    let exactly = Answer(.values(ValueSet(values: [0])))
    let sheet = AnswerSheet(answers: ["for": exactly, "against": exactly])
    let found = try Advisor(knowledge.read()).acceptability(sheet, seed: 11)
    #expect((490...520).contains(found.share(.monolith)))
    #expect(found.share(.monolith) + found.share(.modularMonolith) == 1000)
    #expect(found.ranks[.services] == [0, 0, 1000, 0, 0])
  }
}
