import TestSupport
import Testing

@Suite("What a session without anything begins with")
struct FirstRunTests {
  private let folder: TemporaryFolder
  private static let question = "What would you like to do?"

  init() throws {
    folder = try TemporaryFolder()
    try folder.folder("run")
  }

  private func screen(_ words: String..., keys: String = "") throws -> String {
    let run = try Program.archadvisor.run(
      arguments: ["--headless", "80x24", "--keys", keys, "--dump-frame"] + words,
      in: folder.path, environment: ["XDG_RUNTIME_DIR": folder.path("run")])
    #expect(run.status == 0, "\(run)")
    return run.output
  }

  @Test("an empty folder with nothing running offers what can be done")
  func menu() throws {
    let screen = try screen()
    #expect(screen.contains(Self.question) && screen.contains("Show me a mesh"))
    #expect(!screen.contains("Go on with"))
    #expect(try self.screen(keys: "Enter").contains("question 1 of"))
    #expect(try self.screen(keys: "End Enter").contains("Circuit breaker") == false)
    #expect(try self.screen(keys: "End Enter").contains("API gateway"))
  }

  @Test(
    "whoever asks for something gets that", arguments: [["--tab", "advise"], ["--tab", "mesh"]])
  func asked(_ words: [String]) throws {
    let run = try Program.archadvisor.run(
      arguments: ["--headless", "80x24", "--dump-frame"] + words,
      in: folder.path, environment: ["XDG_RUNTIME_DIR": folder.path("run")])
    #expect(run.status == 0 && !run.output.contains(Self.question))
  }

  @Test("answers that lie in the folder are offered, opened and saved where they were")
  func answers() throws {
    try write(
      """
      schema: archadvisor.answers/1
      answers:
        team-size: {value: 6, source: measured, note: payroll}
      """.utf8, to: folder.path("answers.yaml"))
    #expect(try screen().contains("Go on with answers.yaml"))
    #expect(try screen(keys: "Enter").contains("Opened answers.yaml"))
    let saved = try screen(keys: "Enter l Right s")
    #expect(saved.contains("Saved in answers.yaml"))
    let written = String(decoding: contents(of: folder.path("answers.yaml")) ?? [], as: UTF8.self)
    #expect(written.contains("source: measured") && written.contains("note: \"payroll\""))
    #expect(written.contains("team-count"))
  }

  @Test("answers that cannot be read are told with their place")
  func broken() throws {
    try write("answers: {team-size: many}\n".utf8, to: folder.path("answers.yaml"))
    #expect(try screen(keys: "Enter").contains("answers.yaml:1:1: error:"))
  }
}
