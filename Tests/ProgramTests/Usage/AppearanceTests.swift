import TestSupport
import Testing

@Suite("Colours, characters and widths")
struct AppearanceTests {
  private func run(_ words: [String], _ environment: [String: String] = [:]) throws -> String {
    let run = try Program.archadvisor.run(
      arguments: ["assess", "--answers", "-"] + words, input: Array(GateTests.answers.utf8),
      environment: environment)
    #expect(run.status == 0)
    return run.output
  }

  @Test("a pipe gets colours only when they are asked for")
  func pipes() throws {
    #expect(!(try run([]).contains("\u{1B}")))
    #expect(!(try run(["--color", "auto"], ["TERM": "xterm-256color"]).contains("\u{1B}")))
    #expect(try run(["--color", "always"], ["NO_COLOR": "1"]).contains("\u{1B}[1m"))
    let plain = try run(["--color", "always"])
      .replacing(#/\u{1B}\[[0-9;]*m/#, with: "")
    #expect(plain == (try run([])))
  }

  @Test("a terminal gets colours unless somebody objects")
  func terminals() throws {
    let folder = try TemporaryFolder()
    let answers = try folder.file("a.yaml", GateTests.answers)
    let line = "\(Program.archadvisor.path) assess --answers \(answers)"
    #expect(try colored(line))
    #expect(!(try colored("\(line) --color never")))
    #expect(!(try colored("NO_COLOR=1 \(line)")))
    #expect(!(try colored("TERM=dumb \(line)")))
    #expect(try colored("NO_COLOR=1 \(line) --color always"))
  }

  /// Whether what a terminal shows has the first label in bold.
  private func colored(_ line: String) throws -> Bool {
    let folder = try TemporaryFolder()
    let copy = folder.path("copy")
    let terminal = try TerminalSession(
      "/usr/bin/script -qec '\(line)' \(copy) >/dev/null", columns: 80, rows: 24,
      environment: ["TERM": "xterm-256color", "LANG": "C.UTF-8"])
    var bytes: [UInt8] = []
    _ = try terminal.wait(for: "the end of the copy") { _ in
      bytes = contents(of: copy) ?? []
      return String(decoding: bytes, as: UTF8.self).contains("Knowledge")
    }
    return bytes.contains(0x1B)
  }

  @Test("ASCII and narrow pages are ASCII and narrow")
  func narrow() throws {
    #expect(try run(["--ascii"]).utf8.allSatisfy { $0 < 0x80 })
    #expect(try run([]).utf8.contains { $0 >= 0x80 })
    let narrow = try run([], ["COLUMNS": "40"])
    #expect(narrow.split(separator: "\n").allSatisfy { $0.count <= 40 })
  }
}
