import TestSupport
import Testing

@Suite("The doctor")
struct DoctorTests {
  @Test("what a pipe lacks is a note, and no reason to fail")
  func pipe() throws {
    let run = try Program.archadvisor.run("doctor", "--today", "2026-11-21")
    #expect(run.status == 0)
    let version = #/ok       knowledge    version \d+\.\d+\.\d+ \(sha256 [0-9a-f]{12}\)/#
    #expect(run.output.contains(version))
    #expect(run.output.contains("note     terminal"))
    #expect(run.output.contains("ok       facts        none has expired by 2026-11-21"))
    #expect(run.output.hasSuffix("Nothing needed is missing.\n"))
  }

  @Test("facts that have expired are named")
  func expired() throws {
    let run = try Program.archadvisor.run("doctor", "--today", "2099-01-01")
    #expect(run.status == 0)
    #expect(run.output.contains(#/note     facts        \d+ expired by 2099-01-01: /#))
  }

  @Test("a knowledge folder that is not there or damaged is missing")
  func knowledge() throws {
    let folder = try TemporaryFolder()
    try folder.file("knowledge.yaml", "knowledge: [")
    for path in [folder.path, folder.path("no")] {
      let run = try Program.archadvisor.run("doctor", "--knowledge", path, "-o", "json")
      #expect(run.status == 1)
      #expect(run.output.contains("\"ok\": false"))
      #expect(run.output.contains("\"state\": \"missing\""))
    }
  }

  static let terminals: [(environment: [String: String], line: String, status: Int32)] = [
    (["TERM": "xterm-256color", "LANG": "C.UTF-8"], "terminal     xterm-256color, 256", 0),
    (["TERM": "dumb", "LANG": "C.UTF-8"], "note     terminal     'dumb'", 0),
    (["TERM": "nonsense"], "missing  terminal     'nonsense' is not known here", 1),
    (["TERM": ""], "missing  terminal     TERM is not set", 1),
    (["TERM": "xterm", "NO_COLOR": "1"], "xterm, colours switched off by NO_COLOR", 0),
    (["TERM": "xterm", "LC_ALL": "C"], "note     locale       C, so screens and commands", 0),
  ]

  @Test("terminals as they come", arguments: terminals)
  func terminal(_ environment: [String: String], _ line: String, _ status: Int32) throws {
    let variables = environment.map { "\($0)=\($1)" }.joined(separator: " ")
    let program = Program.archadvisor.path
    let terminal = try TerminalSession(
      "/usr/bin/env \(variables) \(program) doctor", columns: 90, rows: 30)
    try terminal.wait(for: "missing.")
    #expect(try terminal.screen().contains(line))
    #expect(try terminal.waitForExit() == status)
  }
}
