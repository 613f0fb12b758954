import Glibc
import HTTP
import JSON
import TestSupport
import Testing

@Suite("Services that are dead, and sources that are gone", .serialized)
struct DeadServiceTests {
  private static let all = [
    "broker", "gateway", "inventory", "order", "payment", "product", "registry", "user",
  ]

  /// Whether a service is shown as failing, with the reason and since when, and with its instances.
  private func isDead(_ service: JSONValue?) -> Bool {
    let reason = service?["reason"]?.string ?? ""
    return service?["health"]?.string == "failing" && reason.contains(" since ")
      && reason.hasSuffix("Z") && service?["healthy"]?.integer == 0
      && service?["total"]?.integer == 1
  }

  @Test("a service that is down is shown as such, and all others as before", arguments: all)
  func down(name: String) throws {
    let mesh = try TestMesh()
    #expect(try mesh.run("fault", "add", name, "--down", "--for", "10m").status == 0)
    try eventually(within: .seconds(60), every: 100, "\(name) is failing") {
      isDead(try mesh.run("stat", "-o", "json").services()[name])
    }
    let seen = try mesh.run("stat", "-o", "json").services()
    #expect(seen.keys.sorted() == Self.all)
    let check = try mesh.run("check")
    #expect(check.status == 1 && check.output.contains("✖ failing \(name)"), "\(check)")
    #expect(check.output.contains("no answer since "), "\(check)")
    for command in ["edges", "graph", "events"] {
      let run = try mesh.run(command)
      #expect(run.status == 0 && !run.output.isEmpty, "\(command): \(run)")
    }
    #expect(try mesh.run("stat").output.contains("no answer since "))
    #expect(try mesh.run("halt").status == 0)
    try eventually(within: .seconds(60), every: 100, "\(name) is back") {
      try mesh.run("check").status == 0
    }
  }

  @Test("several at once, and what was recorded of it plays the same twice")
  func several() throws {
    let mesh = try TestMesh()
    let dead = ["gateway", "broker", "registry", "payment"]
    for name in dead { _ = try mesh.run("fault", "add", name, "--down", "--for", "10m") }
    try eventually(within: .seconds(60), every: 100, "all four are failing") {
      let seen = try mesh.run("stat", "-o", "json").services()
      return dead.allSatisfy { isDead(seen[$0]) }
    }
    let rounds = "\(mesh.folder.path)/dead.rounds"
    #expect(try mesh.run("record", rounds, "--for", "2s").status == 0)
    let played = try mesh.run("replay", rounds, "--at", "1s", "-o", "json")
    let seen = try played.services()
    #expect(seen.keys.sorted() == Self.all)
    for name in Self.all { #expect(isDead(seen[name]) == dead.contains(name), "\(name)") }
    let again = try mesh.run("replay", rounds, "--at", "1s", "-o", "json")
    #expect(played.output == again.output)
    let stat = try mesh.run("stat", "--source", "replay=\(rounds)", "--at", "1s", "-o", "json")
    #expect(played.output == stat.output)
  }

  @Test("a process that is stopped is failing, and the other instance serves on")
  func stopped() throws {
    let mesh = try TestMesh("--instances", "order=2")
    let status = try JSONDocument(mesh.run("status", "-o", "json").outputBytes).root
    let process = try #require(
      status["instances"]?.items.first { $0["id"]?.string == "order-2" }?["process"]?.integer)
    kill(pid_t(process), SIGSTOP)
    defer { kill(pid_t(process), SIGCONT) }
    try eventually(within: .seconds(60), every: 100, "one of two is healthy") {
      let order = try mesh.run("stat", "-o", "json").services()["order"]
      let reason = order?["reason"]?.string ?? ""
      return order?["healthy"]?.integer == 1 && order?["total"]?.integer == 2
        && reason.contains("1 of 2 instances healthy; order-2: no answer since ")
    }
  }

  // MARK: Sources

