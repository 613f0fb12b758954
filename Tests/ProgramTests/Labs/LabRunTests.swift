import Glibc
import JSON
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

  /// Nothing of any mesh is left: no process, no folder.
  private func expectNothingLeft() throws {
    #expect(try shopProcesses(below: folder) == [])
    #expect(folder.entries("run/archadvisor").filter { !$0.hasPrefix(".") } == [])
    #expect(folder.entries("state/archadvisor/meshes") == [])
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
    try expectNothingLeft()
  }

  /// A knowledge folder with only the shipped lab, changed.
  private func knowledge(_ changes: (String) -> String) throws -> String {
    let bytes = try #require(contents(of: Tree.path("knowledge/labs/breaker.yaml")))
    let text = String(decoding: bytes, as: UTF8.self)
    _ = try folder.folder("knowledge")
    _ = try folder.folder("knowledge/labs")
    try folder.file("knowledge/labs/breaker.yaml", changes(text))
    return folder.path("knowledge")
  }

  @Test("a solution that does nothing is found, and the step named")
  func blankedSolution() throws {
    let knowledge = try knowledge { text in
      text.replacing(
        "    solution:\n      - fault: {on: payment, effect: errors 100%, for: 5m}",
        with: "    solution: []"
      ).replacing("within: 30s", with: "within: 5s")
    }
    let run = try lab("run", "breaker", "--auto", "-o", "json", "--knowledge", knowledge)
    #expect(run.status == 1, "\(run)")
    #expect(run.errors.contains("not proven in the lab 'breaker': 'break'"), "\(run)")
    let json = try JSONDocument(run.outputBytes).root
    #expect(json["proven"]?.flag == false)
    #expect(
      json["steps"]?.items.compactMap { $0["outcome"]?.string } == ["proven", "fails-solved"])
    try expectNothingLeft()
  }

  @Test("a check that passes by itself is found, and the step named")
  func idleCheck() throws {
    let knowledge = try knowledge { text in
      text.replacing(
        "      - load: none\n      - clear: payment",
        with: "      - load: {rate: 20, clients: 5, mix: {order: 50, track: 50}}")
    }
    let run = try lab("run", "breaker", "--auto", "--knowledge", knowledge)
    #expect(run.status == 1, "\(run)")
    #expect(run.output.contains("PASSES BEFORE THE SOLUTION"), "\(run)")
    #expect(run.errors.contains("not proven in the lab 'breaker': 'traffic'"), "\(run)")
    try expectNothingLeft()
  }

  @Test("an interrupt in the middle leaves no fault, no load and no process")
  func interrupted() throws {
    let started = try TerminalSession(
      "exec '\(Program.archadvisor.path)' lab run breaker --auto", environment: environment)
    try started.wait(for: "3 of 5")
    try started.signal(SIGINT)
    #expect(try started.waitForExit() == 130)
    try expectNothingLeft()
  }

  @Test("on a mesh that runs already it takes back what it did, and no more")
  func borrowed() throws {
    let mesh = try Program.archadvisor.run("mesh", "up", "-q", environment: environment)
    try #require(mesh.status == 0)
    defer { _ = try? Program.archadvisor.run("mesh", "down", environment: environment) }
    func faults() throws -> String {
      try Program.archadvisor.run("mesh", "fault", "list", environment: environment).output
    }
    let run = try Program.archadvisor.run(
      "lab", "run", "breaker", "--restart", input: "\ns\n\n\ns\n\nq\n",
      environment: environment)
    #expect(run.status == 0, "\(run)")
    #expect(run.output.contains("3 of 5") && run.errors.contains("goes on running"), "\(run)")
    #expect(try faults() == "")
    // What somebody else has broken is not the lab's.
    _ = try Program.archadvisor.run(
      "mesh", "fault", "add", "product", "--latency", "10ms", environment: environment)
    let refused = try lab("run", "breaker", "--auto")
    #expect(refused.status == 1 && refused.errors.contains("faults are set on the mesh 'shop'"))
    #expect(try faults().contains("product"))
    let status = try lab("status", "-o", "json")
    let json = try JSONDocument(status.outputBytes).root["labs"]?.items.first
    #expect(json?["step"]?.string == "probe" && json?["state"]?.string == "begun")
    #expect(json?["solved"]?.items.compactMap(\.string) == ["traffic", "break"])
    #expect(json?["shown"]?.items.compactMap(\.string) == ["traffic", "break"])
  }

  @Test("a learner who waits for what does not come is told")
  func notSolved() throws {
    let knowledge = try knowledge { $0.replacing("within: 30s", with: "within: 5s") }
    let run = try Program.archadvisor.run(
      "lab", "run", "breaker", "--knowledge", knowledge, input: "\nh\n\n",
      environment: environment)
    #expect(run.status == 1, "\(run)")
    #expect(run.output.contains("Hint: Nobody uses the shop yet."), "\(run)")
    #expect(run.errors.contains("the step 'traffic' of the lab 'breaker' was not solved in time"))
    try expectNothingLeft()
  }

  @Test("progress that cannot be understood is told and kept")
  func brokenProgress() throws {
    _ = try folder.folder("state/archadvisor")
    _ = try folder.folder("state/archadvisor/labs")
    try folder.file("state/archadvisor/labs/progress.json", "{\"schema\": \u{1B}[2J")
    let run = try lab("status")
    #expect(run.status == 0 && run.output.contains("not begun"), "\(run)")
    #expect(run.errors.contains("does not tell how far you were"), "\(run)")
    let kept = folder.entries("state/archadvisor/labs").filter { $0.contains("broken") }
    #expect(kept.count == 1)
  }

  @Test(
    "what is wrong with a command line is told",
    arguments: [
      (["run", "braker"], Int32(64), "did you mean 'breaker'?"),
      (["run"], 64, "NAME is missing"),
      (["run", "breaker", "--name", "nobody"], 69, "no mesh named 'nobody' runs"),
      (["run", "breaker", "--name", "../x"], 64, "'--name' takes letters"),
      (["run", "breaker", "-o", "json"], 64, "needs '--auto'"),
      (["run", "breaker", "--auto", "--restart"], 64, "begins at the first step in any case"),
      (["verify", "brakers"], 64, "did you mean 'breaker'?"),
      (["list", "--knowledge", "/nowhere"], 74, "/nowhere"),
    ])
  func usage(_ words: [String], _ status: Int32, _ sentence: String) throws {
    let run = try Program.archadvisor.run(arguments: ["lab"] + words, environment: environment)
    #expect(run.status == status && run.errors.contains(sentence), "\(run)")
  }

  @Test("a lab that cannot be read is refused with its place")
  func badFile() throws {
    let knowledge = try knowledge { $0.replacing("breaker = open", with: "breaker = opn") }
    let run = try lab("list", "--knowledge", knowledge)
    #expect(run.status == 65 && run.output == "", "\(run)")
    #expect(run.errors.contains("breaker.yaml:") && run.errors.contains("'breaker' is never 'opn'"))
  }
}
