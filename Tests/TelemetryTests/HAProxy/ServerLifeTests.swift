import MeshModel
import TestSupport
import Testing

@testable import Telemetry

/// Servers that go down and come up again.
struct ServerLifeTests {
  struct Case: CustomTestStringConvertible {
    let status: String
    var throttle = ""
    var checkStatus = "L7OK"
    let health: InstanceHealth

    var testDescription: String { "\(status) \(throttle) \(checkStatus)" }
  }

  @Test(arguments: [
    Case(status: "UP", health: .healthy),
    Case(status: "UP 1/3", health: .degraded),
    Case(status: "UP", throttle: "25", health: .probing),
    Case(status: "DOWN", checkStatus: "L4CON", health: .unhealthy),
    Case(status: "DOWN", checkStatus: "HANA", health: .ejected),
    Case(status: "DOWN", checkStatus: "* HANA", health: .ejected),
    Case(status: "DOWN 1/2", health: .probing),
    Case(status: "DOWN (agent)", health: .unhealthy),
    Case(status: "MAINT", checkStatus: "", health: .draining),
    Case(status: "MAINT (via web/a)", checkStatus: "", health: .draining),
    Case(status: "MAINT (resolution)", checkStatus: "", health: .unhealthy),
    Case(status: "DRAIN", health: .draining),
    Case(status: "DRAIN 1/2", health: .draining),
    Case(status: "NOLB", health: .draining),
    Case(status: "NOLB 1/3", health: .draining),
    Case(status: "no check", checkStatus: "", health: .unknown),
    Case(status: "SIDEWAYS 9/0", health: .unknown),
    Case(status: "", health: .unknown),
  ])
  func theStatusTellsTheHealth(_ row: Case) throws {
    var table = MadeUpTable("status", "throttle", "check_status", "stot", "scur", "req_tot")
    table.server("web", "a", row.status, row.throttle, row.checkStatus, "0", "0", "0")
    table.backend("web", "UP", "", "", "0", "0", "0")
    var look = ProxyLook()
    look.take(table.text(), at: 1)
    #expect(look.instance("a")?.health == row.health)
  }

  private static func text(
    _ status: String, throttle: String = "", check: String = "L7OK", down: Int = 0,
    words: String = ""
  ) -> [UInt8] {
    var table = MadeUpTable(
      "status", "throttle", "check_status", "chkdown", "hanafail", "last_chk", "stot")
    table.frontend("web", "OPEN", "", "", "", "", "", "0")
    table.server("pay", "a", status, throttle, check, "\(down)", "\(down)", words, "0")
    table.backend("pay", "UP", "", "", "", "", "", "0")
    return table.text()
  }

  @Test func aMarkDownIsABreakerThatProbes() throws {
    var look = ProxyLook()
    look.take(Self.text("UP"), at: 1)
    #expect(look.breaker(.ejection, "a")?.state == .closed)
    let words = "\"Detected 5 consecutive errors, last one was: \"\"HTTP status\"\"\""
    look.take(Self.text("DOWN", check: "HANA", down: 1, words: words), at: 2)
    let open = try #require(look.breaker(.ejection, "a"))
    #expect(open.state == .open && open.confidence == .reported && open.trips == 1)
    #expect(open.reason == "Detected 5 consecutive errors, last one was: \"HTTP status\"")
    #expect(open.from == "web" && open.to == "pay" && look.instance("a")?.health == .ejected)
    look.take(Self.text("DOWN 1/2", down: 1), at: 3)
    let probing = try #require(look.breaker(.ejection, "a"))
    #expect(probing.state == .halfOpen && probing.confidence == .derived)
    #expect(probing.reason == "1 of 2 checks passed")
    look.take(Self.text("UP", throttle: "25", down: 1), at: 4)
    #expect(look.breaker(.ejection, "a")?.reason == "starts slowly, at 25% of its weight")
    look.take(Self.text("UP", down: 1), at: 5)
    #expect(look.breaker(.ejection, "a")?.state == .closed)
    #expect(look.happened("web:a") == [.breakerOpen, .breakerHalfOpen, .breakerClosed])
  }

