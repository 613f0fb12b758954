import Advice
import Knowledge
import Reports
import TestSupport
import Testing
import YAML

@Suite("Decision records")
struct DecisionRecordTests {
  private func record(
    _ answers: String, system: String? = "Corner shop", file: String? = "shop.yaml"
  ) throws -> DecisionRecord {
    let knowledge = ShopKnowledge.knowledge
    let sheet = try ShopKnowledge.sheet(answers, system: system)
    let report = AssessmentReport(
      try Advisor(knowledge).assess(sheet), knowledge,
      answersSHA256: String(repeating: "ab", count: 32), file: file)
    let date = try #require(Day("2026-11-21"))
    return DecisionRecord(report, sheet, profiles: [], date: date)
  }

  private static let complete =
    "{team-size: 6, consistency: strong, traffic-shape: steady, shared-database: all}"

  @Test("golden files")
  func golden() throws {
    let record = try record(Self.complete)
    try expectGolden(record.markdown, "record.md")
    try expectGolden(String(decoding: record.json, as: UTF8.self), "record.json")
  }

  @Test("checks are those that pass today, with the file as a word for a shell")
  func checks() throws {
    let record = try record("{team-size: 6}", file: "my 'shop' $HOME.yaml").markdown
    #expect(record.contains(#"--answers 'my '\''shop'\'' $HOME.yaml' --require monolith"#))
    #expect(record.contains("--fail-on warning:high\n"))
    let warned = try self.record(Self.complete).markdown
    #expect(!warned.contains("--fail-on warning:high"))
    let piped = try self.record("{team-size: 6}", file: nil).markdown
    #expect(piped.contains("came from standard input") && !piped.contains("archadvisor assess"))
  }

  @Test("without any answer nothing is decided, driven or checked")
  func empty() throws {
    let record = try record("{}").markdown
    #expect(record.contains("# Not decided yet: the architectural style of Corner shop"))
    #expect(record.contains("None of the 4 assessment questions has been answered."))
    #expect(record.contains("No option is chosen yet: nothing is answered that carries weight."))
    for word in ["Decision Drivers", "Confirmation", "Chosen option"] {
      #expect(!record.contains(word))
    }
  }

  @Test("no text of the answers can leave its place in the record")
  func hostile() throws {
    let answers = #"{team-size: {value: 6, note: "```\n# x\e[1m"}}"#
    let record = try record(answers, system: "```\n---\nstatus: accepted\n# <b>").markdown
    let lines = record.split(separator: "\n")
    #expect(lines.prefix(3) == ["---", "status: proposed", "date: 2026-11-21"])
    #expect(lines.filter { $0.hasPrefix("# ") }.count == 1)
    #expect(lines.count { $0.hasPrefix("````yaml") } == 1)
    #expect(record.unicodeScalars.allSatisfy { $0 == "\n" || !$0.steersTerminal })
  }
}
