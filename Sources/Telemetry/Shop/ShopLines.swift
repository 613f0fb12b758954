internal import JSON
public import MeshModel

/// The lines of `/internal/breakers`: one JSON object for each breaker of the process.
enum BreakerLines {
  static func read(_ text: [UInt8]) -> [BreakerReading] {
    Lines.objects(text).compactMap(reading)
  }

  private static func reading(_ line: JSONValue) -> BreakerReading? {
    guard let to = line["to"]?.string,
      let state = line["state"]?.string.flatMap(BreakerCondition.init(rawValue:))
    else { return nil }
    var reading = BreakerReading(to: to, kind: .library, state: state, confidence: .reported)
    reading.since = line["since"]?.string.flatMap(WireTime.microseconds)
    reading.reason = line["reason"]?.string
    reading.trips = line["trips"]?.number
    reading.nextProbeSeconds = line["next_probe_ms"]?.number.map { $0 / 1000 }
    if let distance = line["distance"], let value = distance["value"]?.number,
      let limit = distance["limit"]?.number, let unit = distance["unit"]?.string
    {
      reading.distance = TripDistance(value: value, limit: limit, unit: unit)
    }
    return reading
  }
}

/// Lines with one event each, as `/internal/events` and `mesh events -o ndjson` write them.
public enum EventLines {
  /// Lines that are no event are left out.
  public static func read(_ text: [UInt8]) -> [MeshEvent] {
    Lines.objects(text).compactMap { line in
      guard let at = line["at"]?.string.flatMap(WireTime.microseconds),
        let kind = line["kind"]?.string, let subject = line["subject"]?.string
      else { return nil }
      return MeshEvent(
        at: at, kind: EventKind(rawValue: kind), subject: subject,
        detail: line["detail"]?.string ?? "", snapshot: line["snapshot"]?.string)
    }
  }
}

/// One JSON object a line.
enum Lines {
  static func objects(_ text: [UInt8]) -> [JSONValue] {
    text.split(separator: 0x0A).compactMap { line in
      guard let root = try? JSONDocument(Array(line), depth: 8).root, root.isObject else {
        return nil
      }
      return root
    }
  }
}
