import Filter
import Instruments
import Reports
import ShopRuntime

extension Command {
  static let meshTrace = Command(
    name: "mesh trace",
    summary: "Show how a request went through the services, or find the slowest and the failed.",
    group: .mesh,
    details: [
      "Without an ID it lists requests: the latest, the slowest and those that failed. With one, of "
        + "which the first characters are enough, it draws all the work for that request on an axis "
        + "of time, across services and the broker. Every answer of the gateway names its trace in "
        + "the field X-Trace-Id. Spans arrive within a second or two. JSON is "
        + "archadvisor.traces/1 for lists and archadvisor.trace/1 for one.",
      "A call that a breaker did not let through stands in its trace as 'breaker open: order → payment, "
        + "not sent'. 'refused' is a request of which nothing else failed. Fields of --where: "
        + Trace.fields.fields.map { "\($0.sign.name) (\($0.sign.summary))" }.joined(separator: ", ")
        + ".",
    ],
    operands: ["[ID]"],
    options: [
      .meshName, .output(["text", "json"]),
      Option("latest", "List only the latest."),
      Option("slowest", "List only the slowest."),
      Option("failed", "List only those that failed."),
      Option("worst", "List those that failed, then those refused, and then the slowest."),
      Option("service", value: "SERVICE", "List only those that this service took part in."),
      Option(
        "through", value: "TARGET",
        "List only those that came by: a service, an instance (payment-2) or an edge "
          + "(order:payment)."),
      Option(
        "where", value: "FILTER",
        "List only those that match, as in failed, refused, 'took > 100' or 'route ~ orders and "
          + "callee = payment'."),
      Option("count", value: "N", "How many a list has at most, 1 to 100; 5."),
      Option("whole", "Draw all of one, however long messages went on after the answer."),
    ],
    examples: [
      "mesh trace", "mesh trace --failed --service payment",
      "mesh trace --worst --through order:payment",
      "mesh trace --latest --where 'failed and took > 100'",
      "mesh trace 4bf92f35",
    ]
  ) { (invocation: Invocation) throws(Failure) -> ExitCode in
    if let id = invocation.operands.first { return try invocation.show(id) }
    let wanted = SpanStore.Order.allCases.filter { invocation.flag($0.rawValue) }
    let count = try invocation.number("count", in: 1...100) ?? 5
    let waypoint = try invocation.waypoint()
    let condition = invocation.value("where")
    _ = try invocation.filter(Trace.fields)
    let report = try invocation.withMesh { mesh throws(ControlClient.Problem) in
      var sections: [TracesReport.Section] = []
      var last: ControlClient.Traces?
      for order in wanted.isEmpty ? [.latest, .slowest, .failed] : wanted {
        let found = try mesh.traces(order, through: waypoint, where: condition, limit: count)
        sections.append(.init(order, found.traces))
        last = found
      }
      return TracesReport(
        sections, mesh: try mesh.status().mesh, kept: last?.kept ?? 0,
        lostSpans: last?.lostSpans ?? 0)
    }
    try invocation.write(json: report.json) { report.page(columns: $0) }
    return .fine
  }
}

extension Invocation {
  fileprivate func show(_ id: String) throws(Failure) -> ExitCode {
    let prefix = try traceID(id)
    let (found, name) = try withMesh { mesh throws(ControlClient.Problem) in
      (try mesh.traces(prefix: prefix, limit: 10).traces, try mesh.status().mesh)
    }
    guard let trace = found.first, found.count == 1 else {
      let sentence =
        found.isEmpty
        ? MeshSentence.unknownTrace(prefix) : MeshSentence.ambiguousTrace(prefix, found.map(\.id))
      throw Failure(lines: ["archadvisor: error: \(sentence)"], code: .no)
    }
    let report = WaterfallReport(trace, mesh: name, isWhole: flag("whole"))
    try write(json: report.json) { report.page(columns: $0) }
    return .fine
  }

  /// The id of a trace, or how it begins.
  func traceID(_ text: String) throws(Failure) -> String {
    let prefix = text.lowercased()
    guard (1...32).contains(prefix.utf8.count), prefix.utf8.allSatisfy(Self.isDigit) else {
      throw usage(MeshSentence.badTrace(text))
    }
    return prefix
  }

  /// Where the traces of a list have to come by; nil for anywhere.
  fileprivate func waypoint() throws(Failure) -> Waypoint? {
    let service = try service(value("service"))
    guard let target = value("through") else { return service.map(Waypoint.init) }
    guard service == nil else { throw usage(MeshSentence.twoWaypoints) }
    guard Fault.Target(target) != nil else { throw usage(MeshSentence.badWaypoint(target)) }
    return Waypoint(target)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
  }
}
