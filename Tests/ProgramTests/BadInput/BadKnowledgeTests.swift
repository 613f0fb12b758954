import TestSupport
import Testing

/// A knowledge folder that is missing or damaged: every problem with its place, no verdict.
@Suite struct BadKnowledgeTests {
  private func assess(_ knowledge: String) throws -> ProgramRun {
    try Program.archadvisor.run(
      "assess", "--knowledge", knowledge, "--answers", "-", "-o", "json",
      input: "schema: archadvisor.answers/1\nanswers: {team-size: 6}\n")
  }

  /// A copy of the tree's own knowledge, to be damaged.
  private func copy(into folder: TemporaryFolder) throws -> String {
    let copied = try Program("/bin/cp").run("-r", Tree.path("knowledge"), folder.path("knowledge"))
    #expect(copied.status == 0)
    return folder.path("knowledge")
  }

  @Test func theTreesOwnFolderGivesTheBuiltInVerdict() throws {
    let answers = try AnswersFolder.path("ticket-sales.yaml")
    let builtIn = try Program.archadvisor.run(
      "assess", "--answers", answers, "-o", "json", in: "/usr")
    let own = try Program.archadvisor.run(
      "assess", "--answers", answers, "-o", "json", "--knowledge", Tree.path("knowledge"))
    #expect(builtIn.status == 0)
    #expect(own.output == builtIn.output)
  }

  @Test func missing() throws {
    let folder = try TemporaryFolder()
    let run = try assess(folder.path("none"))
    #expect(run.status == 74)
    #expect(run.errors == "\(folder.path("none")): error: no such file or folder\n")
  }

  @Test func aFile() throws {
    let run = try assess(AnswersFolder.path("ticket-sales.yaml"))
    #expect(run.status == 74)
    #expect(run.errors.contains("this is not a folder"))
  }

  @Test func empty() throws {
    let folder = try TemporaryFolder()
    let run = try assess(folder.path)
    #expect(run.status == 65)
    #expect(run.output == "")
    #expect(run.errors.contains("knowledge.yaml"))
  }

  @Test func severalDamagedFilesAreAllNamed() throws {
    let folder = try TemporaryFolder()
    let knowledge = try copy(into: folder)
    try write("question: [\n".utf8, to: "\(knowledge)/questions/team-size.yaml")
    try write([0xff, 0x00, 0x80], to: "\(knowledge)/questions/team-count.yaml")
    try write(
      "criterion: consistency\nbands: 7\n".utf8, to: "\(knowledge)/criteria/consistency.yaml")
    let run = try assess(knowledge)
    #expect(run.status == 65)
    #expect(run.output == "")
    for file in ["questions/team-size", "questions/team-count", "criteria/consistency"] {
      #expect(run.errors.contains("\(knowledge)/\(file).yaml:"), "\(file)")
    }
    #expect(run.errorLines.allSatisfy { $0.contains(": error: ") || $0.hasPrefix("and ") })
  }

  @Test func aFileThatMayNotBeRead() throws {
    let folder = try TemporaryFolder()
    let knowledge = try copy(into: folder)
    // A name that leads nowhere cannot be read whoever asks, the administrator included.
    let linked = try Program("/bin/ln").run("-sf", "nowhere", "\(knowledge)/vetoes/lost.yaml")
    #expect(linked.status == 0)
    let run = try assess(knowledge)
    #expect(run.status == 74)
    #expect(run.errors.contains("vetoes/lost.yaml"))
  }
}
