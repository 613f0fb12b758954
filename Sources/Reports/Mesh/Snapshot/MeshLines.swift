internal import Instruments
internal import JSON
public import MeshModel

/// What happened as `archadvisor.events/1`.
public enum EventsJSON {
  public static let schema = "archadvisor.events/1"

  public static func bytes(_ events: [MeshEvent]) -> [UInt8] {
    var json = JSONWriter()
    json.object {
      $0.string("schema", schema)
      $0.array("events", events) { json, event in json.object { $0.fields(of: event) } }
    }
    return json.bytes
  }
}

/// Services, edges or events as lines of JSON, one each.
public enum MeshLines {
  /// Each with the snapshot it is from.
  public static func services(_ snapshot: Snapshot) -> [UInt8] {
    lines(snapshot.services) { json, service in
      json.origin(snapshot)
      json.fields(of: service)
    }
  }

  /// Calls, and behind them channels as edges whose protocol is `messages`.
  public static func edges(_ snapshot: Snapshot) -> [UInt8] {
    lines(snapshot.edges) { json, edge in
      json.origin(snapshot)
      json.fields(of: edge)
    }
      + lines(snapshot.channels) { json, channel in
        json.origin(snapshot)
        json.string("from", channel.producers.joined(separator: ","))
        json.string("to", channel.consumers.joined(separator: ","))
        json.string("protocol", Snapshot.Channel.protocol)
        json.fields(of: channel)
      }
  }

  public static func events(_ events: [MeshEvent]) -> [UInt8] {
    lines(events) { json, event in json.fields(of: event) }
  }

  private static func lines<Value>(
    _ values: [Value], _ fields: (inout JSONWriter, Value) -> Void
  ) -> [UInt8] {
    values.flatMap { value in
      var json = JSONWriter(pretty: false)
      json.object { fields(&$0, value) }
      return json.bytes
    }
  }
}

extension JSONWriter {
  fileprivate mutating func fields(of event: MeshEvent) {
    string("at", Timestamp.text(microseconds: event.at))
    string("kind", event.kind.rawValue)
    string("subject", event.subject)
    string("detail", event.detail)
    string("snapshot", event.snapshot)
  }

  fileprivate mutating func origin(_ snapshot: Snapshot) {
    string("snapshot", snapshot.id)
    string("at", Timestamp.text(microseconds: snapshot.at))
    decimal("window_s", snapshot.windowSeconds)
  }
}