  /// It came up, failed and went down again between two looks.
  @Test func aFailedProbeIsSeenByItsCount() throws {
    var look = ProxyLook()
    look.take(Self.text("UP"), at: 1)
    look.take(Self.text("DOWN", check: "HANA", down: 1), at: 2)
    look.take(Self.text("DOWN", check: "HANA", down: 2), at: 5)
    #expect(look.happened("web:a") == [.breakerOpen, .probeFailed])
  }

  @Test func aServerThatChecksFindDeadIsNotEjected() throws {
    var look = ProxyLook()
    look.take(Self.text("UP"), at: 1)
    var dead = MadeUpTable("status", "check_status", "chkdown", "hanafail", "last_chk", "stot")
    dead.server("pay", "a", "DOWN", "L4CON", "1", "0", "Connection refused", "0")
    dead.backend("pay", "DOWN", "", "1", "", "", "0")
    look.take(dead.text(), at: 2)
    #expect(look.instance("a")?.health == .unhealthy)
    let breaker = try #require(look.breaker(.ejection, "a"))
    #expect(breaker.state == .closed && breaker.trips == 0)
    #expect(look.service("pay")?.health.status == .failing)
  }

  /// The captures were made while it came up: what marked it down is remembered by its counter.
  @Test(arguments: ["9-observe-markdown-t2", "9-observe-markdown-t5", "5-recovering-t4"])
  func aFirstLookKnowsWhoWasMarkedDown(_ name: String) throws {
    var look = ProxyLook()
    try look.take(captures: [name])
    #expect(look.breaker(.ejection, "payment-2")?.state == .halfOpen)
    #expect(look.instance("payment-2")?.health == .probing)
    #expect(try #require(look.breaker(.ejection, "payment-2")?.since) > 0)
    #expect(look.breaker(.ejection, "payment-1")?.state == .closed)
  }

  /// Counted while everything is down, a request was not shed: there was nobody to take it.
  @Test func withoutAServerNothingIsShed() throws {
    func text(_ status: String, _ errors: Int) -> [UInt8] {
      var table = MadeUpTable("status", "econ", "stot", "slim", "scur", "req_tot", "hrsp_5xx")
      table.server("pay", "a", status, "0", "0", "4", "0", "0", "0")
      table.backend("pay", status, "\(errors)", "\(errors)", "", "0", "\(errors)", "\(errors)")
      return table.text()
    }
    var look = ProxyLook()
    look.take(text("UP", 0), at: 1)
    look.take(text("DOWN", 10), at: 2)
    let traffic = try #require(look.edge(to: "pay")).traffic
    #expect(traffic.unreachablePerSecond == 10 && traffic.shedPerSecond == 0)
    #expect(look.breaker(.concurrency, "pay") == nil, "nothing is limited where nobody serves")
  }

  @Test func servicesAndInstancesAreNamedOnce() throws {
    var table = MadeUpTable("status", "stot", "req_tot")
    table.server("web", "s1", "UP", "0", "0")
    table.backend("web", "UP", "0", "0")
    table.server("pay", "s1", "UP", "0", "0")
    table.server("pay", "haproxy", "UP", "0", "0")
    table.backend("pay", "UP", "0", "0")
    var look = ProxyLook()
    look.take(table.text(), at: 1)
    let names = look.snapshot.services.flatMap(\.instances).map(\.id)
    #expect(names == ["haproxy", "pay/haproxy", "pay/s1", "web/s1"])
  }

  @Test(arguments: [
    (["web"], ["pay"], "web"), (["web", "api"], ["pay"], "haproxy"),
    (["pay"], ["pay"], "haproxy"), ([], ["pay"], "haproxy"),
    (["a", "b"], ["haproxy"], "haproxy-proxy"),
  ])
  func theCallerIsTheOnlyFrontendOrTheProxy(
    _ frontends: [String], _ backends: [String], _ caller: String
  ) throws {
    var table = MadeUpTable("status", "stot", "req_tot")
    for name in frontends { table.frontend(name, "OPEN", "0", "0") }
    for name in backends {
      table.server(name, "s-\(name)", "UP", "0", "0")
      table.backend(name, "UP", "0", "0")
    }
    var look = ProxyLook()
    look.take(table.text(), at: 1)
    #expect(look.snapshot.edges.map(\.from) == backends.map { _ in caller })
  }
}
