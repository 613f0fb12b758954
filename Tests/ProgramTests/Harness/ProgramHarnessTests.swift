import TestSupport
import Testing

/// The harness that runs programs is itself checked on programs everybody knows.
@Suite struct ProgramHarnessTests {
  @Test func carriesInputOutputAndFolder() throws {
    let long = String(repeating: "x", count: 1_000_000)
    #expect(try Program("/bin/cat").run(input: long).output == long)
    #expect(try Program("/bin/pwd").run(in: "/usr").output == "/usr\n")
    let run = try Program("/bin/sh").run("-c", "echo $A >&2; exit 3", environment: ["A": "b"])
    #expect(run.errors == "b\n")
    #expect(run.status == 3)
  }

  @Test func tellsEveryEnding() throws {
    #expect(try Program("/bin/sh").run("-c", "kill -SEGV $$").ending == .signalled(11))
    let late = try Program("/bin/sleep").run("60", deadline: .milliseconds(100))
    #expect(late.ending == .overdue)
  }

  @Test func makesOutputsFail() throws {
    #expect(try Program("/usr/bin/yes").run(output: .closedPipe).ending == .signalled(13))
    #expect(try Program("/bin/echo").run("x", output: .file("/dev/full")).status == 1)
  }

  @Test func boundsMemory() throws {
    let hungry = try Program("/bin/dd").run(
      "if=/dev/zero", "of=/dev/null", "bs=200M", "count=1", memory: 100)
    #expect(hungry.status == 1)
  }

  @Test func temporaryFoldersVanish() throws {
    var folder: TemporaryFolder? = try TemporaryFolder()
    let path = try #require(folder?.path)
    try folder?.file("a", "text")
    try folder?.folder("b")
    #expect(folder?.entries() == ["a", "b"])
    folder = nil
    #expect(contents(of: path + "/a") == nil)
  }
}
