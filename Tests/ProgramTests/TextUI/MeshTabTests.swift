import Glibc
import TestSupport
import Testing

/// The Mesh tab with a shop that really runs.
@Suite("The Mesh tab on a real shop", .serialized)
struct MeshTabTests {
  private let folder: TemporaryFolder
  private let environment: [String: String]

  init() throws {
    folder = try TemporaryFolder()
    environment = [
      "XDG_RUNTIME_DIR": try folder.folder("run"), "XDG_STATE_HOME": try folder.folder("state"),
      "SWIFT_BACKTRACE": "enable=no", "LANG": "C.UTF-8",
    ]
  }

  /// A session, which may leave a shop behind when the test fails: that is ended in any case.
  private func withScreen(_ body: (TerminalSession) throws -> Void) throws {
    defer { _ = try? Program.archadvisor.run("mesh", "down", environment: environment) }
    let terminal = try TerminalSession(
      "exec '\(Program.archadvisor.path)' --tab mesh", columns: 110, rows: 36,
      environment: environment)
    try body(terminal)
  }

  /// Waits until the row of a service shows a word.
  private func wait(
    _ terminal: TerminalSession, _ service: String, _ word: String, seconds: Int = 40
  ) throws {
    try terminal.wait(for: "\(service) \(word)", deadline: .seconds(seconds)) { screen in
      screen.split(separator: "\n").contains { $0.hasPrefix(" \(service) ") && $0.contains(word) }
    }
  }

  @Test("it is started, broken, seen to recover, and ended, all from the screen")
  func story() throws {
    try withScreen { terminal in
      try terminal.wait(for: "No mesh named shop runs")
      try terminal.press("u")
      try terminal.wait(for: "The mesh shop runs")
      let load = try TerminalSession(
        "exec '\(Program.archadvisor.path)' mesh load --rate 40 --for 120s",
        environment: environment)
      for service in ["gateway", "order", "inventory"] { try wait(terminal, service, "healthy") }

      try terminal.press("/")
      try terminal.type("inventory")
      try terminal.press("Enter")
      try terminal.press("f")
      try terminal.wait(for: "Faults are locked")
      try terminal.press("F")
      try terminal.wait(for: "ARMED for")
      for key in ["f", "Down", "Right"] { try terminal.press(key) }
      try terminal.wait(for: "mesh fault add inventory --errors 100% --for 60s")
      try terminal.press("Enter")
      try terminal.wait(for: "Break inventory?")
      try terminal.press("y")
      try terminal.wait(for: "◆ inventory errors 100% code 503 ends by itself in")
      try terminal.press("Escape")
      try wait(terminal, "inventory", "╳ open")
      try terminal.wait(for: "probe failed")
      try terminal.press("5")
      // The fault, the trip and the probe stand on one axis.
      try terminal.wait(for: "the axis") { screen in
        screen.contains { $0 == "━" }
          && screen.split(separator: "\n").contains {
            $0.hasPrefix(" order → inventory") && $0.contains("╳ open") && $0.contains("─╳")
          }
      }
      try terminal.press("3")

      try terminal.press("X")
      try terminal.wait(for: "No fault is set any more")
      try wait(terminal, "inventory", "─ closed")
      try terminal.wait(for: "closed again")
      try terminal.wait(for: "◐ half-open")
      withExtendedLifetime(load) {}

      try terminal.press("D")
      try terminal.wait(for: "End the mesh shop?")
      try terminal.press("y")
      try terminal.wait(for: "No mesh named shop runs")
      #expect(try shopProcesses(below: folder) == [])
      #expect(folder.entries().sorted() == ["run", "state"])
      try terminal.press("q")
      #expect(try terminal.waitForExit() == 0)
    }
  }

