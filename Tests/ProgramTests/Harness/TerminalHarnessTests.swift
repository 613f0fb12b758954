import TestSupport
import Testing

/// The terminal driver is itself checked on a shell.
@Suite struct TerminalHarnessTests {
  @Test func typesResizesAndReadsTheStatus() throws {
    let terminal = try TerminalSession(
      "stty size; read a; stty size; exit 7", columns: 61, rows: 20)
    try terminal.wait(for: "20 61")
    try terminal.resize(columns: 90, rows: 22)
    try terminal.type("höllo")
    try terminal.wait(for: "höllo")
    try terminal.press("Enter")
    #expect(try terminal.waitForExit() == 7)
    #expect(try terminal.screen().contains("22 90"))
  }

  @Test func sendsSignals() throws {
    let terminal = try TerminalSession("echo up; exec sleep 60")
    try terminal.wait(for: "up")
    try terminal.signal(15)
    #expect(try terminal.waitForExit() == 143)
  }

  @Test func givesUpAtTheDeadline() throws {
    let terminal = try TerminalSession("echo up; exec sleep 60")
    #expect(throws: HarnessError.self) {
      try terminal.wait(for: "down", deadline: .milliseconds(100))
    }
  }
}
