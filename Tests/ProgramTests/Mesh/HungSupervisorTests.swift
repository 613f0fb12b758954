import Glibc
import TestSupport
import Testing

@Suite("A supervisor that hangs")
struct HungSupervisorTests {
  private static let commands = [
    "status", "events", "fault list", "fault add order --hang", "halt", "trace", "stat", "edges",
    "check", "scale order 2", "restart order", "upgrade order --to v2", "load --for 1s", "up -q",
  ]

  @Test("every command says so in time, the others work, and down ends it")
  func commands() throws {
    let mesh = try TestMesh()
    let process = try Self.supervisor(of: mesh)
    kill(process, SIGSTOP)
    // All at once: each waits for some seconds.
    let script = """
      number=0
      while read -r words; do
        number=$((number + 1))
        ("$0" mesh $words >out.$number 2>&1; echo "$words: $? $(tail -n 1 out.$number)" >end.$number) &
      done <<END
      \(Self.commands.joined(separator: "\n"))
      END
      wait; cat end.*
      """
    let run = try Program("/bin/sh").run(
      "-c", script, Program.archadvisor.path, in: mesh.folder.path,
      environment: mesh.environment, deadline: .seconds(50))
    let lines = run.output.split(separator: "\n")
    #expect(lines.count == Self.commands.count, "\(run)")
    for line in lines where !line.hasPrefix("up -q") {
      #expect(line.contains(": 69 archadvisor: error: "), "\(line)")
      #expect(
        line.contains("its supervisor hangs; 'archadvisor mesh down' ends it"), "\(line)")
    }
    #expect(
      lines.contains { $0.hasPrefix("up -q: 1") && $0.contains("its supervisor does not answer") })
    #expect(try mesh.run("list").output.contains("shop  silent"))
    #expect(try mesh.run("verify").status == 0)
    #expect(try mesh.run("logs", "--lines", "1").status == 0)
    let down = try mesh.run("down")
    #expect(down.status == 0, "\(down)")
    #expect(down.errors.contains("process \(process), did not answer and was killed"))
    #expect(mesh.folder.entries("run/archadvisor") == [])
    #expect(try mesh.run("up", "-q").status == 0)
  }

  static func supervisor(of mesh: TestMesh) throws -> pid_t {
    let status = try mesh.run("status", "-o", "json").output
    return try #require(status.firstMatch(of: #/"process": (\d+)/#).flatMap { pid_t($0.1) })
  }

  @Test(
    "one that is killed leaves its name free at once, and an end that it was killed at is finished")
  func killed() throws {
    let mesh = try TestMesh()
    for _ in 1...4 {
      kill(try Self.supervisor(of: mesh), SIGKILL)
      let up = try mesh.run("up", "-q")
      #expect(up.status == 0 && up.errors == "", "\(up)")
    }
    // The end begins, and then there is nobody to finish it.
    let run = try mesh.script(
      """
      process=$("$0" mesh status -o json | sed -n 's/^  "process": \\([0-9]*\\).*/\\1/p')
      "$0" mesh down & kill -9 $process; wait $!
      """)
    #expect(run.status == 0, "\(run)")
    #expect(mesh.folder.entries("run/archadvisor") == [])
  }

  @Test(
    "too few open files end a start with the cause, and nothing runs on",
    arguments: [20, 32, 48, 64])
  func fewFiles(limit: Int) throws {
    let folder = try TemporaryFolder()
    let run = try Program("/bin/sh").run(
      "-c", "ulimit -n \(limit); exec \"$0\" mesh up", Program.archadvisor.path, in: folder.path,
      environment: [
        "XDG_RUNTIME_DIR": try folder.folder("run"), "XDG_STATE_HOME": try folder.folder("state"),
      ])
    #expect(run.status == 74)
    #expect(
      run.errors
        == "archadvisor: error: cannot start a mesh with a limit of \(limit) open files: too many open "
        + "files; raise the limit, as in 'ulimit -n 1024'\n")
    #expect(folder.entries("run") == [])
  }
}
