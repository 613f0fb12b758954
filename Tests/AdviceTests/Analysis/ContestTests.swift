import TestSupport
import Testing

@testable import Advice

@Suite("Replaced answers against judging anew, on the shipped knowledge")
struct ContestTests {
  private static let model = Advisor(LibraryTests.shipped().knowledge).model

  @Test("what replaced answers lead to is what judging them anew gives", arguments: 1...24)
  func outcomes(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let sheet = Self.sheet(&random)
    guard let judgement = Judgement(Self.model, sheet) else { return }
    let contest = Contest(judgement)
    let answered = Self.model.questions.indices.filter { judgement.answer($0)?.values != nil }
    // Contradictions are what makes replacing several answers at once more than a sum.
    let named = Set(Self.model.forbidden.flatMap { $0.sides.map(\.question) })
    let pool = answered.filter(named.contains) + answered
    for _ in 0..<40 {
      let questions = Set(pool.shuffled(using: &random).prefix(3)).sorted()
      let fixed = questions.map { question in
        let cells = Self.model.space.grids[question].count
        return Fixing(question: question, cell: Int.random(in: 0..<cells, using: &random))
      }
      #expect(contest.outcome(fixed) == Self.judgedAnew(fixed, sheet), "\(fixed)")
    }
  }

  private static func judgedAnew(
    _ fixed: [Fixing], _ sheet: AnswerSheet
  ) -> CompletionJudge.Outcome {
    var sheet = sheet
    for fixing in fixed {
      let cell = model.space.grids[fixing.question].cells[fixing.cell]
      sheet.answers[model.questions[fixing.question].id] = Answer(
        .values(ValueSet(values: [cell.lowerBound])))
    }
    guard let judgement = Judgement(model, sheet) else { return .contradiction }
    return Ranking(judgement).recommendation(judgement.scores).map { .winner($0) } ?? .nothing
  }

  /// Most questions answered, some by a range, some not applicable.
  private static func sheet(_ random: inout SeededGenerator) -> AnswerSheet {
    var sheet = AnswerSheet()
    for (question, grid) in zip(model.questions, model.space.grids) {
      let first = grid.cells.randomElement(using: &random)?.lowerBound ?? 0
      let second = grid.cells.randomElement(using: &random)?.upperBound ?? 0
      let range = ValueSet(min(first, second)...max(first, second))
      switch Int.random(in: 0..<10, using: &random) {
      case 0...2: break
      case 3: sheet.answers[question.id] = Answer(.notApplicable(reason: "r"))
      case 4 where range != ValueSet(question.domain.range):
        sheet.answers[question.id] = Answer(.values(range))
      default: sheet.answers[question.id] = Answer(.values(ValueSet(values: [first])))
      }
    }
    return sheet
  }
}
