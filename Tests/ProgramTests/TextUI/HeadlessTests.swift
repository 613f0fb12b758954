import Glibc
import TestSupport
import Testing

@Suite("The text UI without a terminal")
struct HeadlessTests {
  @Test("keys are played and the last screen is printed, without escapes")
  func dump() throws {
    let run = try Program.archadvisor.run(
      "--tab", "advise", "--headless", "80x24", "--keys", "Enter \"6\" Enter 2", "--dump-frame")
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
    let rows = run.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(rows.count == 25)
    #expect(run.output.contains("can still win") && run.output.contains("team-size"))
    #expect(!run.output.utf8.contains(0x1B))
  }

  @Test("--ascii, --tab and --theme are obeyed")
  func options() throws {
    let run = try Program.archadvisor.run(
      "--headless", "120x36", "--tab", "matrix", "--theme", "light", "--ascii", "--dump-styles")
    #expect(run.status == 0)
    #expect(run.output.utf8.allSatisfy { $0 < 0x80 })
    #expect(run.output.contains("can still win") && run.output.contains("on 231"))
    let plain = try Program.archadvisor.run(
      "--headless", "80x24", "--dump-styles", environment: ["NO_COLOR": "1"])
    #expect(!plain.output.contains("= 1") && plain.output.contains("= default bold"))
  }

  @Test(
    "a recording is not called live, however it is named",
    arguments: [["--replay", "RECORDING"], ["--source", "replay=RECORDING"]])
  func replay(_ words: [String]) throws {
    let recording = try Tree.path("Tests/Recordings/outage.rounds")
    let named = words.map { $0.replacing("RECORDING", with: recording) }
    for (at, time) in [("0s", "REPLAY at 0s"), ("12s", "REPLAY at 12s"), ("10m", "29s (end)")] {
      let run = try Program.archadvisor.run(
        arguments: named + ["--at", at, "--headless", "120x24", "--keys", "", "--dump-frame"])
      #expect(run.status == 0 && run.output.contains(time), "\(run)")
      #expect(!run.output.contains("LIVE"))
    }
  }

  @Test("files are written as from a terminal")
  func saves() throws {
    let folder = try TemporaryFolder()
    let keys = "Enter \"6\" Enter s Ctrl-U \"a.yaml\" Enter"
    let run = try Program.archadvisor.run(
      "--tab", "advise", "--headless", "80x24", "--keys", keys, "--dump-frame", in: folder.path)
    #expect(run.output.contains("Saved in a.yaml"))
    let written = String(decoding: contents(of: folder.path("a.yaml")) ?? [], as: UTF8.self)
    #expect(written == "schema: archadvisor.answers/1\nanswers:\n  team-size: 6\n")
  }

  /// Saves to a path of a folder, saying yes where it is asked, and gives the screen.
  private func save(
    to path: String, in folder: TemporaryFolder, exists: Bool = true
  ) throws -> String {
    let keys = "Enter \"6\" Enter s Ctrl-U \"\(path)\" Enter \(exists ? "y" : "")"
    return try Program.archadvisor.run(
      "--tab", "advise", "--headless", "80x24", "--keys", keys, "--dump-frame", in: folder.path
    ).output
  }

  @Test("what is no ordinary file is never replaced")
  func specialFiles() throws {
    let folder = try TemporaryFolder()
    try #require(mkfifo(folder.path("pipe"), 0o600) == 0)
    try #require(mkdir(folder.path("folder"), 0o700) == 0)
    #expect(try save(to: "pipe", in: folder).contains("Not saved in pipe: this is a device or a"))
    #expect(try save(to: "folder", in: folder).contains("Not saved in folder: this is a folder"))
    let missing = try save(to: "no/a", in: folder, exists: false)
    #expect(missing.contains("Not saved in no/a: no such file or folder"))
    var status = stat()
    #expect(lstat(folder.path("pipe"), &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
  }

  @Test("a file that is replaced keeps its permissions, and a link stays a link")
  func linksAndPermissions() throws {
    let folder = try TemporaryFolder()
    try write("old".utf8, to: folder.path("a.yaml"))
    try #require(chmod(folder.path("a.yaml"), 0o640) == 0)
    try #require(symlink("a.yaml", folder.path("link.yaml")) == 0)
    #expect(try save(to: "link.yaml", in: folder).contains("Saved in link.yaml"))
    var status = stat()
    #expect(lstat(folder.path("link.yaml"), &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
    #expect(stat(folder.path("a.yaml"), &status) == 0 && status.st_mode & 0o777 == 0o640)
    let written = String(decoding: contents(of: folder.path("a.yaml")) ?? [], as: UTF8.self)
    #expect(written.hasPrefix("schema: "))
  }

  @Test(
    "wrong words are told",
    arguments: [
      (["--headless", "80"], "expects columns and rows"),
      (["--headless", "0x5"], "expects columns and rows"),
      (["--headless", "80x24", "--keys", "Entre"], "names no key"),
      (["--headless", "80x24", "--keys", "\"a"], "without its partner"),
      (["--keys", "q"], "needs '--headless WxH'"),
      (["--headless", "80x24", "--tab", "mesch"], "one of advise, matrix"),
      (["--headless", "80x24", "--theme", "pink"], "one of default, light"),
    ])
  func usage(_ words: [String], _ message: String) throws {
    let run = try Program.archadvisor.run(arguments: words)
    #expect(run.status == 64)
    #expect(run.errors.contains(message))
    #expect(run.output.isEmpty)
  }

  @Test("without a terminal the help is printed, and the status is 64")
  func noTerminal() throws {
    let run = try Program.archadvisor.run()
    #expect(run.status == 64)
    #expect(run.errors.contains("archadvisor COMMAND"))
    #expect(run.output.isEmpty)
  }
}
