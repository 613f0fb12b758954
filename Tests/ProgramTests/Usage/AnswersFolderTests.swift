import TestSupport
import Testing

@Suite("All answers files of a folder")
struct AnswersFolderTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func run(_ words: String...) throws -> ProgramRun {
    try Program.archadvisor.run(arguments: ["assess", "--answers-dir", folder.path] + words)
  }

  private func answers(_ name: String, _ answers: String) throws {
    try folder.file(name, "schema: archadvisor.answers/1\nanswers: \(answers)\n")
  }

  @Test("one line for each file, in the order of the names, bad ones too")
  func lines() throws {
    try answers("b.yaml", "{team-size: 3}")
    try answers("a.json", "{\"team-size\": 30}")
    try answers("c.yaml", "{team-sise: 3, consistency: maybe}")
    try answers("B", "{}")
    try answers(".hidden", "nonsense")
    try folder.folder("inside")
    let run = try run()
    let lines = run.output.split(separator: "\n")
    #expect(
      lines.map { $0.prefix { $0 != "," } } == [
        #"{"file":"B""#, #"{"file":"a.json""#, #"{"file":"b.yaml""#, #"{"file":"c.yaml""#,
      ])
    #expect(lines[3].contains("c.yaml:2:11: error: there is no question 'team-sise'"))
    #expect(lines[3].contains(#"\n"#) && lines[3].contains("c.yaml:2:38: error:"))
    #expect(lines[2].contains(#""schema":"archadvisor.assessment/1""#))
    #expect(run.status == 65)
  }

  @Test("gates hold for every file")
  func gates() throws {
    try answers("a.yaml", "{}")
    try answers("b.yaml", "{}")
    let run = try run("--fail-on", "unanswered")
    #expect(run.status == 1)
    #expect(
      run.errorLines.map { $0.prefix(34) } == [
        "archadvisor: a.yaml: gate failed: ", "archadvisor: b.yaml: gate failed: ",
      ])
  }

  @Test("a folder without answers is a mistake, and so is a file")
  func nothing() throws {
    let empty = try run()
    #expect(empty.status == 65)
    #expect(empty.errors == "\(folder.path):1:1: error: there is no answers file in this folder\n")
    try answers("a.yaml", "{}")
    let file = folder.path("a.yaml")
    let run = try Program.archadvisor.run("assess", "--answers-dir", file)
    #expect(run.status == 65)
    #expect(run.errors.contains("judge a single file with 'archadvisor assess --answers \(file)'"))
    let missing = try Program.archadvisor.run("assess", "--answers-dir", folder.path("no"))
    #expect(missing.status == 74)
  }

  @Test("other formats and a single file beside the folder are wrong usage")
  func usage() throws {
    try answers("a.yaml", "{}")
    #expect(try run("-o", "text").status == 64)
    #expect(try run("--answers", "a.yaml").status == 64)
    #expect(try run("-o", "json").status == 0)
  }

  @Test("outputs that fail end the run, with a line that says so")
  func outputs() throws {
    for index in 0..<40 { try answers("\(index).yaml", "{}") }
    for output in [Program.Output.closedPipe, .file("/dev/full")] {
      let run = try Program.archadvisor.run("assess", "--answers-dir", folder.path, output: output)
      #expect(run.status == 74)
      #expect(run.errors.hasPrefix("standard output: error: "))
    }
  }
}
