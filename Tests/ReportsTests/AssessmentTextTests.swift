import Advice
import Reports
import Terminal
import TestSupport
import Testing
import YAML

@Suite("A verdict as text")
struct AssessmentTextTests {
  /// Answers by the name of their golden files.
  static let sheets: [(name: String, answers: String)] = [
    (
      "complete", "{team-size: 6, consistency: strong, traffic-shape: steady, shared-database: all}"
    ),
    ("partly-open", "{team-size: {value: [3, 12]}, traffic-shape: bursty}"),
    ("open", "{}"),
    ("not-applicable", "{team-size: 3, shared-database: {not-applicable: nothing runs yet}}"),
  ]

  static func report(
    _ answers: String, system: String? = "Corner shop"
  ) throws -> AssessmentReport {
    let knowledge = ShopKnowledge.knowledge
    let assessment = try Advisor(knowledge).assess(ShopKnowledge.sheet(answers, system: system))
    return AssessmentReport(
      assessment, knowledge, answersSHA256: String(repeating: "ab", count: 32), file: "shop.yaml")
  }

  @Test("golden screens of 80 columns", arguments: sheets)
  func golden(_ name: String, _ answers: String) throws {
    let page = AssessmentText(try Self.report(answers), columns: 80).page
    try expectGolden(Paint().text(page.lines), "\(name).txt")
  }

  @Test("no line is wider than the terminal, at any width", arguments: [20, 33, 50, 79, 80, 110])
  func width(_ columns: Int) throws {
    for sheet in Self.sheets {
      let page = AssessmentText(try Self.report(sheet.answers), columns: columns).page
      #expect(page.lines.allSatisfy { $0.columns <= columns })
    }
  }

  @Test("hostile text of a file cannot steer the terminal")
  func hostile() throws {
    let report = try Self.report("{}", system: "\u{1B}]0;owned\u{7}\u{202E}shop\r\n")
    let text = Paint(colored: false).text(AssessmentText(report, columns: 80).page.lines)
    #expect(text.hasPrefix("�]0;owned��shop\nRecommended"))
    #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || !$0.steersTerminal })
  }

  @Test("ASCII is ASCII")
  func ascii() throws {
    let lines = AssessmentText(try Self.report("{team-size: 6}"), columns: 80).page.lines
    #expect(Paint(ascii: true).text(lines).utf8.allSatisfy { $0 < 0x80 })
  }
}
