internal import Instruments
internal import JSON
public import MeshModel

/// Services, edges or events as lines of JSON, one each.
public enum MeshLines {
  /// Each with the snapshot it is from.
  public static func services(_ snapshot: Snapshot) -> [UInt8] {
    lines(snapshot.services) { json, service in
      json.origin(snapshot)
      json.fields(of: service)
    }
  }

  public static func edges(_ snapshot: Snapshot) -> [UInt8] {
    lines(snapshot.edges) { json, edge in
      json.origin(snapshot)
      json.fields(of: edge)
    }
  }

  public static func events(_ events: [MeshEvent]) -> [UInt8] {
    lines(events) { json, event in
      json.string("at", Timestamp.text(microseconds: event.at))
      json.string("kind", event.kind.rawValue)
      json.string("subject", event.subject)
      json.string("detail", event.detail)
      json.string("snapshot", event.snapshot)
    }
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
  fileprivate mutating func origin(_ snapshot: Snapshot) {
    string("snapshot", snapshot.id)
    string("at", Timestamp.text(microseconds: snapshot.at))
    decimal("window_s", snapshot.windowSeconds)
  }
}
