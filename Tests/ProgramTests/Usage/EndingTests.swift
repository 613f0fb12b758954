import Glibc
import TestSupport
import Testing

@Suite("How the program ends when it does not end by itself")
struct EndingTests {
  /// The signals a terminal, a supervisor or the machine sends, and the status that is promised.
  static let signals: [(signal: Int32, status: Int32)] = [
    (SIGINT, 130), (SIGTERM, 143), (SIGSEGV, 70), (SIGTRAP, 70), (SIGABRT, 70),
  ]

  @Test("signals end it with the promised status", arguments: signals)
  func signal(_ signal: Int32, _ status: Int32) throws {
    // Strikes once the program has said something. A shell makes what runs in its background
    // ignore interrupts, which env takes back.
    let script = """
      mkfifo reply talk; exec 3<>reply
      env --default-signal=INT "$0" ask <reply >talk & exec 4<talk; read -r line <&4; kill -\(signal) $!; wait $!; exit $?
      """
    let folder = try TemporaryFolder()
    let run = try Program("/bin/sh").run(
      "-c", script, Program.archadvisor.path, in: folder.path)
    #expect(run.status == status)
    #expect(run.errors.contains("this is a bug in archadvisor") == (status == 70))
  }

  @Test("an ignored interrupt stays ignored, as behind nohup")
  func ignored() throws {
    let script = """
      trap '' INT; mkfifo reply talk; exec 3<>reply
      "$0" ask <reply >talk & exec 4<talk; read -r line <&4; kill -INT $!
      printf 's\\na.yaml\\n' >&3; exec 3>&-; cat <&4 >/dev/null; wait $!; exit $?
      """
    let folder = try TemporaryFolder()
    let run = try Program("/bin/sh").run("-c", script, Program.archadvisor.path, in: folder.path)
    #expect(run.status == 0)
    #expect(folder.entries().contains("a.yaml"))
  }
}
