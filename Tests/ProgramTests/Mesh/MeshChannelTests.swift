import JSON
import TestSupport
import Testing

@Suite("Messages as the program sees them", .serialized)
struct MeshChannelTests {
  private func snapshot(_ mesh: TestMesh) throws -> JSONValue {
    let run = try mesh.run("stat", "-o", "json")
    try #require(run.status == 0, "\(run)")
    return try JSONDocument(run.outputBytes).root
  }

  private func channel(_ topic: String, _ consumer: String, in snapshot: JSONValue) -> JSONValue? {
    snapshot["channels"]?.items.first {
      $0["topic"]?.string == topic && $0["consumers"]?.items.compactMap(\.string) == [consumer]
    }
  }

  private func service(_ name: String, in snapshot: JSONValue) -> JSONValue? {
    snapshot["services"]?.items.first { $0["name"]?.string == name }
  }

  @Test("orders that are placed are traffic for all who handle what is told of them")
  func traffic() throws {
    let mesh = try TestMesh()
    let load = try mesh.run("load", "--rate", "10", "--for", "2500ms", "--mix", "order=100", "-q")
    try #require(load.status == 0, "\(load)")
    var latest: JSONValue?
    try eventually(within: .seconds(60), every: 200, "payment has handled 25 orders") {
      let now = try snapshot(mesh)
      latest = now
      let lag = channel("orders", "payment", in: now)?["lag_ms"]
      return lag?["n"]?.number == 25
    }
    let now = try #require(latest)
    for name in ["payment", "inventory", "order"] {
      let found = service(name, in: now)
      #expect(found?["health"]?.string == "healthy", "\(name)")
      #expect(found?["handled_per_s"]?.number ?? 0 > 0, "\(name)")
    }
    #expect(service("payment", in: now)?["answers_per_s"]?.number == 0)
    #expect(service("broker", in: now)?["health"]?.string == "healthy")
    // Every topic with every group that takes from it.
    let pairs = now["channels"]?.items.map { channel in
      [channel["topic"], channel["producers"]?.items.first, channel["consumers"]?.items.first]
        .compactMap { $0?.string }
    }
    #expect(
      pairs == [
        ["orders", "order", "inventory"], ["orders", "order", "payment"],
        ["payments", "payment", "order"],
      ])
    let events = now["channels"]?.items.map { $0["event"]?.string }
    #expect(
      events == [
        "OrderCancelled, OrderConfirmed", "OrderPlaced", "PaymentFailed, PaymentSucceeded",
      ])
    for channel in now["channels"]?.items ?? [] {
      #expect(channel["broker"]?.string == "broker")
      #expect(channel["published_per_s"]?.number ?? 0 > 0)
      #expect(channel["failed_per_s"]?.number == 0 && channel["dead_letters"]?.number == 0)
    }
    // Publishing, taking and acknowledging are no calls between services.
    let ends = now["edges"]?.items.flatMap { [$0["from"]?.string, $0["to"]?.string] } ?? []
    #expect(ends.contains("order") && !ends.contains("broker"))
  }

  @Test(
    "what a consumer leaves lying is seen growing, and then draining",
    arguments: ["--hang", "--down"])
  func backlog(fault: String) throws {
    let mesh = try TestMesh()
    let load = try mesh.script(
      "\"$0\" mesh load --rate 10 --for 300s --mix order=100 >load.txt 2>&1 & echo $!")
    defer { _ = try? mesh.script("kill \(load.output)") }
    try eventually(within: .seconds(60), every: 200, "payment handles orders") {
      let channel = channel("orders", "payment", in: try snapshot(mesh))
      return channel?["handled_per_s"]?.number ?? 0 > 0
    }
    #expect(try mesh.run("fault", "add", "payment", fault, "--for", "5m").status == 0)
    var seen: [(waiting: Double, age: Double)] = [(0, 0)]
    try eventually(within: .seconds(60), every: 200, "ever more wait, ever longer") {
      let level = channel("orders", "payment", in: try snapshot(mesh))
      let now = (level?["waiting"]?.number ?? 0, level?["oldest_age_s"]?.number ?? 0)
      if now.0 > seen[seen.count - 1].waiting, now.1 > seen[seen.count - 1].age {
        seen.append(now)
      }
      return seen.count > 5 && now.1 > 6
    }
    try eventually(within: .seconds(60), every: 200, "payment is failing for that") {
      let payment = service("payment", in: try snapshot(mesh))
      return payment?["health"]?.string == "failing"
    }
    #expect(try mesh.run("check").status == 1)
    #expect(try mesh.run("halt").status == 0)
    try eventually(within: .seconds(60), every: 200, "all is handled") {
      let channel = channel("orders", "payment", in: try snapshot(mesh))
      return channel?["oldest_age_s"]?.number ?? 99 < 1
        && channel?["handled_per_s"]?.number ?? 0 > 8
    }
    try eventually(within: .seconds(60), every: 200, "payment is well again") {
      service("payment", in: try snapshot(mesh))?["health"]?.string == "healthy"
    }
    let events = try mesh.run("events", "--where", "subject = payment", "-o", "ndjson").output
    #expect(events.contains(#""kind":"backlog","#), "\(events)")
    #expect(events.contains(#""kind":"backlog-cleared","#), "\(events)")
  }
}
