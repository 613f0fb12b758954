import TestSupport
import Testing

@testable import Advice

@Suite("What two sheets are judged differently")
struct DifferenceTests {
  @Test("the changes of the criteria add up to the change of the score", arguments: 1...25)
  func sums(seed: UInt64) throws {
    var random = RandomKnowledge(seed: seed)
    let advisor = Advisor(random.model().knowledge)
    // Another knowledge base with the same questions, so that nearly everything differs.
    let other = Advisor(random.model().knowledge)
    let sheets = (random.sheet(advisor.model), random.sheet(advisor.model))
    for judge in [nil, other] {
      guard let found = try? advisor.difference(sheets.0, sheets.1, judgedBy: judge) else {
        continue
      }
      #expect(found.styles.map(\.style) == Style.allCases)
      for style in found.styles {
        #expect(style.parts.reduce(.zero) { $0 + $1.change } == style.change)
        #expect(style.parts.allSatisfy { $0.change != .zero })
        #expect(style.before == found.before.result(style.style)?.score)
        #expect(style.after == found.after.result(style.style)?.score)
        let sizes = style.parts.map { abs($0.change.thousandths) }
        #expect(sizes == sizes.sorted(by: >))
      }
    }
  }

  private func advisor() -> Advisor {
    var knowledge = SmallKnowledge()
    knowledge.addQuestion("need", words: 3, order: 1)
    knowledge.addCriterion(
      "need", weight: 10,
      bands: [("[a, b]", [80, 0, 20, 0, 0]), ("[c]", [20, 0, 80, 0, 0])])
    knowledge.addVeto("v", excludes: [.monolith], when: "{question: need, is: c}")
    knowledge.files["warnings/w.yaml"] = """
      {warning: w, title: t, levels: [
       {severity: high, when: {question: need, is: c}, message: m},
       {severity: low, when: {question: need, is: b}, message: m}]}
      """
    return Advisor(knowledge.read())
  }

  private func sheet(_ need: Int?) -> AnswerSheet {
    AnswerSheet(answers: need.map { ["need": Answer(.values(ValueSet(values: [$0])))] } ?? [:])
  }

  @Test("answers, vetoes, warnings and the recommendation are compared")
  func everything() throws {
    let found = try advisor().difference(sheet(1), sheet(2))
    #expect(found.answers.map(\.beforeText) == ["b"])
    #expect(found.answers.map(\.afterText) == ["c"])
    #expect(found.vetoes.map(\.id) == ["v"])
    #expect(found.vetoes.map(\.before) == [.no])
    #expect(found.vetoes.map(\.after) == [.yes])
    #expect(found.warnings.map(\.before) == [.low])
    #expect(found.warnings.map(\.after) == [.high])
    #expect(found.changesRecommendation)
    #expect(found.styles.first?.change.description == "-60.000")
  }

  @Test("the same sheet twice differs in nothing")
  func same() throws {
    let found = try advisor().difference(sheet(1), sheet(1))
    #expect(found.answers.isEmpty && found.vetoes.isEmpty && found.warnings.isEmpty)
    #expect(found.styles.allSatisfy { $0.parts.isEmpty && $0.change == .zero })
    #expect(!found.changesRecommendation)
  }

  @Test("an answer taken back shows as unknown, a veto as undecided")
  func takenBack() throws {
    let found = try advisor().difference(sheet(0), sheet(nil))
    #expect(found.answers.map(\.afterText) == ["unknown"])
    #expect(found.vetoes.map(\.after) == [.undecided])
    #expect(found.warnings.isEmpty)
  }

  @Test("where a knowledge base lacks a rule, it counts as nothing")
  func lackingRules() throws {
    var knowledge = SmallKnowledge()
    knowledge.addQuestion("need", words: 3, order: 1)
    let found = try advisor().difference(
      sheet(2), sheet(2), judgedBy: Advisor(knowledge.read()))
    #expect(found.styles.first?.after == .zero)
    #expect(found.styles.first?.parts.map(\.criterion) == ["need"])
    #expect(found.vetoes.map(\.after) == [nil])
    #expect(found.warnings.map(\.after) == [nil])
  }
}