  /// Every level is gone down to, and its command prints what it shows.
  @Test("from a service down to a request, its log beside it, and a recording that is played")
  func depth() throws {
    let up = try Program.archadvisor.run("mesh", "up", "-q", environment: environment)
    #expect(up.status == 0)
    let load = try TerminalSession(
      "exec '\(Program.archadvisor.path)' mesh load --rate 40 --for 120s",
      environment: environment)
    try withScreen { terminal in
      try wait(terminal, "payment", "healthy")
      try terminal.press("/")
      try terminal.type("payment")
      try terminal.press("Enter")
      try terminal.press("Enter")
      try terminal.wait(for: "payment-1")
      try terminal.press("l")
      try terminal.wait(for: "shop ▸ payment ▸ logs")
      try terminal.wait(for: "handled OrderPlaced")
      let logs = try Program.archadvisor.run(
        "mesh", "logs", "payment-1", "--match", "handled", "--lines", "1",
        environment: environment)
      #expect(logs.output.split(separator: "\n").count == 1 && logs.output.contains("handled"))
      try terminal.press("Escape")
      try terminal.press("T")
      // The title stands there before a request does.
      try terminal.wait(for: "requests through payment-1, of")
      try terminal.press("Enter")
      try terminal.wait(for: "spans of")
      let trace = try #require(
        try terminal.screen().split(separator: "\n").first { $0.contains("  trace ") })
      let id = try #require(trace.split(separator: " ").first { $0.count == 32 }.map(String.init))
      let printed = try Program.archadvisor.run("mesh", "trace", id, environment: environment)
      #expect(printed.status == 0 && printed.output.contains("trace \(id)"))
      for _ in 0..<3 { try terminal.press("Escape") }
      try record(terminal)
    }
    withExtendedLifetime(load) {}
  }

  /// Records for a while, plays that, returns to now, and records again until the end of the program.
  private func record(_ terminal: TerminalSession) throws {
    try terminal.press("R")
    try terminal.wait(for: "Record the mesh to")
    try terminal.press("Enter")
    try terminal.wait(for: "● REC 3s")
    try terminal.press("R")
    try terminal.wait(for: "P plays it")
    let recordings = folder.path("state/archadvisor/recordings")
    let names = try Program("/bin/ls").run(recordings).output.split(separator: "\n")
    #expect(names.count == 1)
    let first = try #require(names.first.map { "\(recordings)/\($0)" })
    // What the mesh had kept from before stands in it too, so there are figures from its beginning.
    let began = try Program.archadvisor.run(
      "mesh", "stat", "--source", "replay=\(first)", "--at", "0s", "-o", "json",
      environment: environment)
    #expect(began.status == 0 && !began.output.contains("\"answers_per_s\": null"))
    try terminal.press("P")
    try terminal.wait(for: "Play a recording")
    try terminal.press("Enter")
    try terminal.wait(for: "▸ REPLAY at")
    try terminal.press("Down")
    try terminal.wait(for: "--source 'replay=")
    try terminal.press("P")
    try terminal.wait(for: "● LIVE")
    // The name was taken a moment ago; another one is offered now, or has to be.
    try terminal.press("R")
    try terminal.wait(for: "Record the mesh to")
    for _ in 0..<".rounds".count { try terminal.press("BSpace") }
    try terminal.type("b.rounds")
    try terminal.press("Enter")
    try terminal.wait(for: "● REC 2s")
    try terminal.press("q")
    #expect(try terminal.waitForExit() == 0)
    let second = try #require(
      try Program("/bin/ls").run(recordings).output.split(separator: "\n")
        .first { $0.hasSuffix("b.rounds") })
    let replay = try Program.archadvisor.run(
      "mesh", "stat", "--source", "replay=\(recordings)/\(second)", environment: environment)
    #expect(replay.status == 0 && !replay.errors.contains("cut off"))
  }

  /// A shop that hangs is not taken for one that is well, and one that is gone not for one that hangs.
  @Test("the age of what is shown is told, and leaving does not wait for a mesh that hangs")
  func stopped() throws {
    try withScreen { terminal in
      let up = try Program.archadvisor.run("mesh", "up", "-q", environment: environment)
      #expect(up.status == 0)
      try terminal.wait(for: "● LIVE")
      let status = try Program.archadvisor.run(
        "mesh", "status", "-o", "json", environment: environment
      ).output
      let line = try #require(status.split(separator: "\n").first { $0.contains("\"process\"") })
      let supervisor = try #require(pid_t(line.filter(\.isNumber)))
      defer { kill(supervisor, SIGCONT) }
      try #require(kill(supervisor, SIGSTOP) == 0)
      // Ages are told as rounds and ticks come; which ones depends on how busy the machine is.
      try terminal.wait(for: "a growing age") { screen in
        (6...12).contains { screen.contains("STALE \($0)s") }
      }
      try #require(kill(supervisor, SIGCONT) == 0)
      try terminal.wait(for: "● LIVE")
      try #require(kill(supervisor, SIGSTOP) == 0)
      try terminal.wait(for: "STALE")
      let began = ContinuousClock.now
      try terminal.press("q")
      #expect(try terminal.waitForExit() == 0)
      #expect(ContinuousClock.now - began < .seconds(4))
    }
  }

  @Test(
    "a source that is none is told before the screen opens",
    arguments: [
      (["--source", "nonsense=1"], "there is no kind of source 'nonsense'"),
      (["--name", "../x"], "--name"),
    ])
  func wrong(_ words: [String], _ sentence: String) throws {
    let run = try Program.archadvisor.run(
      arguments: ["--headless", "80x24"] + words, environment: environment)
    #expect(run.status == 64)
    #expect(run.errors.contains(sentence))
  }

  @Test("without a terminal one round is looked at")
  func headless() throws {
    let up = try Program.archadvisor.run("mesh", "up", "-q", environment: environment)
    #expect(up.status == 0)
    defer { _ = try? Program.archadvisor.run("mesh", "down", environment: environment) }
    // The shop's own first round of looks may come after it is up.
    var screen = ""
    for _ in 0..<50 where !screen.contains("inventory") {
      screen = try Program.archadvisor.run(
        "--headless", "100x30", "--tab", "mesh", "--dump-frame", environment: environment
      ).output
    }
    #expect(screen.contains("● LIVE") && screen.contains("inventory"))
    #expect(screen.contains("$ archadvisor mesh stat --name shop"))
  }
}
