import Filter
import MeshModel
import Reports

extension Command {
  static let meshEdges = Command(
    name: "mesh edges",
    summary:
      "Show the calls between services, and the messages: answers, attempts, breakers, backlogs.",
    group: .mesh,
    details: [
      "ANSWERS is what callers got, ATTEMPTS what was sent for it, retries among it. AMP is the number of "
        + "attempts per call sent. What a breaker does not let through is an answer without an attempt.",
      "Messages are told by channel: a topic on its way through a broker to the consumers of a group. "
        + "WAITING is what nobody works on yet, OLDEST the age of what is not handled, DEAD what was "
        + "given up, LAG the time from publishing to having handled. For --where and --sort, rate, err "
        + "and p99 of a channel are what is handled, what failed, and the lag.",
    ],
    options: Option.live + [
      .window, .filter(EdgeRow.fields), .sort, .watch, .rounds,
      .output(["text", "wide", "json", "ndjson", "csv"]),
    ],
    examples: [
      "mesh edges", "mesh edges --where 'amplification > 1.5 or breaker = open'",
      "mesh edges --sort retries:desc -o wide", "mesh edges --where 'waiting > 10 or oldest > 5s'",
    ]
  ) { (invocation: Invocation) throws(Failure) -> ExitCode in
    let filter = try invocation.filter(EdgeRow.fields)
    let order = try invocation.order(EdgeRow.fields)
    var output = LiveOutput(invocation)
    return try LiveView(invocation).run { snapshot, isWatching throws(Failure) in
      let all = EdgeRow.rows(of: snapshot)
      let matching = filter.map { all.filter($0.matches) } ?? all
      let rows = order?.sorted(matching) ?? matching
      let table = EdgeTable(snapshot, rows)
      var narrowed = snapshot
      if filter != nil || order != nil { narrowed.keep(rows) }
      try output.write(
        LiveOutput.Forms(
          table: table.lines(width:), wide: table.wideLines,
          json: EdgesJSON(narrowed).bytes(pretty:), lines: { MeshLines.edges(narrowed) },
          csv: { MeshCSV.edges(narrowed) }),
        isWatching: isWatching)
      return .fine
    }
  }
}

extension Snapshot {
  /// Only these calls and channels, in this order, with the breakers of the calls.
  mutating func keep(_ rows: [EdgeRow]) {
    edges = rows.filter { $0.channel == nil }.map(\.edge)
    channels = rows.compactMap(\.channel)
    breakers = rows.flatMap(\.breakers)
  }
}
