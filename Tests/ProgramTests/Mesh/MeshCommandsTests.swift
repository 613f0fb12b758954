import TestSupport
import Testing

@Suite("A mesh from the command line")
struct MeshCommandsTests {
  /// Runs the body with a mesh of its own, which is ended whatever happens.
  private func withMesh(_ body: (_ run: ([String]) throws -> ProgramRun) throws -> Void) throws {
    let folder = try TemporaryFolder()
    let environment = [
      "XDG_RUNTIME_DIR": try folder.folder("run"), "XDG_STATE_HOME": try folder.folder("state"),
    ]
    func run(_ words: [String]) throws -> ProgramRun {
      try Program.archadvisor.run(arguments: ["mesh"] + words, environment: environment)
    }
    let up = try run(["up", "-q"])
    #expect(up.errors.isEmpty)
    #expect(up.output.split(separator: "\n").count == 2)
    defer { _ = try? run(["down"]) }
    try body(run)
    #expect(try run(["down"]).errors.isEmpty)
    #expect(folder.entries().sorted() == ["run", "state"])
    #expect(try run(["status"]).errors.contains("no mesh named 'shop' runs"))
  }

  @Test("it is changed without a broken answer, and one change follows the other")
  func changes() throws {
    try withMesh { run in
      for words in [
        ["scale", "payment", "2"], ["restart", "user"], ["upgrade", "order", "--to", "v2"],
      ] {
        let change = try run(words)
        #expect(change.errors.isEmpty, "\(words)")
        #expect(change.output.hasPrefix("\(words[1]) runs as \(words[1])-"), "\(change)")
        #expect(change.output.hasSuffix(")\n"))
      }
      let quiet = try run(["scale", "payment", "2", "-q"])
      #expect(quiet.output.isEmpty && quiet.errors.isEmpty && quiet.status == 0)
      let status = try run(["status"]).output
      #expect(status.contains("payment-2"))
      #expect(status.contains("order-2") && status.contains("v2"))
      #expect(!status.contains("user-1 "))
      let table = status.split(separator: "\n").dropFirst()
      let head = try #require(table.first)
      let state = try #require(head.firstRange(of: "STATE")?.lowerBound.utf16Offset(in: head))
      #expect(table.dropFirst().allSatisfy { $0.dropFirst(state).hasPrefix("ready  ") })
    }
  }

  @Test("when it is down its name is free at once, and nothing that it held is left")
  func again() throws {
    let mesh = try TestMesh()
    let again = try mesh.script(
      """
      for round in 1 2 3; do
        supervisor=$("$0" mesh status -o json | sed -n 's/^  "process": \\([0-9]*\\).*/\\1/p')
        "$0" mesh down || exit 1
        if [ -e "/proc/$supervisor/exe" ] || [ "$(ls -A "$XDG_RUNTIME_DIR/archadvisor")" ]; then
          exit 2
        fi
        "$0" mesh up -q || exit 3
      done
      """)
    #expect(again.status == 0 && again.errors.isEmpty, "\(again)")
  }

  @Test("a start counts down to nothing, and the meshes that run are listed")
  func startAndList() throws {
    let folder = try TemporaryFolder()
    let environment = [
      "XDG_RUNTIME_DIR": try folder.folder("run"), "XDG_STATE_HOME": try folder.folder("state"),
    ]
    func run(_ words: String...) throws -> ProgramRun {
      try Program.archadvisor.run(arguments: ["mesh"] + words, environment: environment)
    }
    let none = try run("list")
    #expect(none.status == 0 && none.errors == "")
    #expect(none.output == "no mesh runs; start one with 'archadvisor mesh up'\n")
    let up = try run("up", "--name", "b", "--instances", "order=2")
    defer { _ = try? run("down", "--name", "b") }
    let counts = up.errors.matches(of: #/ ready, (\d+) to go/#).compactMap { Int($0.1) }
    #expect(counts == Array((1...8).reversed()), "\(up)")
    #expect(up.errors.hasSuffix(" ready\n"))
    #expect(try run("up", "--name", "a", "-q").status == 0)
    defer { _ = try? run("down", "--name", "a") }
    let lines = try run("list").output.split(separator: "\n")
    #expect(lines.map { $0.prefix { $0 != " " } } == ["NAME", "a", "b"])
    #expect(lines[2].contains("ready") && lines[2].contains("9"))
    let json = try run("list", "-o", "json").output
    #expect(json.contains(#""schema": "archadvisor.mesh-list/1""#))
    #expect(json.contains(#""name": "a""#) && json.contains(#""instances": 9"#))
    #expect(try run("status").errors.contains("name one that runs: --name a, --name b"))
    let again = try run("up", "--name", "a", "-q")
    #expect(again.errors.contains("'mesh status --name a'"))
  }

  @Test("faults are set, listed and halted, twice in a row too")
  func faults() throws {
    try withMesh { run in
      let none = try run(["fault", "list"])
      #expect(none.output == "" && none.errors == "no fault is set\n")
      let set = try run(["fault", "add", "payment", "--errors", "50%"])
      #expect(set.output.contains("payment  errors 50% code 503"))
      #expect(try run(["fault", "list"]).output.contains("payment  errors 50% code 503"))
      #expect(try run(["halt"]).errors.contains("ended: "))
      #expect(try run(["halt"]).errors == "no fault was set\n")
      #expect(
        try run(["fault", "add", "paymnt", "--hang"]).errors.contains("did you mean 'payment'?"))
    }
  }

  @Test(
    "a trial that makes no sense is refused before anything is done",
    arguments: [
      (["--canary", "60%"], "'--canary' takes a share from 1% to 50%"),
      (["--canary", "0%"], "'--canary' takes a share from 1% to 50%"),
      (["--canary", "ten"], "'--canary' takes a share such as 50%"),
      (["--canary", "10%", "--watch", "11m"], "'--watch' takes a duration from 1s to 10m"),
      (["--watch", "10s"], "say '--canary', too"),
    ])
  func refusedTrials(options: [String], sentence: String) throws {
    let run = try Program.archadvisor.run(
      arguments: ["mesh", "upgrade", "product", "--to", "v2"] + options, environment: [:])
    #expect(run.status == 64)
    #expect(run.errors.contains(sentence), "\(run.errors)")
  }
}
