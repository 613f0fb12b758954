public import Instruments
internal import JSON

/// Spans as lines of JSON.
public enum SpanText {
  /// One line of JSON, without its line break.
  public static func json(_ span: Span) -> String {
    var writer = JSONWriter(pretty: false)
    writer.object {
      $0.string("trace", span.trace)
      $0.string("id", span.id)
      $0.string("parent", span.parent)
      $0.string("service", span.service)
      $0.string("instance", span.instance)
      $0.string("name", span.name)
      $0.string("kind", span.kind.rawValue)
      $0.integer("start_us", span.start)
      $0.integer("duration_us", span.duration)
      $0.string("failure", span.failure)
      if let message = span.message {
        $0.string("topic", message.topic)
        $0.string("event", message.event)
        if let waited = message.waited { $0.integer("waited_us", waited) }
      }
      if let callee = span.callee { $0.string("callee", callee) }
      if let breaker = span.breaker { $0.string("breaker", breaker) }
    }
    return String(writer.text.dropLast())
  }

  /// Reads one line; nil for anything else.
  public static func span(_ line: [UInt8]) -> Span? {
    guard let root = try? JSONDocument(line, depth: 4).root, let trace = root["trace"]?.string,
      let id = root["id"]?.string, let service = root["service"]?.string,
      let instance = root["instance"]?.string, let name = root["name"]?.string,
      let kind = root["kind"]?.string.flatMap(Span.Kind.init(rawValue:)),
      let start = microseconds(root["start_us"]), let duration = microseconds(root["duration_us"])
    else { return nil }
    return Span(
      trace: trace, id: id, parent: root["parent"]?.string, service: service,
      instance: instance, name: name, kind: kind, start: start, duration: duration,
      failure: root["failure"]?.string, callee: root["callee"]?.string,
      breaker: root["breaker"]?.string,
      message: root["topic"]?.string.map { topic in
        Span.Message(
          topic: topic, event: root["event"]?.string, waited: microseconds(root["waited_us"]))
      })
  }

  /// The spans of many lines; what is none is left out.
  public static func spans(_ text: [UInt8]) -> [Span] {
    text.split(separator: UInt8(ascii: "\n")).compactMap { span(Array($0)) }
  }

  private static func microseconds(_ value: JSONValue?) -> Int? {
    value?.number.flatMap { abs($0) < 9e15 ? Int($0) : nil }
  }
}
