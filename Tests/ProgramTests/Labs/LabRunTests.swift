import Glibc
import TestSupport
import Testing

/// Labs on shops that really run.
@Suite("Labs on a real shop", .serialized)
struct LabRunTests {
  private let folder: TemporaryFolder
  private let environment: [String: String]

  init() throws {
    folder = try TemporaryFolder()
    environment = [
      "XDG_RUNTIME_DIR": try folder.folder("run"), "XDG_STATE_HOME": try folder.folder("state"),
    ]
  }

  private func lab(_ words: String...) throws -> ProgramRun {
    try Program.archadvisor.run(arguments: ["lab"] + words, environment: environment)
  }

  /// The processes that were started from this test's folder.
  private func processesLeft() throws -> [String] {
    let all = try Program("/bin/sh").run(
      "-c", "cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' '\\n'")
    return all.output.split(separator: "\n").map(String.init).filter {
      $0.contains(folder.path)
    }
  }

  @Test("every check fails before its solution and passes after it, and nothing is left")
  func auto() throws {
    let run = try lab("run", "breaker", "--auto")
    #expect(run.status == 0, "\(run)")
    let lines = run.output.split(separator: "\n").map(String.init)
    for step in 1...5 {
      let start = try #require(lines.firstIndex { $0.hasPrefix("\(step) of 5") }, "\(run)")
      let body = lines[(start + 1)...].prefix { $0.hasPrefix("  ") }
      let failing = try #require(body.firstIndex { $0.contains("fails before the solution") })
      let passing = try #require(body.firstIndex { $0.contains("passes after it") })
      let played = try #require(body.firstIndex { $0.hasPrefix("  $ archadvisor mesh ") })
      #expect(failing < played && played < passing, "\(body)")
    }
    let kinds = ["fault-on", "breaker-open", "probe-failed", "fault-off", "breaker-closed"]
    let places = kinds.map { kind in lines.firstIndex { $0.contains("  \(kind) ") } ?? -1 }
    #expect(places.allSatisfy { $0 > 0 } && places == places.sorted(), "\(run)")
    #expect(run.output.contains("all 5 checks failed before their solutions and passed after them"))
    #expect(run.errors.contains("mesh lab-breaker: started for this lab"))
    #expect(try processesLeft() == [])
    #expect(folder.entries("run/archadvisor") == [])
    #expect(folder.entries("state/archadvisor/meshes") == [])
  }
}
