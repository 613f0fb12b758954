import Glibc
import TestSupport
import Testing

/// The terminal is given back on every way out.
@Suite("The terminal after the text UI", .serialized)
struct GivenBackTests {
  /// What ends the program, and the status a shell then reports.
  static let ends: [(signal: Int32, status: Int32)] = [
    (SIGTERM, 143), (SIGINT, 130), (SIGHUP, 129), (SIGQUIT, 131), (SIGSEGV, 70), (SIGABRT, 70),
    (SIGILL, 70), (SIGTRAP, 70), (SIGBUS, 70),
  ]

  @Test("after a signal", arguments: ends)
  func signal(_ signal: Int32, _ status: Int32) throws {
    let shell = try InShell()
    try shell.terminal.wait(for: "question 1 of")
    #expect(try shell.terminal.value("alternate_on") == "1")
    try shell.terminal.press("m")
    try shell.terminal.wait(for: "The mouse is on")
    try shell.terminal.signalChild(signal)
    try shell.expectGivenBack(status: status)
  }

  /// Keys that leave, and the status a shell then reports.
  static let leavingKeys: [(keys: [String], status: Int32)] = [
    (["q"], 0), (["C-c"], 130), (["Down", "Enter", "q", "D"], 0),
    (["Down", "Enter", "C-c", "C-c"], 130),
  ]

  @Test("after keys", arguments: leavingKeys)
  func keys(_ keys: [String], _ status: Int32) throws {
    let shell = try InShell()
    try shell.terminal.wait(for: "question 1 of")
    for key in keys { try shell.terminal.press(key) }
    try shell.expectGivenBack(status: status)
  }

  /// Stopped by Ctrl-Z, by SIGTSTP and by SIGSTOP, the shell has its terminal; continued, the
  /// screen comes back as it was. The shell is dash: it sets no terminal right by itself, so what is
  /// found is what the program left. Nobody can tidy up at SIGSTOP, so there bash does.
  @Test("while it is stopped", arguments: [nil, SIGTSTP, SIGSTOP])
  func stopped(_ signal: Int32?) throws {
    let folder = try TemporaryFolder()
    let shell = signal == SIGSTOP ? "bash --norc --noediting -i" : "dash -i"
    let terminal = try TerminalSession(
      "cd '\(folder.path)'; PS1='ready> ' exec \(shell)", columns: 80, rows: 24)
    try terminal.wait(for: "ready>")
    try terminal.type("stty -g > before; '\(Program.archadvisor.path)' --tab advise")
    try terminal.press("Enter")
    try terminal.wait(for: "question 1 of")
    try terminal.press("n")
    try terminal.wait(for: "question 2 of")
    if let signal { try terminal.signalChild(signal) } else { try terminal.press("C-z") }
    try terminal.wait(for: "Stopped")
    if signal != SIGSTOP {
      #expect(try terminal.value("alternate_on") == "0")
      #expect(try terminal.value("cursor_flag") == "1")
    }
    try terminal.resize(columns: 90, rows: 30)
    try terminal.type("clear; stty -g > stopped; fg")
    try terminal.press("Enter")
    let screen = try terminal.wait(for: "question 2 of")
    #expect(screen.split(separator: "\n", omittingEmptySubsequences: false).count == 31)
    #expect(try terminal.value("alternate_on") == "1")
    try terminal.press("n")
    try terminal.wait(for: "question 3 of")
    try terminal.press("q")
    try terminal.wait(for: "the shell") { $0.contains("ready>") && !$0.contains("question") }
    try terminal.type("stty -g > after; echo all \"done\"")
    try terminal.press("Enter")
    try terminal.wait(for: "all done")
    #expect(try terminal.value("alternate_on") == "0")
    let before = try #require(contents(of: folder.path("before")))
    #expect(!before.isEmpty && before == contents(of: folder.path("after")))
    if signal != SIGSTOP { #expect(before == contents(of: folder.path("stopped"))) }
  }

  @Test(
    "a terminal that cannot show screens is refused with a sentence",
    arguments: ["dumb", "nonsense", ""])
  func refused(_ name: String) throws {
    let shell = try InShell(before: "TERM=\(name)")
    let screen = try shell.terminal.wait(for: "session-ended")
    #expect(screen.contains("archadvisor ask"))
    try shell.expectGivenBack(status: 64)
  }

  /// Terminals without a second screen, without colour, without a hidden cursor.
  @Test("old terminals work too", arguments: ["vt100", "linux", "xterm"])
  func old(_ name: String) throws {
    let shell = try InShell(before: "TERM=\(name)")
    try shell.terminal.wait(for: "question 1 of")
    try shell.terminal.press("2")
    try shell.terminal.wait(for: "can still win")
    try shell.terminal.signalChild(SIGTERM)
    try shell.expectGivenBack(status: 143)
    #expect(!(try shell.terminal.screen().contains("can still win")))
  }
}
