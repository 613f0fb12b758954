import Glibc
import HTTP
import JSON
import TestSupport
import Testing

@Suite("What the business refuses", .serialized)
struct RefusalTests {
  /// The last two products of the shop are scarce.
  @Test("a shop that is sold out is healthy all the same")
  func soldOut() throws {
    let mesh = try TestMesh()
    let status = try JSONDocument(mesh.run("status", "-o", "json").outputBytes).root
    let gateway = try #require(status["gateway"]?.string)
    let client = try Client()
    func order(_ number: Int) throws -> Response {
      let body =
        #"{"user":"user-001","items":[{"product":"product-50","quantity":20}]}"#
      return try client.send(
        Request(
          "POST", "/api/orders",
          headers: Headers([
            ("X-API-Key", "demo-key-load"), ("Content-Type", "application/json"),
            ("Idempotency-Key", "k-\(number)"),
          ]), body: Array(body.utf8)), to: gateway, timeout: 5000)
    }
    var statuses: [Int] = []
    for number in 1...60 {
      let answer = try order(number)
      statuses.append(Int(answer.status))
      #expect(answer.headers["x-outcome"] == nil, "nothing of the inside is shown")
    }
    #expect(statuses.count { $0 == 409 } > 50, "\(statuses)")
    let deadline = ContinuousClock.now + .seconds(60)
    var seen = try mesh.run("stat", "-o", "json").services()
    while seen["inventory"]?["refused_ratio"]?.number ?? 0 < 0.8, ContinuousClock.now < deadline {
      poll(nil, 0, 100)
      seen = try mesh.run("stat", "-o", "json").services()
    }
    for name in ["gateway", "order", "inventory"] {
      #expect(
        seen[name]?["health"]?.string == "healthy", "\(String(describing: seen[name]?["reason"]))")
      #expect(seen[name]?["refused_ratio"]?.number ?? 0 > 0.8)
      #expect(seen[name]?["classes"]?["4xx"]?.number ?? 0 > 0.8)
    }
    #expect(try mesh.run("check", "--fail-on", "degraded").status == 0)
    #expect(
      try mesh.run("stat", "--where", "refused > 80", "-o", "csv").output.contains("inventory"))
    // A wrong request is the caller's fault all the same.
    for _ in 1...200 {
      _ = try client.send(
        Request("GET", "/api/nothing", headers: Headers([("X-API-Key", "demo-key-load")])),
        to: gateway, timeout: 5000)
    }
    while try mesh.run("stat", "-o", "json").services()["gateway"]?["health"]?.string == "healthy",
      ContinuousClock.now < deadline
    { poll(nil, 0, 100) }
    let reason = try mesh.run("stat", "-o", "json").services()["gateway"]?["reason"]?.string ?? ""
    #expect(reason.hasPrefix("http 4xx "), "\(reason)")
  }
}
