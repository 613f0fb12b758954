import Advice
import Reports
import TestSupport
import Testing

@Suite("Why, why not, every rule, and what changed")
struct ExplainReportTests {
  private static let answers = "{team-size: 6, consistency: strong, traffic-shape: bursty}"
  private let advisor = Advisor(ShopKnowledge.knowledge)

  private func text(_ page: Page) -> String { Paint().text(page.lines) }
  private func text(_ json: [UInt8]) -> String { String(decoding: json, as: UTF8.self) }

  @Test("the recommended style is compared with the runner-up")
  func why() throws {
    let sheet = try ShopKnowledge.sheet(Self.answers)
    let style = try #require(try advisor.assess(sheet).recommendation?.style)
    let report = WhyReport(
      try advisor.reasons(for: style, sheet), knowledge: advisor.knowledge)
    try expectGolden(text(report.page(columns: 80)), "why.txt")
    try expectGolden(text(report.json), "why.json")
  }

  @Test("another style is compared with the recommended one, with the way there")
  func whyNot() throws {
    let sheet = try ShopKnowledge.sheet(Self.answers)
    let whyNot = try advisor.reasons(against: .serverless, sheet)
    let report = WhyReport(whyNot.reasons, whyNot: whyNot, knowledge: advisor.knowledge)
    try expectGolden(text(report.page(columns: 80)), "why-not.txt")
    try expectGolden(text(report.json), "why-not.json")
  }

  @Test("a trace tells every rule with what keeps it from firing")
  func trace() throws {
    let report = TraceReport(
      system: "Shop", traces: try advisor.trace(try ShopKnowledge.sheet(Self.answers)),
      knowledge: advisor.knowledge)
    try expectGolden(text(report.page(columns: 80)), "trace.txt")
    try expectGolden(text(report.json), "trace.json")
  }

  @Test("a difference is attributed to rules")
  func difference() throws {
    let report = DifferenceReport(
      try advisor.difference(
        try ShopKnowledge.sheet(Self.answers),
        try ShopKnowledge.sheet("{team-size: 60, consistency: eventual}")))
    try expectGolden(text(report.page(columns: 80)), "difference.txt")
    try expectGolden(text(report.json), "difference.json")
  }
}
