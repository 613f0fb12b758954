import Glibc
import TestSupport
import Testing

/// A lab done on the screen, with a shop that really runs.
@Suite("A lab on the screen of a real session", .serialized)
struct LabPanelSessionTests {
  private let folder: TemporaryFolder
  private let environment: [String: String]

  init() throws {
    folder = try TemporaryFolder()
    environment = [
      "XDG_RUNTIME_DIR": try folder.folder("run"), "XDG_STATE_HOME": try folder.folder("state"),
      "XDG_CONFIG_HOME": try folder.folder("config"), "SWIFT_BACKTRACE": "enable=no",
      "LANG": "C.UTF-8",
    ]
  }

  private func faults() throws -> String {
    try Program.archadvisor.run("mesh", "fault", "list", environment: environment).output
  }

  @Test("it starts the shop, is solved, and leaving the program takes back what it did")
  func story() throws {
    defer { _ = try? Program.archadvisor.run("mesh", "down", environment: environment) }
    let terminal = try TerminalSession(
      "exec '\(Program.archadvisor.path)' --tab breakers", columns: 80, rows: 24,
      environment: environment)
    try terminal.wait(for: "No mesh")
    try terminal.press("L")
    try terminal.wait(for: "A breaker trips, probes and closes")
    try terminal.press("Enter")
    try terminal.wait(for: "Enter closes this text and sets the step up")
    try terminal.press("Enter")
    try terminal.wait(for: "not so yet")
    try terminal.press("O")
    try terminal.wait(for: "3 of 3 s  solved; M goes on")
    try terminal.press("M")
    try terminal.wait(for: "Step 2 of 5: inject")
    try terminal.press("Enter")
    // The text of the step names what is expected, too: only the gauge says that it is watched.
    try terminal.wait(for: "not so yet")
    try terminal.press("O")
    // The breaker stands above the gauge that judges it.
    try terminal.wait(for: "an open breaker and a solved step", deadline: .seconds(30)) { screen in
      screen.contains("solved; M goes on") && screen.contains("2 of 2 s")
        && screen.split(separator: "\n").contains {
          $0.hasPrefix(" order → payment") && $0.contains("╳ open")
        }
    }
    #expect(try faults().contains("payment  errors 100%"))
    try terminal.press("q")
    #expect(try terminal.waitForExit() == 0)
    #expect(try faults() == "")
    let status = try Program.archadvisor.run("lab", "status", environment: environment)
    #expect(status.output.contains("at step 3 of 5, probe"), "\(status)")
  }

  @Test("leaving it leaves the mesh as it was")
  func leaving() throws {
    defer { _ = try? Program.archadvisor.run("mesh", "down", environment: environment) }
    _ = try Program.archadvisor.run("mesh", "up", "-q", environment: environment)
    do {
      let terminal = try TerminalSession(
        "exec '\(Program.archadvisor.path)' --tab breakers", columns: 80, rows: 24,
        environment: environment)
      try terminal.wait(for: "LIVE")
      try terminal.press("L")
      try terminal.wait(for: "A breaker trips, probes and closes")
      try terminal.press("Enter")
      try terminal.wait(for: "Enter closes this text")
      try terminal.press("Enter")
      try terminal.wait(for: "not so yet")
      try terminal.press("L")
      try terminal.wait(for: "Leave the lab?")
      try terminal.press("y")
      try terminal.wait(for: "a screen without a lab") { !$0.contains("Lab ▸") }
      try terminal.press("q")
      #expect(try terminal.waitForExit() == 0)
    }
    #expect(try faults() == "")
  }
}
