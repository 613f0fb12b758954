import TestSupport
import Testing

/// Files that cannot be read, and outputs that cannot be written.
@Suite struct FileTroubleTests {
  @Test func aFolderInsteadOfAFile() throws {
    let run = try Program.archadvisor.run("assess", "--answers", "/usr")
    #expect(run.status == 65)
    #expect(run.errors.hasPrefix("/usr:1:1: error: "))
    #expect(run.errors.contains("--answers-dir /usr"))
  }

  @Test func aMissingFile() throws {
    let run = try Program.archadvisor.run("assess", "--answers", "/nonexistent/answers.yaml")
    #expect(run.status == 74)
    #expect(run.errors == "/nonexistent/answers.yaml: error: no such file or folder\n")
  }

  @Test func aNameThatSteersTheTerminal() throws {
    let run = try Program.archadvisor.run("assess", "--answers", "/\u{1b}[2J\u{202e}x")
    #expect(run.status == 74)
    #expect(!run.errorBytes.contains(0x1b))
    #expect(!run.errors.contains("\u{202e}"))
  }

  @Test(arguments: ["text", "json"]) func aClosedPipe(_ format: String) throws {
    let answers = try AnswersFolder.path("ticket-sales.yaml")
    let run = try Program.archadvisor.run(
      "assess", "--answers", answers, "-o", format, output: .closedPipe)
    #expect(run.status == 74)
    #expect(run.errors == "standard output: error: broken pipe\n")
  }

  @Test(arguments: ["text", "json"]) func aFullDisk(_ format: String) throws {
    let answers = try AnswersFolder.path("ticket-sales.yaml")
    let run = try Program.archadvisor.run(
      "assess", "--answers", answers, "-o", format, output: .file("/dev/full"))
    #expect(run.status == 74)
    #expect(run.errors == "standard output: error: no space left on device\n")
  }
}
