import TestSupport
import Testing

@testable import Advice

/// What scores promise: exact sums, means of open answers, absolute scales.
struct ScoringTests {
  private static func small() -> SmallKnowledge {
    var knowledge = SmallKnowledge()
    knowledge.addQuestion("size", from: 1, to: 1000, order: 1)
    knowledge.addQuestion("need", words: 3, order: 2)
    knowledge.addCriterion(
      "size", weight: 60,
      bands: [("[1, 9]", [90, 80, 40, 10, 50]), ("[10, 1000]", [20, 60, 70, 80, 50])])
    knowledge.addCriterion(
      "need", weight: 40,
      bands: [("[a, b]", [50, 50, 50, 50, 50]), ("[c]", [10, 20, 30, 40, 100])])
    return knowledge
  }

  private func judge(_ answers: [String: Answer]) throws -> Judgement {
    try #require(Judgement(DecisionModel(Self.small().read()), AnswerSheet(answers: answers)))
  }

  private func exactly(_ value: Int) -> Answer { Answer(.values(ValueSet(values: [value]))) }

  @Test func anExactAnswerGivesItsBandTimesItsShareOfTheWeight() throws {
    let judgement = try judge(["size": exactly(5), "need": exactly(2)])
    #expect(judgement.scores[.monolith].description == "58.000")
    #expect(judgement.scores[.serverless].description == "70.000")
  }

  @Test func ofOpenWordsEachCountsOnce() throws {
    let judgement = try judge(["size": exactly(5)])
    // 54 for the size, and 40 percent of (50 + 50 + 10) / 3.
    #expect(judgement.scores[.monolith].description == "68.667")
  }

  @Test func ofAnOpenNumberEachBandCountsOnce() throws {
    let judgement = try judge(["need": exactly(2)])
    #expect(judgement.scores[.monolith].description == "37.000")
  }

  @Test func ofAStatedRangeEachNumberCountsOnce() throws {
    let judgement = try judge([
      "size": Answer(.values(ValueSet(8...12))), "need": exactly(2),
    ])
    // Two numbers below ten, three from ten: (2 * 90 + 3 * 20) / 5 = 48.
    #expect(judgement.scores[.monolith].description == "32.800")
  }

  @Test func whatDoesNotApplyLeavesAllStylesAlike() throws {
    let judgement = try judge([
      "size": Answer(.notApplicable(reason: "r")), "need": Answer(.notApplicable(reason: "r")),
    ])
    #expect(Set(judgement.scores.values) == [Points(thousandths: 50_000)])
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func contributionsAddUpToTheScoreExactly(seed: UInt64) throws {
    var random = RandomKnowledge(seed: seed)
    let advisor = Advisor(random.model().knowledge)
    for _ in 0..<10 {
      guard let assessment = try? advisor.assess(random.sheet(advisor.model)) else { continue }
      for result in assessment.styles {
        #expect(result.contributions.reduce(.zero) { $0 + $1.points } == result.score)
        #expect(result.low <= result.score && result.score <= result.high)
      }
    }
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func theRecommendationIsAPossibleWinnerAndNeverExcluded(seed: UInt64) throws {
    var random = RandomKnowledge(seed: seed &+ 77)
    let advisor = Advisor(random.model().knowledge)
    for _ in 0..<10 {
      guard let assessment = try? advisor.assess(random.sheet(advisor.model)) else { continue }
      guard let style = assessment.recommendation?.style else {
        #expect(assessment.styles.allSatisfy { $0.standing == .excluded })
        continue
      }
      #expect(assessment.possibleWinners.contains(style))
      #expect(assessment.styles.first?.style == style)
      #expect(assessment.result(style)?.standing != .excluded)
    }
  }

  /// Leaving a style out must not reorder the others: no score depends on another style's.
  @Test func aStylesScoreDoesNotDependOnTheOthers() throws {
    var changed = Self.small()
    changed.files["criteria/need.yaml"] = changed.files["criteria/need.yaml"]?
      .replacing("serverless: 100", with: "serverless: 0")
    let answers = AnswerSheet(answers: ["size": exactly(5), "need": exactly(2)])
    let before = try #require(Judgement(DecisionModel(Self.small().read()), answers))
    let after = try #require(Judgement(DecisionModel(changed.read()), answers))
    for style in Style.allCases where style != .serverless {
      #expect(before.scores[style] == after.scores[style])
    }
    #expect(before.scores[.serverless] != after.scores[.serverless])
  }
}
