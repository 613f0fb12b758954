import TestSupport
import Testing

@Suite("Assessing deeply")
struct DeepTests {
  private func detail(_ words: String...) throws -> String {
    let run = try Program.archadvisor.run(
      arguments: ["assess", "--answers", "-", "-o", "json"] + words,
      input: Array(GateTests.answers.utf8))
    #expect(run.status == 0)
    return String(
      run.output.split(separator: "\n").drop { !$0.contains("\"acceptability\"") }
        .joined(separator: "\n"))
  }

  @Test("the same seed samples the same, another one does not")
  func seeds() throws {
    let first = try detail("--deep")
    #expect(!first.isEmpty)
    #expect(try detail("--deep", "--seed", "1") == first)
    #expect(try detail("--deep", "--seed", "2") != first)
    #expect(try detail().isEmpty)
  }

  @Test("a seed that is no number is wrong usage")
  func badSeed() throws {
    let run = try Program.archadvisor.run(
      "assess", "--answers", "-", "--seed", "one", input: GateTests.answers)
    #expect(run.status == 64)
    #expect(run.errors.contains("'--seed' is a whole number from 0 to "))
  }
}
