import Filter
import MeshModel
import Reports

extension Command {
  static let meshCheck = Command(
    name: "mesh check", summary: "Fail (exit code 1) when a mesh is worse than it may be.",
    group: .mesh,
    details: [
      "It judges as 'mesh stat' does. A health stands for the worse ones too. The answer is no as well "
        + "for a service of which nothing is known, and for a source that was never heard."
    ],
    options: Option.live + [
      .window, .limit, .filter(ServiceRow.fields), .sort, .watch, .rounds,
      Option(
        "fail-on", value: "WHAT", repeats: true,
        choices: MeshCheck.Limit.allCases.map(\.rawValue),
        "What it may not be; failing unless said otherwise. breaker: one that is tripped; source: "
          + "one that cannot be read now, or only in part; dead-letters: messages that were given up."
      ),
      .output(["text", "wide", "json", "ndjson", "csv"]),
    ],
    examples: [
      "mesh check", "mesh check --fail-on degraded --fail-on breaker",
      "mesh check --where 'name != batch'",
    ]
  ) { (invocation: Invocation) throws(Failure) -> ExitCode in
    let filter = try invocation.filter(ServiceRow.fields)
    let order = try invocation.order(ServiceRow.fields)
    var output = LiveOutput(invocation)
    let named = invocation.values("fail-on").compactMap(MeshCheck.Limit.init)
    return try LiveView(invocation).run { snapshot, isWatching throws(Failure) in
      let all = ServiceRow.rows(of: snapshot)
      let matching = filter.map { all.filter($0.matches) } ?? all
      let rows = order?.sorted(matching) ?? matching
      let check = MeshCheck(
        snapshot, services: rows.map(\.service), limits: named.isEmpty ? [.failing] : named,
        isPart: filter != nil)
      try output.write(
        LiveOutput.Forms(
          table: { check.page(columns: $0).lines },
          wide: { check.page(columns: Page.widths.upperBound).lines }, json: check.json(pretty:),
          lines: { check.json(pretty: false) }, csv: { MeshCSV.findings(check) }),
        isWatching: isWatching)
      return check.isFine ? .fine : .no
    }
  }
}
