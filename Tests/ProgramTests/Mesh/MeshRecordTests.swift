import Glibc
import TestSupport
import Testing

@Suite("Recordings from the command line")
struct MeshRecordTests {
  @Test("what was recorded plays as it was, in every command and format")
  func recordAndReplay() throws {
    let mesh = try TestMesh()
    let path = mesh.folder.path("a.rounds")
    let run = try mesh.script(
      """
      "$0" mesh load --rate 30 --for 20s -q >/dev/null & load=$!
      mkfifo talk
      "$0" mesh record a.rounds --for 5s 2>talk &
      read -r line <talk
      "$0" mesh fault add payment --errors 100% --for 20s >/dev/null
      wait $!
      code=$?
      kill $load
      exit $code
      """)
    #expect(run.status == 0, "\(run)")
    var status = stat()
    #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o600)
    let early = try mesh.run("replay", path, "--at", "0s", "-o", "json")
    let late = try mesh.run("replay", path, "--at", "4s", "-o", "json")
    #expect(late.status == 0 && late.errors == "", "\(late)")
    #expect(late.output.contains(#""schema": "archadvisor.snapshot/1""#))
    #expect(late.output.contains(#""name": "payment""#))
    #expect(early.outputBytes != late.outputBytes)
    #expect(
      try mesh.run("replay", path, "--at", "4s", "-o", "json").outputBytes == late.outputBytes)
    let source = "replay=\(path)"
    #expect(
      try mesh.run("stat", "--source", source, "--at", "4s", "-o", "json").outputBytes
        == late.outputBytes)
    let events = try mesh.run("events", "--source", source, "-o", "ndjson").output
    #expect(events.contains("fault-on"))
    let edges = try mesh.run("edges", "--source", source, "-o", "csv").output
    #expect(edges.contains("gateway,product"))
    let screen = try Program.archadvisor.run(
      "--replay", path, "--at", "3s", "--tab", "mesh", "--headless", "100x24", "--keys", "",
      "--dump-frame")
    #expect(screen.output.contains("payment"), "\(screen)")
    // Played to its end, each round is a line.
    let played = try mesh.run("replay", path, "--speed", "1000", "-o", "json")
    let lines = played.output.split(separator: "\n")
    #expect(lines.count >= 4)
    #expect(try mesh.run("record", path, "--for", "1s").status == 74)
    #expect(try mesh.run("record", path, "--for", "1s", "--overwrite", "-q").status == 0)
    #expect(try mesh.run("record", "/dev/full", "--overwrite").status == 74)
  }

  @Test("an interrupt is a good end, and a cut-off recording is read up to there")
  func interruptAndCutOff() throws {
    let mesh = try TestMesh()
    let run = try mesh.script(
      """
      mkfifo talk
      env --default-signal=INT "$0" mesh record a.rounds 2>talk & read -r line <talk
      kill -INT $!; wait $!; code=$?
      head -c -9 a.rounds >b.rounds
      exit $code
      """)
    #expect(run.status == 0, "\(run)")
    let whole = try mesh.run("stat", "--source", "replay=\(mesh.folder.path("a.rounds"))")
    #expect(whole.status == 0 && whole.errors == "")
    let cut = try mesh.run("stat", "--source", "replay=\(mesh.folder.path("b.rounds"))")
    #expect(cut.status == 0)
    #expect(cut.errors.contains("was cut off in line "))
  }

  @Test(
    "what is no recording is told by file and line",
    arguments: [
      ("schema: x\n", "a.rounds:1:1: error: this is no recording", 65),
      ("archadvisor.rounds/9\n", "a.rounds:1:1: error: this is a recording of version '9'", 65),
      ("archadvisor.rounds/1\nF 1 2\nC 2 \u{1B}[2J 1\n", "a.rounds:3:1: error: ", 65),
    ])
  func bad(text: String, sentence: String, status: Int32) throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("a.rounds", text)
    for words in [
      ["mesh", "replay", path], ["mesh", "stat", "--source", "replay=\(path)"],
      ["--replay", path, "--headless", "80x24", "--keys", ""],
    ] {
      let run = try Program.archadvisor.run(arguments: words)
      #expect(run.status == status, "\(run)")
      #expect(run.errors.contains(sentence), "\(run)")
      #expect(!run.errorBytes.contains(0x1B))
    }
  }

  @Test(
    "what cannot be done with a recording is refused",
    arguments: [
      (["replay", "/nowhere/a.rounds"], "/nowhere/a.rounds: error: no such file", 74),
      (["replay"], "FILE is missing", 64),
      (["replay", "a", "--speed", "0"], "'--speed' takes a number from 0.1 to 1000", 64),
      (["stat", "--at", "3s"], "'--at' needs a recording", 64),
      (
        ["stat", "--source", "replay=a", "--source", "shop"],
        "a recording is replayed alone, not together with other sources", 64
      ),
    ])
  func refused(words: [String], sentence: String, status: Int32) throws {
    let run = try Program.archadvisor.run(arguments: ["mesh"] + words)
    #expect(run.status == status, "\(run)")
    #expect(run.errors.contains(sentence), "\(run)")
  }
}
