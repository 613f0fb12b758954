import Filter
import MeshModel
import Reports

extension Command {
  static let meshStat = Command(
    name: "mesh stat", summary: "Show how every service of a mesh does, the worst first.",
    group: .mesh,
    details: [
      "A source that keeps the past, as the local shop does, answers at once. The others count "
        + "since their start: they are asked twice, with the window in between.",
      "RATE is requests answered, MSGS messages handled; SUCCESS is of both. Below the services stand the "
        + "channels by which messages come, as 'mesh edges' tells them.",
      "p99 of fewer than 100 answers is marked with '~'; '-' stands for what is not known.",
    ],
    options: Option.live + [
      .window, .limit, .filter(ServiceRow.fields), .sort, .instances, .watch, .rounds,
      .output(["text", "wide", "json", "ndjson", "csv"]),
    ],
    examples: [
      "mesh stat", "mesh stat --where 'err > 5 and p99 > 200'", "mesh stat --sort p99:desc -w",
      "mesh stat --instances --where 'name = order'",
      "mesh stat --source envoy=http://127.0.0.1:9901 --window 30s -o json",
    ]
  ) { (invocation: Invocation) throws(Failure) -> ExitCode in
    var output = try ServiceOutput(invocation)
    return try LiveView(invocation).run { snapshot, isWatching throws(Failure) in
      try output.write(snapshot, isWatching: isWatching)
      return .fine
    }
  }
}

/// Writes the services of snapshots, as the options ask for it.
struct ServiceOutput {
  private let filter: Filter<ServiceRow>?
  private let order: Order<ServiceRow>?
  private let showsInstances: Bool
  private var output: LiveOutput

  init(_ invocation: Invocation) throws(Failure) {
    filter = try invocation.filter(ServiceRow.fields)
    order = try invocation.order(ServiceRow.fields)
    showsInstances = invocation.flag("instances")
    output = LiveOutput(invocation)
  }

  mutating func write(_ snapshot: Snapshot, isWatching: Bool) throws(Failure) {
    let all = ServiceRow.rows(of: snapshot)
    let matching = filter.map { all.filter($0.matches) } ?? all
    let rows = order?.sorted(matching) ?? matching
    let table = ServiceTable(snapshot, rows, instances: showsInstances)
    var narrowed = snapshot
    if filter != nil || order != nil { narrowed.keep(rows) }
    try output.write(
      LiveOutput.Forms(
        table: table.lines(width:), wide: table.wideLines,
        json: SnapshotJSON(narrowed).bytes(pretty:),
        lines: { MeshLines.services(narrowed) }, csv: { MeshCSV.services(narrowed) }),
      isWatching: isWatching)
  }
}

extension Snapshot {
  /// Only these services, in this order, and of the rest what begins or ends at one of them, or is kept there.
  fileprivate mutating func keep(_ rows: [ServiceRow]) {
    services = rows.map(\.service)
    let names = Set(services.map(\.name))
    edges = edges.filter { names.contains($0.from) || names.contains($0.to) }
    breakers = breakers.filter { names.contains($0.from) || names.contains($0.to) }
    channels = channels.filter { $0.touches(names) }
  }
}
