import Advice
import Reports
import TestSupport
import Testing

@Suite("What --deep adds to a verdict")
struct DeepReportTests {
  private func report(_ answers: String) throws -> AssessmentReport {
    let advisor = Advisor(ShopKnowledge.knowledge)
    let sheet = try ShopKnowledge.sheet(answers)
    return AssessmentReport(
      try advisor.assess(sheet, flipSize: 3), advisor.knowledge,
      answersSHA256: String(repeating: "ab", count: 32), file: "shop.yaml",
      detail: RobustnessDetail(
        intervals: try advisor.weightIntervals(sheet),
        acceptability: try advisor.acceptability(sheet, samples: 200, seed: 1)))
  }

  @Test("golden files")
  func golden() throws {
    let report = try report("{team-size: 6, consistency: strong, traffic-shape: bursty}")
    let page = AssessmentText(report, columns: 80).page
    try expectGolden(Paint().text(page.lines), "deep.txt")
    try expectGolden(report.markdown, "deep.md")
    let json = String(decoding: AssessmentJSON(report).bytes, as: UTF8.self)
    let detail = try #require(json.range(of: "  \"robustness_detail\": {"))
    let end = try #require(json.range(of: "\n  },\n", range: detail.upperBound..<json.endIndex))
    try expectGolden(String(json[detail.lowerBound..<end.upperBound]), "deep-detail.json")
  }

  @Test("without it nothing is said about weights")
  func shallow() throws {
    let report = try AssessmentTextTests.report("{team-size: 6}")
    let json = String(decoding: AssessmentJSON(report).bytes, as: UTF8.self)
    #expect(!json.contains("robustness_detail"))
    #expect(!report.markdown.contains("If the weights were different"))
  }
}

extension String {
  /// Where a text first stands in a part of this one.
  fileprivate func range(of text: String, range: Range<Index>? = nil) -> Range<Index>? {
    self[range ?? startIndex..<endIndex].firstRange(of: text)
  }
}
