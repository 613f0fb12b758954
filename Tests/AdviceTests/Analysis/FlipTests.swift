import TestSupport
import Testing

@testable import Advice

@Suite("The smallest flips, against trying everything")
struct FlipTests {
  static let seeds: [UInt64] = Array(1...30)

  @Test("all smallest flips are found and no other", arguments: seeds)
  func smallest(seed: UInt64) {
    var random = RandomKnowledge(seed: seed)
    let model = random.model()
    for answered in [2...3, 4...5, 6...6] {
      let sheet = random.sheet(model, answered: answered)
      guard let judgement = Judgement(model, sheet) else { continue }
      let found = FlipSearch.smallest(Contest(judgement), upTo: 2)
      compare(found, TriedFlips(model, sheet).smallest(upTo: 2), model)
    }
  }

  @Test("all smallest flips to a style are found and no other", arguments: seeds.prefix(12))
  func toStyle(seed: UInt64) {
    var random = RandomKnowledge(seed: seed &+ 500)
    let model = random.model()
    let sheet = random.sheet(model, answered: 4...6)
    guard let judgement = Judgement(model, sheet) else { return }
    for style in Style.allCases {
      let found = FlipSearch.smallest(Contest(judgement), to: style, upTo: 2)
      #expect(found.allSatisfy { $0.style == style })
      compare(found, TriedFlips(model, sheet).smallest(upTo: 2, to: style), model)
    }
  }

  @Test("three answers are changed at once when no fewer do")
  func three() {
    var seen = 0
    for seed in 0..<200 as Range<UInt64> where seen < 2 {
      var random = RandomKnowledge(seed: seed)
      let model = random.model()
      let sheet = random.sheet(model, answered: 5...6)
      guard let judgement = Judgement(model, sheet) else { continue }
      let found = FlipSearch.smallest(Contest(judgement))
      guard found.first?.changes.count == 3 else { continue }
      seen += 1
      compare(found, TriedFlips(model, sheet).smallest(upTo: 3), model)
    }
    #expect(seen == 2)
  }

  /// Of numbers between which the verdict makes no difference only the nearest one is told, so
  /// numbers are compared without their values.
  private func compare(_ found: [Flip], _ tried: [Flip], _ model: DecisionModel) {
    func outline(_ flip: Flip) -> [String] {
      flip.changes.map { change in
        let isWord = model.knowledge.question(change.question)?.domain.isWords ?? false
        return isWord ? "\(change.question) \(change.to)" : change.question
      } + [flip.style.rawValue]
    }
    #expect(Set(found).isSubset(of: Set(tried)))
    #expect(Set(found.map(outline)) == Set(tried.map(outline)))
    #expect(Set(found).count == found.count)
  }

  /// Three questions, each of which alone decides between monolith and microservices.
  private func even() -> SmallKnowledge {
    var knowledge = SmallKnowledge()
    knowledge.addQuestion("a", words: 2, order: 1)
    knowledge.addQuestion("b", words: 2, order: 2)
    knowledge.addQuestion("size", from: 1, to: 100, order: 3)
    for id in ["a", "b"] {
      knowledge.addCriterion(
        id, weight: 10, bands: [("[a]", [60, 0, 0, 40, 0]), ("[b]", [0, 0, 0, 100, 0])])
    }
    knowledge.addCriterion(
      "size", weight: 10,
      bands: [
        ("[1, 9]", [100, 0, 0, 0, 0]), ("[10, 19]", [60, 0, 0, 40, 0]),
        ("[20, 100]", [0, 0, 0, 100, 0]),
      ])
    return knowledge
  }

  @Test("the changes easiest to bring about come first, then the order of the interview")
  func order() throws {
    var knowledge = even()
    let hard = try #require(knowledge.files["questions/a.yaml"]).split(separator: "easy")
    knowledge.files["questions/a.yaml"] = hard.joined(separator: "hard")
    let answers = ["a": 0, "b": 0, "size": 15].mapValues { Answer(.values(ValueSet(values: [$0]))) }
    let judgement = try #require(
      Judgement(DecisionModel(knowledge.read()), AnswerSheet(answers: answers)))
    let flips = FlipSearch.smallest(Contest(judgement))
    #expect(flips.map { $0.changes.map(\.question) } == [["b"], ["size"], ["a"]])
    // The value of the nearest answer that makes the difference.
    #expect(flips.map { $0.changes.map(\.to) } == [[1], [20], [1]])
    #expect(flips.allSatisfy { $0.style == .microservices })
  }

  @Test("an answer that is open or not applicable is never changed")
  func onlyGivenAnswers() throws {
    let answers = [
      "a": Answer(.values(ValueSet(values: [0]))), "b": Answer(.notApplicable(reason: "r")),
    ]
    let judgement = try #require(
      Judgement(DecisionModel(even().read()), AnswerSheet(answers: answers)))
    #expect(FlipSearch.smallest(Contest(judgement)).map { $0.changes.map(\.question) } == [["a"]])
  }
}

/// Finds flips by judging every change of given answers anew.
struct TriedFlips {
  let model: DecisionModel
  let sheet: AnswerSheet

  init(_ model: DecisionModel, _ sheet: AnswerSheet) {
    self.model = model
    self.sheet = sheet
  }

  func smallest(upTo limit: Int, to style: Style? = nil) -> [Flip] {
    let current = recommendation([])
    if style != nil, style == current { return [] }
    for size in 1...limit {
      let flips = changes(size, model.questions[...]).compactMap { changes in
        recommendation(changes).map { Flip(changes: changes, style: $0) }
      }
      .filter { $0.style != current && (style == nil || $0.style == style) }
      if !flips.isEmpty { return flips }
    }
    return []
  }

  private func recommendation(_ changes: [Change]) -> Style? {
    var sheet = sheet
    for change in changes {
      sheet.answers[change.question] = Answer(.values(ValueSet(values: [change.to])))
    }
    return Judgement(model, sheet).flatMap { Ranking($0).recommendation($0.scores) }
  }

  /// All ways to change so many of the given answers.
  private func changes(_ size: Int, _ questions: ArraySlice<Question>) -> [[Change]] {
    guard let question = questions.first else { return size == 0 ? [[]] : [] }
    let rest = questions.dropFirst()
    let without = changes(size, rest)
    guard size > 0, let given = sheet.answers[question.id]?.values else { return without }
    let others = changes(size - 1, rest)
    return question.domain.range.filter { given.single != $0 }.flatMap { value in
      others.map { [Change(question: question.id, from: given, to: value)] + $0 }
    } + without
  }
}
