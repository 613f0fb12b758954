import TestSupport
import Testing

@Suite("What a session says about itself, and how it begins")
struct SessionOptionTests {
  private func run(_ words: String...) throws -> ProgramRun {
    try Program.archadvisor.run(arguments: ["--headless", "80x24"] + words)
  }

  @Test("--stats tells on standard error what was painted")
  func stats() throws {
    let run = try run("--keys", "2 1 j j q", "--stats")
    #expect(run.status == 0 && run.output.isEmpty)
    #expect(run.errors.contains(#/frames painted +[5-9]\n/#), "\(run.errors)")
    #expect(run.errors.contains(#/frame computed +p50 \d+\.\d ms, p95 \d+\.\d ms\n/#))
    #expect(run.errors.contains(#/key to paint +p95 \d+\.\d ms of 4\n/#))
    #expect(run.errors.contains("bytes written"))
    #expect(try self.run("--keys", "q").errors.isEmpty)
  }

  @Test("on a terminal they come when it has been given back, and bytes are counted")
  func terminal() throws {
    let program = Program.archadvisor.path
    let terminal = try TerminalSession(
      "\(program) --tab matrix --stats; echo status $?", columns: 80, rows: 24)
    try terminal.wait(for: "? help")
    try terminal.press("q")
    try terminal.wait(for: "status 0")
    let screen = try terminal.screen()
    let match = try #require(screen.firstMatch(of: #/bytes written +(\d+)/#), "\(screen)")
    #expect((Int(match.1) ?? 0) > 500)
  }

  @Test("--interval takes what makes sense")
  func interval() throws {
    for text in ["100ms", "11s", "soon", "0s"] {
      let run = try run("--keys", "q", "--interval", text)
      #expect(run.status == 64 && run.errors.contains("--interval"), "\(text)")
    }
    #expect(try run("--keys", "q", "--interval", "200ms").status == 0)
  }

  @Test("--write changes nothing where nothing can be broken")
  func write() throws {
    let recording = try Tree.path("Tests/Recordings/outage.rounds")
    let run = try run(
      "--replay", recording, "--tab", "mesh", "--write", "--keys", "", "--dump-frame")
    #expect(run.status == 0 && !run.output.contains("ARMED"))
  }
}
