import Glibc
import TestSupport
import Testing

/// Pipes into which nobody writes and devices that never end, where a file belongs.
@Suite("Input that never comes or never ends")
struct EndlessInputTests {
  private static let silent: [[String]] = [
    ["assess", "--answers", "PIPE"], ["mesh", "stat", "--source", "replay=PIPE"],
    ["keys", "--config", "PIPE"],
  ]

  @Test("a pipe without a writer is not waited for for ever", arguments: silent)
  func pipe(words: [String]) throws {
    let folder = try TemporaryFolder()
    #expect(mkfifo(folder.path("pipe"), 0o600) == 0)
    let run = try Program.archadvisor.run(
      arguments: words.map { $0.replacing("PIPE", with: folder.path("pipe")) })
    #expect(run.status == 74, "\(run)")
    #expect(run.errors.contains("out of which nothing came for 10 s"), "\(run)")
  }

  @Test("a pipe among the files of knowledge is refused")
  func knowledge() throws {
    let folder = try TemporaryFolder()
    try folder.folder("questions")
    #expect(mkfifo(folder.path("questions/a.yaml"), 0o600) == 0)
    let run = try Program.archadvisor.run("questions", "--knowledge", folder.path)
    #expect(run.status == 74, "\(run)")
    #expect(run.errors.contains("questions/a.yaml: error: this is a device or a pipe"))
  }

  @Test("a device that never ends takes little memory")
  func device() throws {
    for words in [
      ["mesh", "stat", "--source", "replay=/dev/zero"], ["--replay", "/dev/zero"],
      ["mesh", "replay", "/dev/zero"],
    ] {
      let arguments = words.first == "--replay" ? words + ["--headless", "80x24"] : words
      let run = try Program.archadvisor.run(arguments: arguments, memory: 600)
      #expect(run.status == 74, "\(run)")
      #expect(run.errors.contains("/dev/zero: error: this is a device or a pipe out of which more"))
    }
  }

  @Test("what a shell hands on through a pipe is read")
  func substitution() throws {
    let answers = try Tree.path("Tests/Answers/corner-shop.yaml")
    let run = try Program("/bin/bash").run(
      "-c", "\"$0\" assess --answers <(sleep 0.1; cat '\(answers)') -o json",
      Program.archadvisor.path)
    #expect(run.status == 0 && run.output.contains("archadvisor.assessment/1"), "\(run)")
  }
}
