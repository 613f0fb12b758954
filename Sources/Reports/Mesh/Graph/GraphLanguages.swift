internal import Filter
internal import MeshModel
internal import Terminal

/// A mesh in the language of Graphviz.
public enum GraphDot {
  public static func text(_ graph: MeshGraph) -> String {
    var lines = ["digraph mesh {", "  rankdir=LR;", "  node [shape=box];"]
    for node in graph.nodes {
      let status = node.row?.service.health.status
      let color = status.map { ", color=\(Self.color($0))" } ?? ""
      let label = [node.name, status?.rawValue].compactMap { $0 }.map(escaped)
      lines.append(
        "  \(quoted(node.name)) [label=\"\(label.joined(separator: "\\n"))\"\(color)];")
    }
    for row in graph.edges {
      let label = GraphLabel(row)
      lines.append(
        "  \(quoted(row.edge.from)) -> \(quoted(row.edge.to)) [label=\(quoted(label.text))"
          + "\(label.isIll ? ", color=red" : "")];")
    }
    for topic in graph.topics {
      lines.append(
        "  \(quoted(topic.id)) [label=\"\(escaped(topic.name))\\nat \(escaped(topic.broker))\", shape=cds];"
      )
      for name in topic.producers {
        lines.append("  \(quoted(name)) -> \(quoted(topic.id)) [style=dashed];")
      }
      for (name, row) in topic.consumers {
        let label = GraphLabel(row)
        lines.append(
          "  \(quoted(topic.id)) -> \(quoted(name)) [label=\(quoted(label.text)), style=dashed"
            + "\(label.isIll ? ", color=red" : "")];")
      }
    }
    return (lines + ["}"]).map { "\($0)\n" }.joined()
  }

  private static func quoted(_ text: String) -> String { "\"\(escaped(text))\"" }

  private static func escaped(_ text: String) -> String {
    text.safe.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
  }

  private static func color(_ status: Health.Status) -> String {
    switch status {
    case .healthy: "darkgreen"
    case .degraded: "orange"
    case .failing: "red"
    case .starting: "blue"
    case .noTraffic, .unknown: "gray"
    }
  }
}

/// A mesh in the language of Mermaid.
public enum GraphMermaid {
  public static func text(_ graph: MeshGraph) -> String {
    var lines = ["flowchart LR"]
    let names = graph.nodes.map(\.name)
    let numbers = Dictionary(
      zip(names, names.indices), uniquingKeysWith: { first, _ in first })
    for (index, node) in graph.nodes.enumerated() {
      let status = node.row?.service.health.status
      let label = [node.name, status?.rawValue].compactMap { $0 }.map(escaped)
      let mark = status?.isIll == true ? ":::\(status?.rawValue ?? "")" : ""
      lines.append("  n\(index)[\"\(label.joined(separator: "<br/>"))\"]\(mark)")
    }
    for row in graph.edges {
      guard let from = numbers[row.edge.from], let to = numbers[row.edge.to] else { continue }
      lines.append("  n\(from) -->|\"\(escaped(GraphLabel(row).text))\"| n\(to)")
    }
    for (index, topic) in graph.topics.enumerated() {
      let node = "t\(index)"
      lines.append("  \(node)[[\"\(escaped(topic.name))<br/>at \(escaped(topic.broker))\"]]")
      for from in topic.producers.compactMap({ numbers[$0] }) {
        lines.append("  n\(from) -.-> \(node)")
      }
      for (name, row) in topic.consumers {
        guard let to = numbers[name] else { continue }
        lines.append("  \(node) -.->|\"\(escaped(GraphLabel(row).text))\"| n\(to)")
      }
    }
    lines += ["  classDef failing stroke:#c00", "  classDef degraded stroke:#e80"]
    return lines.map { "\($0)\n" }.joined()
  }

  /// What means something to Mermaid or to HTML is written by its number.
  private static func escaped(_ text: String) -> String {
    text.safe.unicodeScalars.map { scalar in
      "\"#<>&;|[](){}`\\".unicodeScalars.contains(scalar)
        ? "#\(scalar.value);" : String(Character(scalar))
    }.joined()
  }
}

extension String {
  /// As it would be drawn on a terminal: without anything that steers one.
  fileprivate var safe: String { SafeGlyphs(self).map(\.glyph.text).joined() }
}
