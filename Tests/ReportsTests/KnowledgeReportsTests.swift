import Advice
import Reports
import Terminal
import TestSupport
import Testing
import YAML

@Suite("Reports on the knowledge base")
struct KnowledgeReportsTests {
  /// The clean knowledge base with some mistakes: a gap, an idle source, a proof that fails.
  private static var flawed: SmallKnowledge {
    var knowledge = CleanKnowledge.files
    knowledge.files["criteria/size.yaml"]?.replace("[5, 6]", with: "[6, 6]")
    knowledge.files["findings/small.yaml"]?.replace("at-most: 2", with: "at-most: 1")
    knowledge.files["sources/idle.yaml"] = "{source: idle, title: T, kind: note}"
    knowledge.files["cases/off.yaml"] = """
      {case: off, title: T, source: S, kind: published, outcome: services, rejected: [monolith],
       confidence: high, warning-signs: [mode],
       answers: {size: {value: 2, basis: stated}, mode: {value: low, basis: inferred}}}
      """
    knowledge.files["examples/off.yaml"] =
      "{example: off, title: T, answers: {size: 1}, expect: {recommendation: services}}"
    knowledge.files["knowledge.yaml"]?.replace(
      "}", with: ", aims: {outcome: 50, acceptable: 90, questions: 50}}")
    return knowledge
  }

  private func defects(_ knowledge: SmallKnowledge) throws -> DefectsReport {
    let library = knowledge.library()
    let today = try #require(Day("2026-11-21"))
    return DefectsReport(KnowledgeChecks.run(library, today: today), library, today: today)
  }

  @Test("defects stand one a line with their witness, as text and as JSON")
  func check() throws {
    let report = try defects(Self.flawed)
    try expectGolden(Paint().text(report.lines), "knowledge-check.txt")
    try expectGolden(report.json, "knowledge-check.json")
    #expect(Paint().text(try defects(CleanKnowledge.files).lines).hasPrefix("No mistakes: "))
  }

  @Test("a defect cannot steer the terminal")
  func hostile() throws {
    var knowledge = CleanKnowledge.files
    knowledge.files["findings/small.yaml"]?.replace(
      "source: book", with: "source: \"b\\e]0;owned\\a\"")
    let report = try defects(knowledge)
    let text = Paint().text(report.lines)
    #expect(text.contains("KB003"))
    #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || !$0.steersTerminal })
  }

  @Test("the result of the tests as a page and as JSON")
  func test() throws {
    let library = Self.flawed.library()
    let result = Proving.run(library)
    let page = ProvingText(result).page(columns: 80)
    try expectGolden(Paint().text(page.lines), "knowledge-test.txt")
    try expectGolden(ProvingJSON(result, library.knowledge).text, "knowledge-test.json")
  }

  @Test("nothing to test is said")
  func nothing() {
    let page = ProvingText(Proving.run(SmallKnowledge().library())).page(columns: 80)
    #expect(Paint().text(page.lines).contains("nothing to test"))
  }

  @Test("the list, whole and of one kind")
  func list() throws {
    let library = CleanKnowledge.files.library()
    let page = EntriesReport(library).page(columns: 80)
    try expectGolden(Paint().text(page.lines), "knowledge-list.txt")
    try expectGolden(EntriesReport(library, .questions).json, "knowledge-list.json")
  }

  @Test("an entry with what it cites and who uses it", arguments: ["size", "many", "book"])
  func show(_ id: String) throws {
    let library = CleanKnowledge.files.library()
    let report = EntryReport(library.entries.filter { $0.id == id }, library)
    try expectGolden(Paint().text(report.page(columns: 80).lines), "knowledge-show-\(id).txt")
    try expectGolden(report.json, "knowledge-show-\(id).json")
  }

  @Test("no line is wider than the page", arguments: [20, 40, 80, 110])
  func width(_ columns: Int) {
    let library = Self.flawed.library()
    let pages = [
      ProvingText(Proving.run(library)).page(columns: columns),
      EntriesReport(library).page(columns: columns),
      EntryReport(library.entries, library).page(columns: columns),
    ]
    #expect(pages.allSatisfy { $0.lines.allSatisfy { $0.columns <= columns } })
  }
}
