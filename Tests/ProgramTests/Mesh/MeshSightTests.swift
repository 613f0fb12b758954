import JSON
import TestSupport
import Testing

@Suite("What the program sees of a running mesh", .serialized)
struct MeshSightTests {
  /// The values of a field in lines of JSON.
  private func values(_ name: String, _ run: ProgramRun) throws -> [JSONValue] {
    try run.output.split(separator: "\n").compactMap { line in
      try JSONDocument(Array(line.utf8)).root[name]
    }
  }

  @Test("a service that is broken is told apart from those that suffer, and so is its recovery")
  func faultAndRecovery() throws {
    let mesh = try TestMesh("--instances", "order=2")
    let load = try mesh.script(
      "\"$0\" mesh load --rate 60 --for 300s >load.txt 2>&1 & echo $!")
    defer { _ = try? mesh.script("kill \(load.output)") }
    try eventually(within: .seconds(60), every: 200, "the rate is the one that is sent") {
      let gateway = try mesh.run("stat", "--where", "name = gateway", "-o", "ndjson")
      let rate = try values("answers_per_s", gateway).first?.number ?? 0
      return (57...63).contains(rate)
    }
    #expect(try mesh.run("check").status == 0)

    #expect(try mesh.run("fault", "add", "product", "--errors", "60%", "--for", "5m").status == 0)
    try eventually(within: .seconds(60), every: 200, "the callers are ill because of product") {
      let ill = try mesh.run("stat", "--where", "cause = product", "-o", "ndjson")
      let names = try values("name", ill).compactMap(\.string)
      return Set(names).isSuperset(of: ["gateway", "product"])
    }
    let check = try mesh.run("check", "--fail-on", "degraded")
    #expect(check.status == 1)
    #expect(check.output.contains("it begins at product"), "\(check)")
    try eventually(within: .seconds(60), every: 200, "a breaker opens") {
      try !mesh.run("edges", "--where", "to = product and breaker = open", "-o", "ndjson")
        .output.isEmpty
    }
    let stat = try mesh.run("stat")
    #expect(stat.output.contains("gateway → product: breaker "), "\(stat)")
    #expect(stat.output.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(stat)")

    #expect(try mesh.run("halt").status == 0)
    try eventually(within: .seconds(60), every: 200, "all is well again") {
      try mesh.run("check", "--fail-on", "degraded", "--fail-on", "breaker").status == 0
    }
    try tellsInOrder(mesh)
  }

  /// Each of these happened after the one before.
  private func tellsInOrder(_ mesh: TestMesh) throws {
    let events = try mesh.run("events", "-o", "ndjson")
    let kinds = try values("kind", events).compactMap(\.string)
    let subjects = try values("subject", events).compactMap(\.string)
    var place = 0
    for (kind, subject) in [
      ("fault-on", "product"), ("breaker-open", "gateway:product"), ("fault-off", "product"),
      ("breaker-closed", "gateway:product"), ("health", "gateway"),
    ] {
      while place < kinds.count, kinds[place] != kind || subjects[place] != subject { place += 1 }
      #expect(place < kinds.count, "\(kind) \(subject) in \(events.output)")
    }
  }

  @Test("every command answers at once in every format, and repeats itself when told to")
  func formats() throws {
    let mesh = try TestMesh()
    for (command, formats) in [
      ("stat", ["text", "wide", "json", "ndjson", "csv"]),
      ("edges", ["text", "wide", "json", "ndjson", "csv"]),
      ("graph", ["text", "dot", "mermaid", "json"]), ("check", ["text", "json"]),
      ("events", ["text", "ndjson", "json"]),
    ] {
      for format in formats {
        let run = try mesh.run(command, "-o", format)
        #expect(run.status == 0, "\(command) -o \(format): \(run)")
        #expect(!run.outputBytes.contains(0x1B))
        if format == "json" {
          let root = try JSONDocument(run.outputBytes).root
          #expect(root["schema"]?.string?.hasPrefix("archadvisor.") == true)
        }
      }
    }
    let twice = try mesh.run("stat", "--count", "2", "-o", "json")
    let ids = try values("id", twice).compactMap(\.string)
    #expect(ids.count == 2 && Set(ids).count == 2, "\(twice)")
    #expect(try mesh.run("stat", "--source", "shop", "--window", "30s").output.contains("30 s"))
  }

  private static let commands = ["stat", "edges", "graph", "events", "check"]

  @Test("where nothing runs and nobody answers, that is what is said", arguments: commands)
  func unreachable(command: String) throws {
    let folder = try TemporaryFolder()
    for words in [[], ["--name", "other"], ["--source", "shop=other"]] {
      let run = try Program.archadvisor.run(
        arguments: ["mesh", command] + words, environment: ["XDG_RUNTIME_DIR": folder.path])
      #expect(run.status == 69, "\(run)")
      #expect(run.output.isEmpty)
      #expect(run.errors.contains("archadvisor mesh up"))
    }
    let refused = try Program.archadvisor.run(
      "mesh", command, "--source", "envoy=http://127.0.0.1:1", "--source", "haproxy=/nobody")
    #expect(refused.status == 69, "\(refused)")
    #expect(refused.output.isEmpty)
    #expect(refused.errors.split(separator: "\n").count == 2, "\(refused)")
    #expect(refused.errors.contains("source envoy=http://127.0.0.1:1: connection refused"))
  }

  @Test(
    "what cannot be understood is refused before anything is asked",
    arguments: [
      (["stat", "--where", "errr > 5"], "  errr > 5\n  ^~~~\n"),
      (["edges", "--where", "p99 > 5 and"], "expected the name of a field"),
      (["events", "--where", "kind > 5"], "'kind' is text"),
      (["stat", "--sort", "p98:desc"], "did you mean 'p9"),
      (["stat", "--window", "2m"], "'--window' takes a duration from 1s to 1m"),
      (["stat", "--limit", "p99"], "'--limit': expected [SERVICE:]5xx="),
      (["check", "--fail-on", "faling"], "did you mean 'failing'?"),
      (["graph", "-o", "svg"], "is one of text, wide, dot, mermaid, json, ndjson, csv"),
      (["stat", "--source", "evnoy=http://127.0.0.1:1"], "did you mean 'envoy'?"),
    ])
  func refused(words: [String], message: String) throws {
    let run = try Program.archadvisor.run(arguments: ["mesh"] + words)
    #expect(run.status == 64, "\(run)")
    #expect(run.errors.contains(message), "\(run)")
  }
}
