import Advice
import JSON
import Reports
import TestSupport
import Testing
import YAML

@Suite("Flips, next questions and the list of questions")
struct AnalysisReportTests {
  private let advisor = Advisor(ShopKnowledge.knowledge)

  private func flips(_ answers: String, to style: Style? = nil) throws -> FlipReport {
    let sheet = try ShopKnowledge.sheet(answers)
    return FlipReport(
      system: sheet.system, recommended: try advisor.assess(sheet).recommendation?.style,
      wanted: style, flips: try advisor.flips(sheet, to: style), knowledge: advisor.knowledge)
  }

  private func next(_ answers: String) throws -> NextReport {
    let sheet = try ShopKnowledge.sheet(answers)
    let assessment = try advisor.assess(sheet)
    return NextReport(
      system: sheet.system, recommended: assessment.recommendation?.style,
      possibleWinners: assessment.possibleWinners, questions: try advisor.nextQuestions(sheet),
      knowledge: advisor.knowledge)
  }

  private func text(_ page: Page) -> String { Paint().text(page.lines) }
  private func text(_ json: [UInt8]) -> String { String(decoding: json, as: UTF8.self) }

  private static let complete =
    "{team-size: 6, consistency: strong, traffic-shape: steady, shared-database: all}"

  @Test("golden files of flips")
  func flips() throws {
    try expectGolden(text(flips(Self.complete).page(columns: 80)), "flip.txt")
    try expectGolden(text(flips(Self.complete).json), "flip.json")
    let far = try flips(Self.complete, to: .serverless)
    try expectGolden(text(far.page(columns: 80)), "flip-to-serverless.txt")
  }

  @Test("where nothing can be changed, that is said")
  func noFlips() throws {
    let same = try flips(Self.complete, to: .monolith).page(columns: 80)
    #expect(text(same).contains("Recommended is monolith. There is nothing to change."))
    let none = try flips("{}").page(columns: 80)
    let words = text(none).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("No three answers changed at once lead to another style"))
  }

  @Test("golden files of the next question")
  func next() throws {
    try expectGolden(text(next("{team-size: 6}").page(columns: 80)), "next.txt")
    try expectGolden(text(next("{team-size: 6}").json), "next.json")
    let last = try next(Self.complete).page(columns: 80)
    #expect(text(last).contains("Every question is answered"))
  }

  @Test("golden files of the questions, and a template that is an answers file")
  func questions() throws {
    let report = QuestionsReport(advisor.knowledge)
    try expectGolden(text(report.page(columns: 80)), "questions.txt")
    try expectGolden(text(report.json), "questions.json")
    let complaints = Complaints()
    let document = try Document.parse(Array(report.template.utf8), file: "t.yaml")
    let sheet = AnswerSheet.read(document, advisor.knowledge, complaints)
    #expect(complaints.lines == [])
    #expect(sheet.answers.isEmpty)
    #expect(
      report.template.contains("# How does the load come? (steady or bursty)\n  traffic-shape: "))
  }
}
