import Glibc
import TestSupport
import Testing

@Suite("Logs that are full")
struct LogRotationTests {
  private static let logs = "state/archadvisor/meshes/shop/logs"

  private static func line(_ number: Int) -> String {
    let digits = String(repeating: "0", count: 3 - "\(number)".count) + "\(number)"
    return
      #"{"at":"2026-11-21T10:00:00.\#(digits)Z","level":"info","service":"order","instance":"order-1","message":"line \#(number)"}"#
      + "\n"
  }

  private static func numbers(_ text: String) -> [Int] {
    text.matches(of: #/"line (\d+)"/#).compactMap { Int($0.1) }
  }

  /// A mesh that does not run, with a log in two files.
  private func folder(_ older: Range<Int>, _ current: Range<Int>) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    _ = try Program("/bin/mkdir").run("-m", "700", "-p", folder.path(Self.logs))
    try folder.file("\(Self.logs)/order-1.log.1", older.map(Self.line).joined())
    try folder.file("\(Self.logs)/order-1.log", current.map(Self.line).joined())
    return folder
  }

  @Test("both files are read, the older one first")
  func bothFiles() throws {
    let folder = try folder(1..<5, 5..<9)
    let environment = ["XDG_STATE_HOME": folder.path("state"), "XDG_RUNTIME_DIR": folder.path]
    for (words, expected) in [
      ([], Array(1..<9)), (["order-1"], Array(1..<9)), (["order"], Array(1..<9)),
      (["--lines", "6"], Array(3..<9)), (["payment"], []),
    ] {
      let run = try Program.archadvisor.run(
        arguments: ["mesh", "logs"] + words, environment: environment)
      #expect(Self.numbers(run.output) == expected, "\(words): \(run)")
    }
  }

  @Test("who follows sees every line once, over the change of files")
  func follow() throws {
    let folder = try folder(1..<3, 3..<5)
    try folder.file("a", Self.line(5) + Self.line(6))
    try folder.file("b", Self.line(7))
    try folder.file("c", Self.line(8))
    let script = """
      "$0" mesh logs -f >out & reader=$!
      until grep -q '"line 4"' out 2>/dev/null; do :; done
      cd \(Self.logs); cat ../../../../../a >>order-1.log; mv order-1.log order-1.log.1
      cat ../../../../../b >order-1.log; cd ../../../../..
      until grep -q '"line 7"' out; do :; done
      cat c >>\(Self.logs)/order-1.log
      until grep -q '"line 8"' out; do :; done
      kill $reader; cat out
      """
    let run = try Program("/bin/sh").run(
      "-c", script, Program.archadvisor.path, in: folder.path,
      environment: ["XDG_STATE_HOME": folder.path("state"), "XDG_RUNTIME_DIR": folder.path])
    #expect(Self.numbers(run.output) == Array(1..<9), "\(run)")
  }

  @Test("a service begins a new file when its log is full, and loses no line")
  func rotation() throws {
    let folder = try TemporaryFolder()
    let environment = [
      "XDG_RUNTIME_DIR": try folder.folder("run"), "XDG_STATE_HOME": folder.path("state"),
    ]
    _ = try Program("/bin/sh").run(
      "-c",
      "mkdir -m 700 -p \(Self.logs); head -c 8388600 /dev/zero | tr '\\0' x >\(Self.logs)/user-1.log; "
        + "echo >>\(Self.logs)/user-1.log", in: folder.path)
    let up = try Program.archadvisor.run("mesh", "up", "-q", environment: environment)
    #expect(up.status == 0, "\(up)")
    defer { _ = try? Program.archadvisor.run("mesh", "down", environment: environment) }
    var status = stat()
    #expect(stat(folder.path("\(Self.logs)/user-1.log.1"), &status) == 0)
    #expect(status.st_size == 8_388_601)
    #expect(stat(folder.path("\(Self.logs)/user-1.log"), &status) == 0)
    #expect(status.st_size > 0 && status.st_size < 10_000 && status.st_mode & 0o777 == 0o600)
    let logs = try Program.archadvisor.run(
      "mesh", "logs", "user", "--match", "ready", environment: environment)
    #expect(logs.output.contains(#""instance":"user-1","message":"ready""#), "\(logs)")
  }
}
