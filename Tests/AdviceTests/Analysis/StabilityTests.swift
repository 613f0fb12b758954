import TestSupport
import Testing

@testable import Advice

@Suite("How far a recommendation can be relied on")
struct StabilityTests {
  static let seeds: [UInt64] = Array(1...60)

  private func stability(_ judgement: Judgement) -> Stability? {
    let contest = Contest(judgement)
    return contest.recommendation.map {
      StabilityTest(contest, $0).stability(NextSearch(contest).ranked())
    }
  }

  @Test("certain means that no completion under any weights leads elsewhere", arguments: seeds)
  func certain(seed: UInt64) {
    var random = RandomKnowledge(seed: seed)
    let model = random.model()
    for _ in 0..<4 {
      let sheet = random.sheet(model, answered: 4...6)
      guard let judgement = Judgement(model, sheet), let found = stability(judgement) else {
        continue
      }
      let corners = WeightCorners(model, sheet)
      let style = Contest(judgement).recommendation
      let always = corners.sheets.allSatisfy { sheet in
        let brute = BruteForce(model, sheet)
        return brute.completions.allSatisfy { brute.winner($0) == style }
      }
      if found.robustness == .certain { #expect(always) }
      // A lead as small as what rounding may take away is not called certain.
      if always, corners.leads(over: style) { #expect(found.robustness == .certain) }
    }
  }

  /// One question that decides between the first two styles, others that add to the lead.
  private func knowledge(lead: Int, questions: Int = 4) -> SmallKnowledge {
    var knowledge = SmallKnowledge()
    for order in 0..<questions {
      knowledge.addQuestion("q\(order)", words: 3, order: order)
      knowledge.addCriterion(
        "q\(order)", weight: 40,
        bands: [
          ("[a]", [50 + lead, 50, 0, 0, 0]), ("[b]", [50, 50, 0, 0, 0]),
          ("[c]", [50, 50 + lead, 0, 0, 0]),
        ])
    }
    return knowledge
  }

  private func judge(_ knowledge: SmallKnowledge, _ answers: [Int], _ weights: [String: Int] = [:])
    throws -> Stability
  {
    let given = answers.enumerated().map {
      ("q\($0.offset)", Answer(.values(ValueSet(values: [$0.element]))))
    }
    let sheet = AnswerSheet(answers: Dictionary(uniqueKeysWithValues: given), weights: weights)
    let judgement = try #require(Judgement(DecisionModel(knowledge.read()), sheet))
    return try #require(stability(judgement))
  }

  @Test("everything answered alike is certain")
  func everything() throws {
    let found = try judge(knowledge(lead: 20), [0, 0, 0, 0])
    #expect(found.robustness == .certain)
    #expect(found.withstandsWeights && found.answeredWeight == found.totalWeight)
  }

  @Test("below a fifth of the weight nothing is said")
  func undetermined() throws {
    let six = knowledge(lead: 20, questions: 6)
    #expect(try judge(six, [0]).robustness == .undetermined)
    #expect(try judge(six, [0, 0]).robustness != .undetermined)
  }

  @Test("weights that turn against the recommended style make it fragile")
  func weights() throws {
    // One answer for, one against with a little more weight: equal weights already end in a tie.
    let found = try judge(knowledge(lead: 20, questions: 2), [0, 2], ["q0": 45])
    #expect(!found.withstandsWeights)
    #expect(found.robustness == .fragile)
    // Set by hand, both weights are certain; the answers are not.
    let settled = try judge(knowledge(lead: 20, questions: 2), [0, 2], ["q0": 45, "q1": 40])
    #expect(settled.withstandsWeights)
    #expect(settled.robustness == .certain)
  }

  @Test("one small change in twenty may upset a robust recommendation, more may not")
  func upsets() throws {
    let wide = knowledge(lead: 20, questions: 14)
    var weights = Dictionary(uniqueKeysWithValues: (0..<14).map { ("q\($0)", 40) })
    // Ahead by twice the weight of a small question, so only the heavy one decides alone.
    weights["q0"] = 120
    let one = try judge(wide, [0] + [0, 0, 0, 0, 2, 2, 2, 2, 2, 1], weights)
    #expect((one.upsets, one.smallChanges) == (1, 21))
    #expect(one.robustness == .robust)
    weights["q1"] = 120
    let two = try judge(wide, [0, 0] + [0, 0, 2, 2, 2, 2, 2, 2, 1], weights)
    #expect((two.upsets, two.smallChanges) == (2, 21))
    #expect(two.robustness == .fragile)
  }

  @Test("an answer that tips the balance counts as an upset")
  func tipping() throws {
    let found = try judge(knowledge(lead: 20, questions: 3), [0])
    // Either open question answered by c makes a tie, which the first style keeps.
    #expect(found.upsets == 0)
    let second = try judge(knowledge(lead: 20, questions: 3), [2])
    // Answered by a, it makes a tie the second style loses; the given answer corrected as well.
    #expect(second.upsets == 3)
    #expect(second.smallChanges == 7)
  }
}

/// All sheets in which every weight lies at an end of its range.
struct WeightCorners {
  let model: DecisionModel
  let sheets: [AnswerSheet]

  init(_ model: DecisionModel, _ sheet: AnswerSheet) {
    self.model = model
    var sheets = [sheet]
    for criterion in model.knowledge.criteria {
      sheets = sheets.flatMap { sheet in
        [criterion.weight.low, criterion.weight.high].map { weight in
          var corner = sheet
          corner.weights[criterion.id] = weight
          return corner
        }
      }
    }
    self.sheets = sheets
  }

  /// Whether a style leads everywhere by more than rounding can take away.
  func leads(over style: Style?) -> Bool {
    guard let style else { return false }
    return sheets.allSatisfy { sheet in
      let brute = BruteForce(model, sheet)
      return brute.completions.allSatisfy { cells in
        Style.allCases.allSatisfy { rival in
          rival == style || brute.excluded(rival, cells)
            || brute.score(style, cells) - brute.score(rival, cells) > 200
        }
      }
    }
  }
}
