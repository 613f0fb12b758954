extension MeshTab {
  /// The command that prints what the tab shows.
  var command: String {
    if isAbsent || work?.errand == .start { return "archadvisor mesh up\(nameOption)" }
    return "archadvisor mesh stat\(sourceOptions)\(rowOptions)"
  }

  /// The command that prints what happened to breakers.
  var breakersCommand: String { "archadvisor mesh events\(sourceOptions)" }

  /// The command that prints the graph of the mesh.
  var topologyCommand: String { "archadvisor mesh graph\(sourceOptions)" }

  /// The rows that are shown, in their order.
  private var rowOptions: String {
    if case .service(let name) = place {
      return " --where \(DashboardState.shellWord("name = \(name)"))"
    }
    let condition = filtered.condition.map { " --where \(DashboardState.shellWord($0))" } ?? ""
    return condition + (sorting.text.map { " --sort \($0)" } ?? "")
  }

  /// The command that sets a fault.
  func command(_ order: FaultOrder) -> String {
    "archadvisor mesh fault add \(order.target) \(order.effect.option) --for \(order.seconds)s"
      + nameOption
  }

  var nameOption: String { name == "shop" ? "" : " --name \(DashboardState.shellWord(name))" }

  private var sourceOptions: String {
    sources.isEmpty
      ? " --name \(DashboardState.shellWord(name))"
      : sources.map { " --source \(DashboardState.shellWord($0))" }.joined()
  }
}
