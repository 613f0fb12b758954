import JSON
import MeshModel
import Reports
import TestSupport
import Testing

@Suite("A snapshot as JSON")
struct SnapshotJSONTests {
  private func text(_ snapshot: Snapshot) -> String {
    String(decoding: SnapshotJSON(snapshot).bytes(), as: UTF8.self)
  }

  @Test("a failing mesh, and one of which nothing is known yet")
  func golden() throws {
    try expectGolden(text(MeshSamples.failing), "mesh-failing.json")
    try expectGolden(text(MeshSamples.first), "mesh-first.json")
    try expectGolden(text(MeshSamples.messaging), "mesh-messaging.json")
    let edges = EdgesJSON(MeshSamples.failing).bytes()
    try expectGolden(String(decoding: edges, as: UTF8.self), "mesh-failing-edges.json")
  }

  /// The keys a reader may rely on, whatever is known.
  private static let keys = [
    "": ["schema", "id", "at", "window_s", "sources", "services", "edges", "breakers", "channels"],
    "sources": ["id", "kind", "ok", "error", "age_s", "scrape_ms"],
    "services": [
      "name", "health", "reason", "healthy", "total", "answers_per_s", "handled_per_s",
      "error_ratio",
      "in_flight", "latency", "instances",
    ],
    "services/instances": ["id", "address", "version", "health", "observed_by"],
    "services/latency": ["p50_ms", "p95_ms", "p99_ms", "n", "method"],
    "edges": [
      "from", "to", "protocol", "answers_per_s", "attempts_per_s", "error_ratio",
      "attempt_error_ratio", "classes", "retries_per_s", "shed_per_s", "timeouts_per_s",
      "rate_limited_per_s", "in_flight", "latency",
    ],
    "edges/classes": ["2xx", "3xx", "4xx", "5xx"],
    "edges/latency": ["p50_ms", "p95_ms", "p99_ms", "n", "method"],
    "breakers": [
      "from", "to", "instance", "kind", "state", "confidence", "since", "reason", "trips",
      "next_probe_s", "distance",
    ],
    "breakers/distance": ["value", "limit", "unit"],
  ]

  @Test(
    "has every key, whatever is known",
    arguments: [MeshSamples.healthy, MeshSamples.failing, MeshSamples.first, MeshSamples.hostile])
  func keys(_ snapshot: Snapshot) throws {
    let root = try JSONDocument(SnapshotJSON(snapshot).bytes()).root
    for (path, keys) in Self.keys {
      let steps = path.split(separator: "/").map(String.init)
      let nodes = steps.reduce([root]) { nodes, step in
        nodes.compactMap { $0[step] }.flatMap { $0.isArray ? $0.items : [$0] }
      }
      #expect(!nodes.isEmpty, "\(path)")
      for node in nodes { for key in keys { #expect(node[key] != nil, "\(path) has \(key)") } }
    }
  }

  @Test(
    "tells of a channel all that can be told, whatever is known",
    arguments: [MeshSamples.messaging, MeshSamples.hostile])
  func channels(_ snapshot: Snapshot) throws {
    let root = try JSONDocument(SnapshotJSON(snapshot).bytes()).root
    let channels = try #require(root["channels"]?.items)
    #expect(channels.count == snapshot.channels.count)
    for channel in channels {
      for key in [
        "topic", "event", "broker", "producers", "consumers", "published_per_s", "handled_per_s",
        "failed_per_s", "redelivered_per_s", "waiting", "oldest_age_s", "dead_letters",
      ] {
        #expect(channel[key] != nil, "\(key)")
      }
      for key in ["p50_ms", "p95_ms", "p99_ms", "n", "method"] {
        #expect(channel["lag_ms"]?[key] != nil, "\(key)")
      }
    }
  }

  @Test("what nobody measured is null, never nought")
  func unknown() {
    let text = text(MeshSamples.first)
    #expect(text.contains(#""answers_per_s": null"#))
    #expect(text.contains(#""p99_ms": null"#))
    #expect(text.contains(#""healthy": null"#))
    #expect(!text.contains(#""error_ratio": 0"#))
  }

  @Test("one on one line, for those who watch")
  func compact() {
    let text = String(
      decoding: SnapshotJSON(MeshSamples.failing).bytes(pretty: false), as: UTF8.self)
    #expect(text.split(separator: "\n").count == 1 && text.hasSuffix("}\n"))
  }

  @Test("services, edges and events one a line")
  func lines() throws {
    let all =
      MeshLines.services(MeshSamples.failing) + MeshLines.edges(MeshSamples.failing)
      + MeshLines.events(MeshSamples.events)
    try expectGolden(String(decoding: all, as: UTF8.self), "mesh-failing.ndjson")
    try expectGolden(
      String(decoding: MeshLines.edges(MeshSamples.messaging), as: UTF8.self),
      "mesh-messaging.ndjson")
  }

  @Test("and as comma-separated values")
  func csv() throws {
    try expectGolden(
      MeshCSV.services(MeshSamples.failing) + MeshCSV.edges(MeshSamples.failing)
        + MeshCSV.services(MeshSamples.hostile) + MeshCSV.services(MeshSamples.empty),
      "mesh-failing.csv")
    try expectGolden(
      MeshCSV.services(MeshSamples.messaging) + MeshCSV.edges(MeshSamples.messaging),
      "mesh-messaging.csv")
  }
}
