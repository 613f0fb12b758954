import TestSupport
import Testing

@Suite("The record of a decision can be checked by what it says itself")
struct DecisionRecordTests {
  @Test("every line of the confirmation runs and passes, and fails for other answers")
  func confirmation() throws {
    let folder = try TemporaryFolder()
    try folder.file("my shop.yaml", GateTests.answers)
    let record = try Program.archadvisor.run("adr", "--answers", "my shop.yaml", in: folder.path)
    #expect(record.status == 0)
    let lines = record.output.split(separator: "\n").filter {
      $0.hasPrefix("archadvisor assess --answers 'my shop.yaml' ")
    }
    #expect(lines.count >= 2)
    #expect(try statuses(lines, in: folder.path) == lines.map { _ in 0 })
    try folder.file(
      "my shop.yaml",
      "{schema: archadvisor.answers/1, answers: {workload: event-driven, "
        + "traffic-shape: sporadic, team-size: 3, cost-model: pay-per-use}}")
    #expect(try statuses(lines.prefix(1), in: folder.path) == [1])
  }

  @Test("lines for a file in another folder run where the record was made")
  func elsewhere() throws {
    let folder = try TemporaryFolder()
    try folder.file("shop.yaml", GateTests.answers)
    let inner = try folder.folder("decisions")
    let record = try Program.archadvisor.run("adr", "--answers", "../shop.yaml", in: inner)
    let lines = record.output.split(separator: "\n").filter {
      $0.hasPrefix("archadvisor assess --answers ../shop.yaml ")
    }
    #expect(lines.count >= 2)
    #expect(try statuses(lines, in: inner) == lines.map { _ in 0 })
  }

  @Test("answers from standard input leave no file to check")
  func piped() throws {
    let record = try Program.archadvisor.run(
      arguments: ["adr", "--answers", "-"], input: Array(GateTests.answers.utf8))
    #expect(record.output.contains("The answers came from standard input"))
    #expect(!record.output.contains("archadvisor assess"))
  }

  @Test("too few answers decide nothing: what to answer next, and nothing to confirm")
  func undetermined() throws {
    let record = try Program.archadvisor.run(
      arguments: ["adr", "--answers", "-"],
      input: Array("{schema: archadvisor.answers/1, answers: {team-size: 6}}".utf8))
    #expect(record.status == 0)
    #expect(record.output.contains("\nstatus: proposed\n"))
    #expect(record.output.contains("\n# Not decided yet: "))
    #expect(record.output.contains("\n### What to answer next\n\n1. "))
    for word in ["Chosen option", "### Confirmation", "### Consequences", "archadvisor assess"] {
      #expect(!record.output.contains(word), "\(word)")
    }
  }

  @Test("records and reports link to the pages of what they cite")
  func links() throws {
    let input = Array(GateTests.answers.utf8)
    for words in [["adr"], ["assess", "-o", "markdown"], ["assess", "-o", "html"]] {
      let run = try Program.archadvisor.run(
        arguments: words + ["--answers", "-"], input: input)
      #expect(run.output.contains("https://martinfowler.com/"), "\(words)")
      #expect(words.last != "html" || run.output.contains("<a href=\"https://"))
    }
  }

  /// What a shell reports for each line, with the program found on its path.
  private func statuses(
    _ lines: some Sequence<Substring>, in folder: String
  ) throws -> [Int32?] {
    let bin = Program.archadvisor.path.split(separator: "/").dropLast().joined(separator: "/")
    return try lines.map { line in
      try Program("/bin/sh").run(
        "-c", String(line), in: folder, environment: ["PATH": "/\(bin):/usr/bin:/bin"]
      ).status
    }
  }

  @Test("the day is today's unless said otherwise")
  func date() throws {
    let words = ["adr", "--answers", "-"]
    let input = Array(GateTests.answers.utf8)
    let dated = try Program.archadvisor.run(
      arguments: words + ["--date", "2020-02-29"], input: input)
    #expect(dated.output.contains("\ndate: 2020-02-29\n"))
    let wrong = try Program.archadvisor.run(arguments: words + ["--date", "29.2.2020"])
    #expect(wrong.status == 64)
    #expect(wrong.errors.contains("'--date' expects a day as YYYY-MM-DD, not '29.2.2020'"))
    let today = try Program.archadvisor.run(arguments: words, input: input)
    #expect(today.output.contains(/\ndate: 20[0-9]{2}-[01][0-9]-[0-3][0-9]\n/))
  }
}
