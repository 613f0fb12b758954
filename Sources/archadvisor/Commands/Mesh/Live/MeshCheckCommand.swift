import Filter
import MeshModel
import Reports

extension Command {
  static let meshCheck = Command(
    name: "mesh check", summary: "Fail (exit code 1) when a mesh is worse than it may be.",
    group: .mesh,
    details: [
      "It judges as 'mesh stat' does. A health stands for the worse ones too. Where no service could "
        + "be judged at all, the answer is no as well."
    ],
    options: Option.live + [
      .window, .limit, .filter(ServiceRow.fields),
      Option(
        "fail-on", value: "WHAT", repeats: true,
        choices: MeshCheck.Limit.allCases.map(\.rawValue),
        "What it may not be; failing unless said otherwise. breaker: one that is tripped; source: "
          + "one that cannot be read."),
      .output(["text", "json"]),
    ],
    examples: [
      "mesh check", "mesh check --fail-on degraded --fail-on breaker",
      "mesh check --where 'name != batch'",
    ]
  ) { (invocation: Invocation) throws(Failure) -> ExitCode in
    let filter = try invocation.filter(ServiceRow.fields)
    let named = invocation.values("fail-on").compactMap(MeshCheck.Limit.init)
    return try LiveView(invocation).run { snapshot, _ throws(Failure) in
      let all = ServiceRow.rows(of: snapshot)
      let rows = filter.map { all.filter($0.matches) } ?? all
      let check = MeshCheck(
        snapshot, services: rows.map(\.service), limits: named.isEmpty ? [.failing] : named)
      try invocation.write(json: check.json) { check.page(columns: $0) }
      return check.isFine ? .fine : .no
    }
  }
}
