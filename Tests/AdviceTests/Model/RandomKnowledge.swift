import TestSupport

@testable import Advice

/// Small random knowledge bases and answers, for laws that brute force can check.
struct RandomKnowledge {
  var random: SeededGenerator
  static let questions = ["q0", "q1", "q2", "q3", "q4", "q5"]

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// Six questions of two to four cells, five criteria, some vetoes and contradictions.
  mutating func model() -> DecisionModel {
    var knowledge = SmallKnowledge()
    for (order, id) in Self.questions.enumerated() {
      if order == 1 {
        knowledge.addQuestion(id, from: 1, to: 9, order: order)
      } else {
        knowledge.addQuestion(id, words: 3, order: order)
      }
      if order == 5 { continue }
      let bands = order == 1 ? ["[1, 2]", "[3, 6]", "[7, 9]"] : ["[a]", "[b]", "[c]"]
      knowledge.addCriterion(
        id, weight: Int.random(in: 1...40, using: &random),
        bands: bands.map { ($0, scores()) })
    }
    for number in 0..<Int.random(in: 0...4, using: &random) {
      let styles = Style.allCases.filter { _ in Int.random(in: 0..<3, using: &random) == 0 }
      knowledge.addVeto("v\(number)", excludes: styles + [.serverless], when: condition())
    }
    for number in 0..<Int.random(in: 0...3, using: &random) {
      knowledge.addContradiction("x\(number)", when: "{all: [\(atom()), \(atom())]}")
    }
    return DecisionModel(knowledge.read())
  }

  private mutating func scores() -> [Int] {
    // Few different scores, so that ties and near ties are common.
    (0..<5).map { _ in Int.random(in: 0...4, using: &random) * 25 }
  }

  private mutating func condition() -> String {
    switch Int.random(in: 0..<4, using: &random) {
    case 0: atom()
    case 1: "{all: [\(atom()), \(atom())]}"
    case 2: "{any: [\(atom()), {all: [\(atom()), \(atom())]}]}"
    default: "{all: [{not: \(atom())}, \(atom())]}"
    }
  }

  private mutating func atom() -> String {
    let question = Self.questions.randomElement(using: &random) ?? "q0"
    if question == "q1" {
      return "{question: q1, at-least: \(Int.random(in: 2...8, using: &random))}"
    }
    let word = ["a", "b", "c"].randomElement(using: &random) ?? "a"
    let test = ["is", "at-least", "at-most"].randomElement(using: &random) ?? "is"
    return "{question: \(question), \(test): \(word)}"
  }

  /// Answers some questions: exactly, by a set or range, as not applicable.
  mutating func sheet(_ model: DecisionModel, answered: ClosedRange<Int> = 0...6) -> AnswerSheet {
    var sheet = AnswerSheet()
    let count = Int.random(in: answered, using: &random)
    for question in model.questions.shuffled(using: &random).prefix(count) {
      let range = question.domain.range
      let first = Int.random(in: range, using: &random)
      switch Int.random(in: 0..<8, using: &random) {
      case 0: sheet.answers[question.id] = Answer(.notApplicable(reason: "r"))
      case 1:
        let second = Int.random(in: range, using: &random)
        sheet.answers[question.id] = Answer(
          .values(ValueSet(min(first, second)...max(first, second))))
      default: sheet.answers[question.id] = Answer(.values(ValueSet(values: [first])))
      }
    }
    return sheet
  }
}

/// Every completion of what a sheet leaves possible, judged one by one.
struct BruteForce {
  let model: DecisionModel
  let table: ScoreTable
  /// All consistent complete assignments of cells.
  let completions: [[UInt8]]

  init(_ model: DecisionModel, _ sheet: AnswerSheet) {
    self.model = model
    table = ScoreTable(model, weights: sheet.weights)
    var all: [[UInt8]] = [[]]
    for mask in model.space.state(sheet.answers).masks {
      all = all.flatMap { cells in mask.cells.map { cells + [UInt8($0)] } }
    }
    completions = all.filter { cells in
      !model.contradictions.joined().contains { $0.contains(cells) }
    }
  }

  func excluded(_ style: Style, _ cells: [UInt8]) -> Bool {
    zip(model.knowledge.vetoes, model.vetoes).contains { veto, boxes in
      veto.excludes.contains(style) && boxes.contains { $0.contains(cells) }
    }
  }

  func score(_ style: Style, _ cells: [UInt8]) -> Int {
    cells.enumerated().reduce(0) { sum, cell in
      sum + Int(table.row(cell.offset, Int(cell.element))[style.index])
    }
  }

  /// The style that comes first in one completion; the order of the styles breaks ties.
  func winner(_ cells: [UInt8]) -> Style? {
    Style.allCases.filter { !excluded($0, cells) }
      .max { (score($0, cells), $1) < (score($1, cells), $0) }
  }
}
