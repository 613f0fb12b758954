import Filter
import MeshModel
import Reports
import Terminal

extension Command {
  static let meshGraph = Command(
    name: "mesh graph",
    summary: "Draw who calls whom and who gets whose messages, with rates, errors and breakers.",
    group: .mesh,
    details: [
      "The drawing depends on names alone: it does not move when the figures do. '-o dot' is for "
        + "Graphviz, '-o mermaid' for pages in Markdown. Dotted and dashed lines are messages."
    ],
    options: Option.live + [
      .window, .filter(EdgeRow.fields), .watch, .rounds,
      .output(["text", "wide", "dot", "mermaid", "json", "ndjson", "csv"]),
    ],
    examples: ["mesh graph", "mesh graph -o dot | dot -Tsvg > mesh.svg"]
  ) { (invocation: Invocation) throws(Failure) -> ExitCode in
    let filter = try invocation.filter(EdgeRow.fields)
    var output = LiveOutput(invocation)
    return try LiveView(invocation).run { snapshot, isWatching throws(Failure) in
      let all = EdgeRow.rows(of: snapshot)
      let rows = filter.map { all.filter($0.matches) } ?? all
      let graph = MeshGraph(snapshot, edges: rows)
      switch invocation.format {
      case "dot": try Output.write(invocation.plain(GraphDot.text(graph)))
      case "mermaid": try Output.write(invocation.plain(GraphMermaid.text(graph)))
      default:
        var narrowed = snapshot
        if filter != nil {
          narrowed.keep(rows)
          narrowed.breakers = snapshot.breakers
        }
        try output.write(
          LiveOutput.Forms(
            table: { GraphText.lines(graph, width: $0) },
            wide: { GraphText.lines(graph, width: 1000) },
            json: SnapshotJSON(narrowed).bytes(pretty:),
            lines: { MeshLines.edges(narrowed) }, csv: { MeshCSV.edges(narrowed) }),
          isWatching: isWatching)
      }
      return .fine
    }
  }
}

extension Invocation {
  /// The text with ASCII characters only, where that is asked for.
  fileprivate func plain(_ text: String) -> String {
    guard flag("ascii") else { return text }
    return text.split(separator: "\n").map { "\(AsciiFallback.text(String($0)))\n" }.joined()
  }
}
