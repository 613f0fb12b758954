internal import Instruments
internal import JSON
internal import MeshLook

extension WaterfallReport {
  /// `archadvisor.trace/1`: the spans in the order of the waterfall, times from the start of the
  /// first.
  public var json: [UInt8] {
    var writer = JSONWriter()
    writer.object { json in
      json.string("schema", "archadvisor.trace/1")
      json.string("mesh", mesh)
      trace.write(&json)
      json.array("spans", tree.rows) { json, row in json.object { write(row, &$0) } }
    }
    return writer.bytes
  }

  private func write(_ row: TraceTree.Row, _ json: inout JSONWriter) {
    let span = row.span
    json.string("id", span.id)
    json.string("parent", span.parent)
    json.string("service", span.service)
    json.string("instance", span.instance)
    json.string("name", span.name)
    json.string("kind", span.kind.rawValue)
    json.raw("start_ms", Figures.json(Double(span.start - trace.start) / 1000))
    json.raw("duration_ms", Figures.json(Double(span.duration) / 1000))
    json.string("failure", span.failure)
    json.string("callee", span.callee)
    json.string("breaker", span.breaker)
    if let message = span.message {
      json.object("message") {
        $0.string("topic", message.topic)
        $0.string("event", message.event)
        $0.raw("waited_ms", Figures.json(message.waited.map { Double($0) / 1000 }))
      }
    } else {
      json.raw("message", "null")
    }
    json.integer("depth", row.depth)
    json.string("link", row.link.word)
    json.flag("answerer_missing", row.gap != nil)
  }
}

extension TracesReport {
  /// `archadvisor.traces/1`: one list for each order that was asked for.
  public var json: [UInt8] {
    var writer = JSONWriter()
    writer.object { json in
      json.string("schema", "archadvisor.traces/1")
      json.string("mesh", mesh)
      json.integer("kept", kept)
      json.integer("lost_spans", lostSpans)
      for section in sections {
        json.array(section.order.rawValue, section.traces) { json, trace in
          json.object { json in
            trace.write(&json)
            json.integer("spans", trace.spans.count)
          }
        }
      }
    }
    return writer.bytes
  }
}

extension Trace {
  fileprivate func write(_ json: inout JSONWriter) {
    json.string("id", id)
    json.string("at", Timestamp.text(microseconds: start))
    json.raw("duration_ms", Figures.json(Double(duration) / 1000))
    json.integer("failed", failures)
    json.string("outcome", outcome.rawValue)
    json.string("failure", origins.first?.failure)
    json.string("callee", origins.first?.callee)
    json.array("services", services)
    json.object("root") {
      $0.string("service", root?.service)
      $0.string("instance", root?.instance)
      $0.string("name", root?.name)
    }
  }
}

extension TraceTree.Link {
  fileprivate var word: String {
    switch self {
    case .root: "root"
    case .call: "call"
    case .asynchronous: "asynchronous"
    case .orphan: "orphan"
    }
  }
}
