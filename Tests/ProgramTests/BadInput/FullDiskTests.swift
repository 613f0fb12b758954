import TestSupport
import Testing

/// Saving answers on a full disk: told, the right exit code, the old file whole, no part of a new
/// one.
@Suite(.enabled(if: FullDisk.isAvailable, "needs file systems of one's own"))
struct FullDiskTests {
  static let answers = "schema: archadvisor.answers/1\nanswers:\n  team-size: 6\n"

  @Test func theInterviewKeepsTheOldFile() throws {
    let run = try FullDisk.run(
      .archadvisor, ["ask", "--answers", "shop.yaml"], input: "2\ns\n\n", keeping: "shop.yaml",
      Self.answers)
    #expect(run.output.contains("shop.yaml: error: no space left on device"))
    #expect(run.output.hasSuffix("status 74\nshop.yaml\nunchanged\n"), "\(run)")
  }

  @Test func theInterviewMakesNoPartOfANewFile() throws {
    let run = try FullDisk.run(
      .archadvisor, ["ask"], input: "2\ns\nnew.yaml\n", keeping: "shop.yaml", Self.answers)
    #expect(run.output.contains("new.yaml: error: no space left on device"))
    #expect(run.output.hasSuffix("status 74\nshop.yaml\nunchanged\n"), "\(run)")
  }

  @Test func theTextUIKeepsTheOldFile() throws {
    let folder = try TemporaryFolder()
    let words = try FullDisk.command(
      .archadvisor, ["--answers", "shop.yaml"], in: folder, keeping: "shop.yaml", Self.answers)
    let quoted = words.map { "'" + $0.replacing("'", with: "'\\''") + "'" }
    let terminal = try TerminalSession(
      quoted.joined(separator: " ") + "; exec sleep 600", columns: 80, rows: 24)
    try terminal.wait(for: "1 of 32 answered")
    try terminal.press("Down", "Enter")
    try terminal.wait(for: "2 of 32 answered")
    try terminal.press("s")
    try terminal.wait(for: "space left on device")
    try terminal.press("q")
    try terminal.wait(for: "Leave without saving?")
    try terminal.press("D")
    try terminal.wait(for: "unchanged")
  }
}
