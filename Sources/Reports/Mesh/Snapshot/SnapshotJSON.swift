internal import Instruments
internal import JSON
internal import MeshLook
public import MeshModel

/// A snapshot as `archadvisor.snapshot/1`: every key is always there, and a value without a valid
/// window is `null`.
public struct SnapshotJSON {
  public static let schema = "archadvisor.snapshot/1"

  private let snapshot: Snapshot

  public init(_ snapshot: Snapshot) { self.snapshot = snapshot }

  /// - Parameter pretty: one value a line; otherwise everything on one.
  public func bytes(pretty: Bool = true) -> [UInt8] {
    var json = JSONWriter(pretty: pretty)
    json.object {
      $0.string("schema", Self.schema)
      $0.head(of: snapshot)
      $0.string("overall", MeshVerdict(snapshot).key)
      $0.array("sources", snapshot.sources) { json, source in json.source(source) }
      $0.array("services", snapshot.services) { json, service in
        json.object { $0.fields(of: service) }
      }
      $0.array("edges", snapshot.edges) { json, edge in json.object { $0.fields(of: edge) } }
      $0.array("breakers", snapshot.breakers) { json, breaker in
        json.object { $0.fields(of: breaker) }
      }
      $0.array("channels", snapshot.channels) { json, channel in
        json.object { $0.fields(of: channel) }
      }
      $0.array("faults", snapshot.faults) { json, fault in
        json.object {
          $0.string("target", fault.target)
          $0.string("effect", fault.effect)
          $0.decimal("remaining_s", fault.secondsLeft(at: snapshot.at))
        }
      }
    }
    return json.bytes
  }
}

/// The edges of a snapshot as `archadvisor.edges/1`, each as in the snapshot with its breakers.
public struct EdgesJSON {
  public static let schema = "archadvisor.edges/1"

  private let snapshot: Snapshot

  public init(_ snapshot: Snapshot) { self.snapshot = snapshot }

  public func bytes(pretty: Bool = true) -> [UInt8] {
    var json = JSONWriter(pretty: pretty)
    json.object {
      $0.string("schema", Self.schema)
      $0.head(of: snapshot)
      $0.array("sources", snapshot.sources) { json, source in json.source(source) }
      $0.array("edges", snapshot.edges) { json, edge in json.object { $0.fields(of: edge) } }
      $0.array("breakers", snapshot.breakers) { json, breaker in
        json.object { $0.fields(of: breaker) }
      }
      $0.array("channels", snapshot.channels) { json, channel in
        json.object { $0.fields(of: channel) }
      }
    }
    return json.bytes
  }
}

extension JSONWriter {
  mutating func head(of snapshot: Snapshot) {
    string("id", snapshot.id)
    string("at", Timestamp.text(microseconds: snapshot.at))
    decimal("window_s", snapshot.windowSeconds)
  }

  mutating func source(_ source: Snapshot.Source) {
    object {
      $0.string("id", source.id)
      $0.string("kind", source.kind)
      $0.flag("ok", source.isGood)
      $0.string("error", source.problem)
      $0.decimal("age_s", source.ageSeconds)
      $0.decimal("scrape_ms", source.scrapeMilliseconds)
    }
  }

  mutating func fields(of breaker: Snapshot.Breaker) {
    string("from", breaker.from)
    string("to", breaker.to)
    string("instance", breaker.instance)
    string("kind", breaker.kind.rawValue)
    string("state", breaker.state.rawValue)
    string("confidence", breaker.confidence.rawValue)
    string("since", breaker.since.map { Timestamp.text(microseconds: $0) })
    string("reason", breaker.reason)
    decimal("trips", breaker.trips)
    decimal("next_probe_s", breaker.nextProbeSeconds)
    object("distance") {
      $0.decimal("value", breaker.distance?.value)
      $0.decimal("limit", breaker.distance?.limit)
      $0.string("unit", breaker.distance?.unit)
    }
    array("observers", breaker.observers)
    integer("observer_count", breaker.observerCount)
  }
}
