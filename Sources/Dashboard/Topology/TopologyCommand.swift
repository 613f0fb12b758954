import MeshModel

extension DashboardState {
  /// The command that prints the graph, as far as it is drawn.
  var topologyCommand: String {
    if mesh.isAbsent || mesh.work?.errand == .start { return mesh.command }
    let condition = graphCondition.map { " --where \(Self.shellWord($0))" } ?? ""
    return mesh.topologyCommand + condition
  }

  /// What is drawn as a condition on calls; nil for all of it, and where no condition says the same.
  private var graphCondition: String? {
    if let call = topology.call {
      guard let from = Self.literal(call.from), let to = Self.literal(call.to) else { return nil }
      return mesh.wayCondition(call, from: from, to: to)
    }
    if topology.scene?.isPart == true {
      guard topology.scene?.hops == 1, let name = mesh.marked.flatMap(Self.literal) else {
        return nil
      }
      return "from = \(name) or to = \(name)" + kept("= \(name)")
    }
    guard let condition = mesh.filtered.condition, condition.hasPrefix("name ") else { return nil }
    let rest = condition.dropFirst("name ".count)
    return "from \(rest) or to \(rest)" + kept(String(rest))
  }

  /// Messages go by their broker, where any go.
  private func kept(_ comparison: String) -> String {
    mesh.frame?.snapshot?.channels.isEmpty == false ? " or broker \(comparison)" : ""
  }

  /// A name as a condition takes it; nil for one that has to be quoted and holds quotes itself.
  private static func literal(_ name: String) -> String? {
    let isWord = name.unicodeScalars.allSatisfy {
      $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil)
        || "-_.".unicodeScalars.contains($0)
    }
    if isWord { return name }
    return name.contains { $0 == "\"" || $0 == "\\" || $0.isNewline } ? nil : "\"\(name)\""
  }
}
