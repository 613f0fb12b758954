import Advice
import Reports
import TestSupport
import Testing

@Suite("When vetoes exclude every style")
struct NothingLeftTests {
  private let advisor: Advisor
  private let sheet = AnswerSheet(
    system: "Shop", answers: ["one": Answer(.values(ValueSet(0...0)))])

  init() {
    var small = SmallKnowledge()
    small.addQuestion("one", words: 2, order: 1)
    small.addCriterion(
      "one", weight: 10, bands: [("[a]", [60, 50, 40, 30, 20]), ("[b]", [10, 20, 30, 40, 50])])
    small.addVeto(
      "no-process", excludes: [.monolith, .modularMonolith], when: "{question: one, is: a}")
    small.addVeto(
      "no-network", excludes: [.services, .microservices, .serverless],
      when: "{question: one, is: a}")
    advisor = Advisor(small.read())
  }

  private func report() throws -> AssessmentReport {
    AssessmentReport(try advisor.assess(sheet), advisor.knowledge, answersSHA256: "ab")
  }

  @Test("every report says so")
  func reports() throws {
    let report = try report()
    let text = Paint().text(AssessmentText(report, columns: 80).page.lines)
    #expect(text.contains("Recommended none: every style is excluded\n"))
    #expect(text.contains("Excluded    monolith and modular monolith: b [no-process]\n"))
    #expect(report.markdown.contains("Recommended: none: every style is excluded."))
    #expect(report.html.contains("<h1>Shop: none: every style is excluded</h1>"))
    let json = String(decoding: AssessmentJSON(report, pretty: false).bytes, as: UTF8.self)
    #expect(json.contains(#""recommendation":{"style":null,"margin":null,"runner_up":null,"#))
  }

  @Test("a decision record decides nothing and checks nothing")
  func record() throws {
    let date = try #require(Day("2026-11-21"))
    let record = DecisionRecord(try report(), sheet, profiles: [], date: date)
    #expect(record.markdown.contains("# Not decided yet: the architectural style of Shop"))
    #expect(record.markdown.contains("No option is chosen, because every one of them is excluded."))
    for word in ["Confirmation", "archadvisor assess", "Chosen option", "### Consequences"] {
      #expect(!record.markdown.contains(word))
    }
    #expect(record.markdown.contains("Bad, because it is excluded: b."))
  }

  @Test("every gate fails")
  func gates() throws {
    let assessment = try report().assessment
    for name in Gate.names {
      let gate = try #require(Gate(name: name, advisor.knowledge))
      #expect(gate.failure(assessment) == "no style is recommended, every one is excluded")
    }
    #expect(Gate.require(Style.allCases).failure(assessment) != nil)
  }
}
