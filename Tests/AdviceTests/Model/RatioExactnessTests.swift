import TestSupport
import Testing

@testable import Advice

/// Rules that compare two numbers, against trying all numbers. Cells hold many numbers, and of two
/// cells some numbers may fit together and others not: nothing of that may show.
@Suite("Comparing two numbers is exact")
struct RatioExactnessTests {
  static let seeds: [UInt64] = Array(1...60)

  @Test("a sheet is refused exactly when no numbers fit", arguments: seeds)
  func refused(seed: UInt64) {
    var random = RatioKnowledge(seed: seed)
    let (advisor, limits) = random.knowledge()
    for _ in 0..<20 {
      let sheet = random.sheet(advisor)
      let tried = TriedNumbers(advisor, limits, sheet)
      #expect((Judgement(advisor.model, sheet) == nil) == tried.completions.isEmpty)
    }
  }

  @Test("possible winners are those that win with some numbers", arguments: seeds)
  func winners(seed: UInt64) {
    var random = RatioKnowledge(seed: seed &+ 1000)
    let (advisor, limits) = random.knowledge()
    for _ in 0..<20 {
      let sheet = random.sheet(advisor)
      guard let winners = try? advisor.possibleWinners(sheet) else { continue }
      let tried = TriedNumbers(advisor, limits, sheet)
      #expect(Set(winners) == Set(tried.completions.compactMap(tried.winner)), "seed \(seed)")
    }
  }

  @Test("a condition holds, fails or is undecided as it does with all numbers", arguments: seeds)
  func truth(seed: UInt64) throws {
    var random = RatioKnowledge(seed: seed &+ 2000)
    let (advisor, limits) = random.knowledge()
    let conditions = advisor.knowledge.findings.map(\.rule)
    let lean = try #require(conditions.first { $0.id == "lean" }?.when)
    let crowd = try #require(conditions.first { $0.id == "crowd" }?.when)
    for _ in 0..<20 {
      let sheet = random.sheet(advisor)
      guard let judgement = Judgement(advisor.model, sheet) else { continue }
      let tried = TriedNumbers(advisor, limits, sheet)
      #expect(judgement.truth(lean) == tried.truth(tried.isLean), "seed \(seed): \(sheet.answers)")
      #expect(judgement.truth(crowd) == tried.truth(tried.isCrowd), "seed \(seed)")
      #expect((judgement.pending(crowd) != nil) == (tried.truth(tried.isCrowd) == .undecided))
    }
  }

  @Test("the answers offered next are those that fit, up to their ends", arguments: seeds)
  func next(seed: UInt64) throws {
    var random = RatioKnowledge(seed: seed &+ 3000)
    let (advisor, limits) = random.knowledge()
    for _ in 0..<10 {
      let sheet = random.sheet(advisor)
      guard let questions = try? advisor.nextQuestions(sheet) else { continue }
      let tried = TriedNumbers(advisor, limits, sheet)
      for next in questions where next.question != "need" {
        let fitting = Set(
          tried.completions.compactMap { next.question == "size" ? $0.size : $0.teams })
        let offered = next.outcomes.flatMap { $0.values.ranges }
        #expect(offered.map(\.lowerBound).min() == fitting.min())
        #expect(offered.map(\.upperBound).max() == fitting.max())
        #expect(fitting.allSatisfy { value in offered.contains { $0.contains(value) } })
      }
    }
  }

  @Test(
    "every flip can be pasted back and leads where it says; none of one answer is missed",
    arguments: seeds)
  func flips(seed: UInt64) throws {
    var random = RatioKnowledge(seed: seed &+ 4000)
    let (advisor, _) = random.knowledge()
    for _ in 0..<8 {
      let sheet = random.sheet(advisor)
      guard let now = try? advisor.assess(sheet).recommendation?.style else { continue }
      let flips = try advisor.flips(sheet, upTo: 2)
      for flip in flips {
        var changed = sheet
        for change in flip.changes {
          changed.answers[change.question] = Answer(.values(ValueSet(change.to...change.to)))
        }
        #expect(try advisor.assess(changed).recommendation?.style == flip.style, "seed \(seed)")
      }
      let single = Set(
        flips.filter { $0.changes.count == 1 }.map { "\($0.changes[0].question) \($0.style)" })
      #expect(single == tried(advisor, sheet, now), "seed \(seed): \(sheet.answers)")
    }
  }

  /// The question and the style of every single change that leads elsewhere.
  private func tried(_ advisor: Advisor, _ sheet: AnswerSheet, _ now: Style) -> Set<String> {
    var found: Set<String> = []
    for question in advisor.knowledge.questions where sheet.answers[question.id]?.values != nil {
      for value in question.domain.range {
        var changed = sheet
        changed.answers[question.id] = Answer(.values(ValueSet(value...value)))
        guard let style = try? advisor.assess(changed).recommendation?.style, style != now else {
          continue
        }
        found.insert("\(question.id) \(style)")
      }
    }
    return found
  }

  @Test("quick verdicts agree with whole ones", arguments: seeds.prefix(20))
  func quick(seed: UInt64) {
    var random = RatioKnowledge(seed: seed &+ 5000)
    let (advisor, _) = random.knowledge()
    let quick = QuickJudge(advisor)
    for size in 1...12 {
      for teams in 1...6 {
        let answers = ["size": size, "teams": teams, "need": Int(seed) % 3].mapValues {
          Answer(.values(ValueSet($0...$0)))
        }
        let whole = try? advisor.assess(AnswerSheet(answers: answers), flipSize: 0)
        #expect(quick.verdict(answers)?.winner == whole?.recommendation?.style)
      }
    }
  }
}
