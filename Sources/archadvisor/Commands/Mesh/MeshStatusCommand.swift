import Reports
import ShopRuntime

extension Command {
  static let meshStatus = Command(
    name: "mesh status", summary: "Show which services and instances run.", group: .mesh,
    details: [
      "States: starting, ready, failing (gives no sign of life; replaced after five seconds of that), "
        + "draining (asked to end), waiting (ended by itself, is started again)."
    ],
    options: [.meshName, .output(["text", "json"])], examples: ["mesh status"]
  ) { (invocation: Invocation) throws(Failure) -> ExitCode in
    let status = try invocation.withMesh { mesh throws(ControlClient.Problem) in
      try mesh.status()
    }
    try invocation.write(json: Array(status.json.utf8)) { columns in
      MeshStatusTable(status).page(columns: columns)
    }
    return .fine
  }
}

/// The instances as a table.
private struct MeshStatusTable {
  let status: MeshStatus

  init(_ status: MeshStatus) { self.status = status }

  func page(columns: Int) -> Page {
    var page = Page(columns: columns)
    let readiness = status.isReady ? "all ready" : "not all ready"
    page.text("\(status.mesh): \(readiness); \(status.gateway) and \(status.secureGateway)")
    page.blank()
    page.table(["INSTANCE", "STATE", "VERSION", "PROCESS", "RESTARTS", "LAST END"], cells)
    return page
  }

  private var cells: [[String]] {
    status.instances.map { instance in
      [
        instance.id, instance.state, instance.version,
        instance.process.map(String.init) ?? "-", String(instance.restarts),
        instance.lastEnd ?? "-",
      ]
    }
  }
}
