import JSON
import MeshModel
import Testing

@testable import Telemetry

/// Three minutes of a real proxy, asked twice a second, as changes of what its admin interface said.
struct EnvoyTimelineTests {
  /// One look, with all that was said up to it.
  private struct Look {
    let seconds: Double
    let phase: String
    let figures: [String: Double]
    let hosts: [String: String]

    /// What the proxy would have answered.
    var stats: [UInt8] {
      var entries: [String] = []
      for (name, value) in figures {
        entries.append(#"{"name":"cluster.\#(name)","value":\#(Int(value))}"#)
      }
      for cluster in ["payment", "inventory"] {
        let completed = figures["\(cluster).upstream_rq_completed"] ?? 0
        let good = Int(completed - (figures["\(cluster).upstream_rq_5xx"] ?? 0))
        entries.append(#"{"name":"cluster.\#(cluster).upstream_rq_2xx","value":\#(good)}"#)
      }
      return Array(#"{"stats":[\#(entries.joined(separator: ","))]}"#.utf8)
    }

    var clusters: [UInt8] {
      let list = [("payment", ["payment-1", "payment-2"]), ("inventory", ["inventory-1"])]
      let texts = list.map { name, hosts in
        #"{"name":"\#(name)","host_statuses":[\#(hosts.map(host).joined(separator: ","))],"#
          + #""circuit_breakers":{"thresholds":[{"max_connections":100,"#
          + #""max_pending_requests":8,"max_requests":16,"max_retries":3}]}}"#
      }
      return Array(#"{"cluster_statuses":[\#(texts.joined(separator: ","))]}"#.utf8)
    }

    private func host(_ name: String) -> String {
      let flags = (hosts[name] ?? "healthy").split { !$0.isLetter && $0 != "_" }
        .filter { $0 != "healthy" }.map { #""\#($0)":true"# }.joined(separator: ",")
      let port = name == "payment-1" ? 15103 : name == "payment-2" ? 15104 : 15105
      return #"{"address":{"socket_address":{"address":"127.0.0.1","port_value":\#(port)}},"#
        + #""stats":[],"health_status":{\#(flags)},"hostname":"\#(name)"}"#
    }
  }

  private static func looks() throws -> [Look] {
    var figures: [String: Double] = [:]
    var hosts: [String: String] = [:]
    return try EnvoyCapture.file("order-1.timeline.jsonl").split(separator: 0x0A).map { line in
      let root = try JSONDocument(Array(line)).root
      for (name, value) in root.members where name != "t" && name != "phase" {
        if name.hasPrefix("host:") {
          hosts[String(name.dropFirst(5))] = value.string
        } else {
          figures[name] = value.number
        }
      }
      return Look(
        seconds: (root["t"]?.number ?? 0) - 1_795_233_800, phase: root["phase"]?.string ?? "",
        figures: figures, hosts: hosts)
    }
  }

  /// All snapshots, each with the phase it was taken in.
  private static func play() throws -> (
    snapshots: [(phase: String, Snapshot)], events: [(phase: String, MeshEvent)]
  ) {
    var watch = try EnvoyWatch()
    var snapshots: [(String, Snapshot)] = []
    var events: [(String, MeshEvent)] = []
    var known = 0
    for look in try looks() {
      try watch.look(at: look.seconds, stats: look.stats, clusters: look.clusters)
      #expect(watch.latest.problem == nil)
      snapshots.append((look.phase, watch.snapshot(at: look.seconds)))
      events += watch.state.events.after(known).map { (look.phase, $0) }
      known = watch.state.events.newest
    }
    return (snapshots, events)
  }

  @Test func ejectionsAndProbesAreSeenInTheirPhases() throws {
    let (snapshots, events) = try Self.play()
    let kinds: Set<EventKind> = [.breakerOpen, .probeFailed, .breakerHalfOpen, .breakerClosed]
    func tell(_ phase: String) -> [String] {
      events.filter { $0.phase.hasPrefix(phase) && kinds.contains($0.1.kind) }
        .filter { $0.1.subject == "order:payment-2" }.map { $0.1.kind.rawValue }
    }
    #expect(tell("1-healthy").isEmpty && tell("2-slow").isEmpty && tell("3-flaky").isEmpty)
    // Two returns failed within some hundred milliseconds: one between two looks, one met by a look.
    #expect(
      tell("4-failing") == [
        "breaker-open", "probe-failed", "breaker-half-open", "breaker-open",
      ])
    #expect(tell("6-proxy-down") == ["breaker-half-open", "breaker-closed"])
    let overflowing = snapshots.filter { $0.phase == "7-overflow" }.compactMap {
      $0.1.breaker("payment", .concurrency)?.state
    }.drop { $0 == .closed }
    // The gauge read open in half of the looks; counters tell it in all of them.
    #expect(overflowing.count >= 40 && overflowing.allSatisfy { $0 == .shedding })
    let calm = snapshots.filter { $0.phase == "10-recovered" }.suffix(10).compactMap {
      $0.1.breaker("payment", .concurrency)?.state
    }
    #expect(calm.count == 10 && calm.allSatisfy { $0 == .closed })
    #expect(tell("10-recovered").allSatisfy { $0 == "breaker-closed" })
  }

  @Test func tripsAreThoseOfTheEventLog() throws {
    let (snapshots, _) = try Self.play()
    let last = try #require(snapshots.last?.1)
    let trips = ["payment-1", "payment-2"].map {
      last.breaker("payment", .ejection, $0)?.trips ?? 0
    }
    // The counter of the cluster, which the proxy itself kept.
    #expect(trips.reduce(0, +) == 10)
  }

  @Test func nobodyIsSaidToPanic() throws {
    // All hosts were out for a while, and nothing was sent to them.
    let (_, events) = try Self.play()
    #expect(!events.contains { $0.1.kind == .panic || $0.1.kind == .restart })
  }

  @Test func exhaustedRetriesAreTold() throws {
    let (snapshots, _) = try Self.play()
    let states = snapshots.filter { $0.phase == "8-hang" }.compactMap {
      $0.1.breaker("payment", .retryBudget)
    }
    #expect(states.contains { $0.state == .shedding && $0.reason?.contains("retries") == true })
  }
}
