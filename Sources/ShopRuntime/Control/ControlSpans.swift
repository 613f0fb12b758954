internal import Filter
internal import HTTP
internal import Instruments
internal import Text

extension ControlService {
  /// The spans of some traces: `trace` begins the id of those wanted; otherwise `list` says which
  /// come first, `through` where they have to come by, and `where` what else has to hold for them.
  func spans(_ request: Request) -> Response {
    let limit = min(max(request.query("limit").flatMap { Int($0) } ?? 20, 1), 100)
    let order = SpanStore.Order(rawValue: request.query("list") ?? "latest")
    guard let order else {
      return Refusal(400, "list is latest, slowest, failed or worst").response
    }
    let waypoint = request.query("through").map(Waypoint.init)
    let filter: Filter<Trace>?
    do throws(FilterProblem) {
      filter = try Self.filter(request.query("where"))
    } catch {
      return Refusal(400, error.sentence.printable).response
    }
    let (found, kept, lost) = supervisor.spans { store in
      let prefixed = request.query("trace").map { store.traces(prefix: $0, limit: limit) }
      let found =
        prefixed.map { (traces: $0, matching: $0.count) }
        ?? store.traces(order, through: waypoint, limit: limit) { filter?.matches($0) ?? true }
      return (found, store.traceCount, store.dropped)
    }
    var lines: [UInt8] = []
    for span in found.traces.flatMap(\.spans) { lines += "\(SpanText.json(span))\n".utf8 }
    let headers = Headers([
      ("Content-Type", "application/x-ndjson"), ("x-kept-traces", String(kept)),
      ("x-matching-traces", String(found.matching)), ("x-lost-spans", String(lost)),
    ])
    return Response(200, headers: headers, body: lines)
  }

  private static func filter(_ text: String?) throws(FilterProblem) -> Filter<Trace>? {
    guard let text else { return nil }
    return try Filter(text, Trace.fields)
  }
}