  /// A process of a service whose page counts up by itself.
  private func page(of service: String) throws -> Server {
    let start = ContinuousClock.now
    var settings = Server.Settings()
    settings.port = 0
    return try Server(settings) { _ in
      let served = ((ContinuousClock.now - start) / .milliseconds(10)).rounded(.down)
      return Response(
        200,
        text: """
          jvm_info{vendor="Debian"} 1
          http_server_requests_seconds_count{method="GET",status="200",uri="/"} \(served)

          """)
    }
  }

  private func source(_ service: String, _ port: Int) -> [String] {
    ["--source", "metrics=spring-boot:\(service)@http://127.0.0.1:\(port)"]
  }

  @Test("with one of two sources never heard, the other is shown, and the answer of a gate is no")
  func neverHeard() throws {
    let server = try page(of: "order")
    defer { server.stop() }
    let words =
      source("order", Int(server.port)) + source("user", 1) + ["--window", "1s"]
    let stat = try Program.archadvisor.run(arguments: ["mesh", "stat", "-o", "json"] + words)
    let seen = try stat.services()
    #expect(seen.keys.sorted() == ["order", "user"])
    #expect(seen["order"]?["health"]?.string == "healthy")
    #expect(seen["user"]?["health"]?.string == "unknown")
    let reason = "nothing was ever heard of it: connection refused"
    #expect(seen["user"]?["reason"]?.string == reason)
    let check = try Program.archadvisor.run(arguments: ["mesh", "check"] + words)
    #expect(check.status == 1 && check.output.contains("unknown user"), "\(check)")
    let order = ["--where", "name = order"]
    #expect(
      try Program.archadvisor.run(arguments: ["mesh", "check"] + words + order).status == 0)
    for command in ["edges", "graph", "events"] {
      let run = try Program.archadvisor.run(arguments: ["mesh", command] + words)
      #expect(run.status == 0, "\(command): \(run)")
    }
    let both = source("order", 1) + source("user", 1)
    #expect(try Program.archadvisor.run(arguments: ["mesh", "stat"] + both).status == 69)
  }

  @Test("a source that is lost on the way leaves its service failing since then")
  func lostOnTheWay() throws {
    let (order, user) = (try page(of: "order"), try page(of: "user"))
    defer { order.stop() }
    let folder = try TemporaryFolder()
    let words = source("order", Int(order.port)) + source("user", Int(user.port))
    let script = "\"$0\" mesh stat \"$@\" -w --window 2s -o ndjson >lines 2>&1 & echo $!"
    let watch = try Program("/bin/sh").run(
      arguments: ["-c", script, Program.archadvisor.path] + words, in: folder.path)
    let process = try #require(pid_t(watch.output.trimmed))
    defer { kill(process, SIGTERM) }
    func latest(_ name: String) -> JSONValue? {
      let lines = (contents(of: folder.path("lines")) ?? []).split(separator: 0x0A)
      return lines.reversed().lazy.compactMap { try? JSONDocument(Array($0)).root }
        .first { $0["name"]?.string == name }
    }
    try eventually(within: .seconds(60), every: 100, "both are well") {
      latest("order")?["health"]?.string == "healthy"
        && latest("user")?["health"]?.string == "healthy"
    }
    user.stop()
    try eventually(within: .seconds(60), every: 100, "user is failing") { isDead(latest("user")) }
    #expect(latest("order")?["health"]?.string == "healthy")
  }

  @Test("events of the shops that answer are printed, and who does not answer is named")
  func eventsOfSeveral() throws {
    let mesh = try TestMesh()
    #expect(try mesh.run("fault", "add", "user", "--latency", "1ms").status == 0)
    try eventually(within: .seconds(60), every: 100, "the fault is told") {
      let run = try mesh.run("events", "--source", "shop=gone", "--source", "shop", "-o", "ndjson")
      #expect(run.status == 0, "\(run)")
      #expect(run.errors.contains("no mesh named 'gone' runs"), "\(run)")
      return run.output.contains(#""kind":"fault-on""#)
    }
    let none = try mesh.run("events", "--source", "shop=gone", "--source", "shop=away")
    #expect(none.status == 69 && none.output.isEmpty, "\(none)")
  }
}

extension String {
  fileprivate var trimmed: Substring { drop { $0.isWhitespace }.prefix { !$0.isWhitespace } }
}
