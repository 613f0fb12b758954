import TestSupport

@testable import Advice

/// Small random knowledge bases whose rules compare two numbers, and all numbers tried one by one.
struct RatioKnowledge {
  var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// Developers, teams, and a question answered by words.
  static var questions: SmallKnowledge {
    var small = SmallKnowledge()
    small.addQuestion("size", from: 1, to: 12, order: 1)
    small.addQuestion("teams", from: 1, to: 6, order: 2)
    small.addQuestion("need", words: 3, order: 3)
    return small
  }

  /// What the rules compare with.
  struct Limits {
    /// The limit of the contradiction, and whether it is the least or the most that is allowed.
    let limit: Int
    let isLeast: Bool
    let few: Int
    let many: Int
    let small: Int
  }

  mutating func knowledge() -> (advisor: Advisor, limits: Limits) {
    let limits = Limits(
      limit: Int.random(in: 1...4, using: &random), isLeast: Bool.random(using: &random),
      few: Int.random(in: 2...3, using: &random), many: Int.random(in: 3...5, using: &random),
      small: Int.random(in: 3...9, using: &random))
    var small = Self.questions
    let bands = [
      "size": ["[1, 4]", "[5, 8]", "[9, 12]"], "teams": ["[1, 2]", "[3, 6]"],
      "need": ["[a]", "[b]", "[c]"],
    ]
    for (id, values) in bands.sorted(by: { $0.key < $1.key }) {
      small.addCriterion(
        id, weight: Int.random(in: 1...40, using: &random), bands: values.map { ($0, scores()) })
    }
    small.addVeto("v", excludes: [.microservices], when: "{question: size, at-most: 2}")
    let test = limits.isLeast ? "at-least" : "at-most"
    small.addContradiction(
      "limit", when: "{not: {question: size, per: teams, \(test): \(limits.limit)}}")
    small.files["findings/lean.yaml"] =
      "{finding: lean, message: M., when: {not: {question: size, per: teams, at-least: \(limits.few)}}}"
    small.files["findings/crowd.yaml"] = """
      {finding: crowd, message: M., when: {any: [
       {all: [{question: size, per: teams, at-least: \(limits.many)}, {question: need, is: a}]},
       {all: [{question: size, per: teams, between: [2, 3]}, {question: size, at-most: \(limits.small)}]}]}}
      """
    return (Advisor(small.read()), limits)
  }

  private mutating func scores() -> [Int] {
    (0..<5).map { _ in Int.random(in: 0...4, using: &random) * 25 }
  }

  /// Answers some questions: exactly, by a range, as not applicable.
  mutating func sheet(_ advisor: Advisor) -> AnswerSheet {
    var sheet = AnswerSheet()
    for question in advisor.knowledge.questions where Int.random(in: 0..<4, using: &random) > 0 {
      let range = question.domain.range
      let ends = (0..<2).map { _ in Int.random(in: range, using: &random) }.sorted()
      switch Int.random(in: 0..<8, using: &random) {
      case 0: sheet.answers[question.id] = Answer(.notApplicable(reason: "r"))
      case 1...3: sheet.answers[question.id] = Answer(.values(ValueSet(ends[0]...ends[1])))
      default: sheet.answers[question.id] = Answer(.values(ValueSet(values: [ends[0]])))
      }
    }
    return sheet
  }
}

/// Every way to complete a sheet, number by number.
struct TriedNumbers {
  /// A value of each question; nil where it does not apply.
  struct Completion: Hashable {
    let size: Int?
    let teams: Int?
    let need: Int?
  }

  let advisor: Advisor
  let limits: RatioKnowledge.Limits
  let completions: [Completion]

  init(_ advisor: Advisor, _ limits: RatioKnowledge.Limits, _ sheet: AnswerSheet) {
    self.advisor = advisor
    self.limits = limits
    func values(_ id: String) -> [Int?] {
      guard let answer = sheet.answers[id] else {
        return advisor.knowledge.question(id).map { $0.domain.range.map { $0 } } ?? []
      }
      return answer.values.map { $0.ranges.flatMap { $0.map { $0 } } } ?? [nil]
    }
    completions = values("size").flatMap { size in
      values("teams").flatMap { teams in
        values("need").map { Completion(size: size, teams: teams, need: $0) }
      }
    }
    .filter { completion in
      guard let size = completion.size, let teams = completion.teams else { return true }
      return limits.isLeast ? size >= limits.limit * teams : size <= limits.limit * teams
    }
  }

  /// Who comes first, by the scores of the bands alone.
  func winner(_ completion: Completion) -> Style? {
    let model = advisor.model
    let values = [completion.size, completion.teams, completion.need]
    let rows = values.enumerated().map { question, value in
      let grid = model.space.grids[question]
      let cell = value.map { grid.mask(ValueSet($0...$0)).lowest } ?? grid.notApplicable
      return model.table.row(question, cell)
    }
    let sum = rows.reduce(ScoreTable.Row.zero) { $0 &+ $1 }
    let isTiny = completion.size.map { $0 <= 2 } ?? false
    return Style.allCases.filter { $0 != .microservices || !isTiny }
      .max { (sum[$0.index], $1) < (sum[$1.index], $0) }
  }

  func isLean(_ completion: Completion) -> Bool {
    guard let size = completion.size, let teams = completion.teams else { return false }
    return size < limits.few * teams
  }

  func isCrowd(_ completion: Completion) -> Bool {
    guard let size = completion.size, let teams = completion.teams else { return false }
    return size >= limits.many * teams && completion.need == 0
      || size >= 2 * teams && size <= 3 * teams && size <= limits.small
  }

  /// What holds in all completions, in none, or in some.
  func truth(_ holds: (Completion) -> Bool) -> Truth {
    let count = completions.count(where: holds)
    return count == completions.count ? .yes : count == 0 ? .no : .undecided
  }
}
