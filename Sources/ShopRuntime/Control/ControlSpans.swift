internal import HTTP
internal import Instruments

extension ControlService {
  /// The spans of some traces: `trace` begins the id of those wanted; otherwise `list` says which
  /// come first, and `through` where they have to come by.
  func spans(_ request: Request) -> Response {
    let limit = min(max(request.query("limit").flatMap { Int($0) } ?? 20, 1), 100)
    let order = SpanStore.Order(rawValue: request.query("list") ?? "latest")
    guard let order else {
      return Refusal(400, "list is latest, slowest, failed or worst").response
    }
    let waypoint = request.query("through").map(Waypoint.init)
    let (traces, kept, lost) = supervisor.spans { store in
      let found =
        request.query("trace").map { store.traces(prefix: $0, limit: limit) }
        ?? store.traces(order, through: waypoint, limit: limit)
      return (found, store.traceCount, store.dropped)
    }
    var lines: [UInt8] = []
    for span in traces.flatMap(\.spans) { lines += "\(SpanText.json(span))\n".utf8 }
    let headers = Headers([
      ("Content-Type", "application/x-ndjson"), ("x-kept-traces", String(kept)),
      ("x-lost-spans", String(lost)),
    ])
    return Response(200, headers: headers, body: lines)
  }
}
