public import Instruments
internal import JSON
internal import YAML

/// Spans as lines of JSON.
public enum SpanText {
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
    }
    return String(writer.text.dropLast())
  }

  /// Reads one line; nil for anything else.
  public static func span(_ line: [UInt8]) -> Span? {
    guard let root = JSONBody.document(line)?.root, let trace = root["trace"]?.text,
      let id = root["id"]?.text, let service = root["service"]?.text,
      let instance = root["instance"]?.text, let name = root["name"]?.text,
      let kind = root["kind"]?.text.flatMap(Span.Kind.init(rawValue:)),
      let start = root["start_us"]?.wholeNumber, let duration = root["duration_us"]?.wholeNumber
    else { return nil }
    return Span(
      trace: trace, id: id, parent: optional(root["parent"]), service: service,
      instance: instance, name: name, kind: kind, start: start, duration: duration,
      failure: optional(root["failure"]))
  }

  private static func optional(_ node: Node?) -> String? {
    guard let node, let text = node.text, !(node.isPlain && text == "null") else { return nil }
    return text
  }
}
