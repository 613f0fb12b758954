import MeshModel
import Testing

@testable import Telemetry

/// Restarts of all sorts, panic, and sources that do not answer.
struct EnvoyRestartTests {
  private static func stats(
    _ total: Int, uptime: Int = 100, generation: Int? = nil, more: String = ""
  ) -> [UInt8] {
    let restarts = generation.map {
      #",{"name":"server.hot_restart_generation","value":\#($0)}"#
    }
    return Array(
      (#"{"stats":[{"name":"cluster.small.upstream_rq_total","value":\#(total)},"#
        + #"{"name":"cluster.small.upstream_rq_2xx","value":\#(total)},"#
        + #"{"name":"server.uptime","value":\#(uptime)}\#(restarts ?? "")\#(more)]}"#).utf8)
  }

  private static func clusters(_ flags: String = "") -> [UInt8] {
    Array(
      (#"{"cluster_statuses":[{"name":"small","host_statuses":[{"address":{"socket_address":"#
        + #"{"address":"127.0.0.1","port_value":1}},"health_status":{\#(flags)}}]}]}"#).utf8)
  }

  private static func info(uptime: Int, epoch: Int = 0) -> [UInt8] {
    Array(
      (#"{"node":{"id":"order-1","cluster":"order"},"uptime_current_epoch":"\#(uptime)s","#
        + #""command_line_options":{"restart_epoch":\#(epoch)}}"#).utf8)
  }

  private static func rate(_ watch: EnvoyWatch, at seconds: Double) -> Double? {
    watch.snapshot(at: seconds).edge("small")?.traffic.answersPerSecond
  }

  private static func restarts(_ watch: EnvoyWatch) -> Int {
    watch.state.events.all.filter { $0.kind == .restart }.count
  }

  @Test func theSetupIsOnlyAskedForWhenItMayHaveChanged() throws {
    var watch = try EnvoyWatch()
    #expect(watch.requests(at: 1).count == 6)
    try watch.look(at: 1, stats: Self.stats(0), clusters: Self.clusters())
    #expect(watch.requests(at: 2).count == 2)
    try watch.look(at: 500, stats: Self.stats(1, uptime: 599), clusters: Self.clusters())
    #expect(watch.requests(at: 501).count == 2)
    try watch.look(at: 501, stats: Self.stats(0, uptime: 1), clusters: Self.clusters())
    #expect(watch.requests(at: 502).count == 6)
  }

  @Test func whatWasCountedInAnotherLifeIsNotSubtracted() throws {
    var watch = try EnvoyWatch()
    for (second, total, uptime) in [(1, 1000, 50), (2, 1010, 51), (3, 4, 1), (4, 14, 2)] {
      try watch.look(
        at: Double(second), stats: Self.stats(total, uptime: uptime), clusters: Self.clusters(),
        info: Self.info(uptime: uptime))
    }
    // Ten in the first second and ten in the last; the one in between is not known.
    #expect(Self.restarts(watch) == 1)
    #expect(watch.snapshot(at: 4).edge("small")?.traffic.answersPerSecond == 20.0 / 3)
  }

  @Test func aHotRestartIsARestartThoughCountersRise() throws {
    var watch = try EnvoyWatch()
    try watch.look(
      at: 1, stats: Self.stats(98, uptime: 5, generation: 1), clusters: Self.clusters(),
      info: Self.info(uptime: 5))
    // The new process began with what the old one had not handed on yet, and uptime adds up both.
    try watch.look(
      at: 11, stats: Self.stats(125, uptime: 73, generation: 2), clusters: Self.clusters())
    #expect(Self.rate(watch, at: 11) == nil)
    #expect(Self.restarts(watch) == 1)
    try watch.look(
      at: 12, stats: Self.stats(130, uptime: 74, generation: 2), clusters: Self.clusters(),
      info: Self.info(uptime: 4, epoch: 1))
    #expect(Self.rate(watch, at: 12) == 5)
    // When the old process is gone the uptime falls; that is no restart.
    try watch.look(
      at: 13, stats: Self.stats(140, uptime: 12, generation: 2), clusters: Self.clusters())
    try watch.look(
      at: 14, stats: Self.stats(150, uptime: 13, generation: 2), clusters: Self.clusters(),
      info: Self.info(uptime: 6, epoch: 1))
    #expect(Self.restarts(watch) == 1)
    #expect(Self.rate(watch, at: 14) == 25.0 / 3)
  }

  @Test func aRestartOfAnIdleProxyIsSeenByItsOwnWords() throws {
    var watch = try EnvoyWatch()
    try watch.look(
      at: 1, stats: Self.stats(0, uptime: 50), clusters: Self.clusters(),
      info: Self.info(uptime: 50))
    try watch.look(at: 2, stats: Self.stats(0, uptime: 1), clusters: Self.clusters())
    #expect(Self.restarts(watch) == 0)
    try watch.look(
      at: 3, stats: Self.stats(0, uptime: 2), clusters: Self.clusters(),
      info: Self.info(uptime: 2))
    #expect(Self.restarts(watch) == 1)
  }

  @Test func trafficToEjectedHostsIsPanic() throws {
    let none = #",{"name":"cluster.small.membership_healthy","value":0}"#
    let ejected = Self.clusters(#""failed_outlier_check":true"#)
    var watch = try EnvoyWatch()
    try watch.look(at: 1, stats: Self.stats(10, more: none), clusters: ejected)
    try watch.look(at: 2, stats: Self.stats(10, more: none), clusters: ejected)
    #expect(!watch.state.events.all.contains { $0.kind == .panic })
    try watch.look(at: 3, stats: Self.stats(40, more: none), clusters: ejected)
    let panics = watch.state.events.all.filter { $0.kind == .panic }
    #expect(panics.map(\.subject) == ["order:small"])
    let breaker = watch.snapshot(at: 3).breakers.first { $0.kind == .ejection }
    #expect(breaker?.state == .open && breaker?.reason?.contains("sent to all the same") == true)
  }

  @Test func aBadPageIsAnIllSource() throws {
    var watch = try EnvoyWatch()
    try watch.look(at: 1, stats: Self.stats(1), clusters: Self.clusters())
    try watch.look(at: 2, stats: Array("{\"stats\":[{".utf8), clusters: Self.clusters())
    #expect(watch.latest.problem == "its stats are not as Envoy writes them, at byte 11")
    #expect(watch.latest.observations.first?.clients.isEmpty == true)
    #expect(watch.latest.observations.first?.instances.map(\.service) == ["small"])
    try watch.look(at: 3, stats: Self.stats(1), clusters: Array("<html>".utf8))
    #expect(watch.latest.problem == "its list of clusters is not as Envoy writes it")
    #expect(watch.latest.observations.first?.clients.map(\.to) == ["small"])
    #expect(watch.latest.observations.first?.instances.map(\.service) == ["order"])
    watch.fail(at: 4, "connection refused")
    #expect(watch.latest.problem == "connection refused" && watch.latest.observations.isEmpty)
    let source = try #require(watch.snapshot(at: 4).sources.first)
    #expect(!source.isGood && source.ageSeconds == 1)
    try watch.look(at: 5, stats: Self.stats(5), clusters: Self.clusters())
    #expect(watch.snapshot(at: 5).sources.map(\.isGood) == [true])
    #expect(watch.state.events.all.map(\.kind).contains(.sourceBack))
  }

  @Test func limitsThatAreNeverReachedCannotTrip() throws {
    let list = Array(
      (#"{"cluster_statuses":[{"name":"small","circuit_breakers":{"thresholds":["#
        + #"{"max_connections":4294967295,"max_pending_requests":4294967295,"#
        + #""max_requests":4294967295}]}}]}"#).utf8)
    var watch = try EnvoyWatch()
    try watch.look(at: 1, stats: Self.stats(1), clusters: list)
    #expect(watch.snapshot(at: 1).breaker("small", .concurrency)?.state == .cannotTrip)
  }

  @Test func littleLeftIsNearTheLimit() throws {
    let list = Array(
      (#"{"cluster_statuses":[{"name":"small","circuit_breakers":{"thresholds":["#
        + #"{"max_connections":10,"max_pending_requests":10,"max_requests":10}]}}]}"#).utf8)
    func left(_ count: Int) -> [UInt8] {
      Self.stats(
        1,
        more:
          #",{"name":"cluster.small.circuit_breakers.default.remaining_rq","value":\#(count)}"#)
    }
    var watch = try EnvoyWatch()
    try watch.look(at: 1, stats: left(1), clusters: list)
    let breaker = try #require(watch.snapshot(at: 1).breaker("small", .concurrency))
    #expect(breaker.state == .nearLimit)
    #expect(breaker.distance == TripDistance(value: 9, limit: 10, unit: "requests at a time"))
    // It was so at one look of the last ten seconds.
    try watch.look(at: 6, stats: left(10), clusters: list)
    #expect(watch.snapshot(at: 6).breaker("small", .concurrency)?.state == .nearLimit)
    try watch.look(at: 20, stats: left(10), clusters: list)
    #expect(watch.snapshot(at: 20).breaker("small", .concurrency)?.state == .closed)
  }
}
