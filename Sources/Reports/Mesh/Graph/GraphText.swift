internal import Filter
internal import MeshLook
internal import MeshModel
public import Terminal

/// A mesh as a tree of calls, and of messages behind dotted lines. A service that several lines lead to
/// is unfolded at the first, and only named at the others.
public struct GraphText {
  private let graph: MeshGraph
  private let width: Int
  private var lines: [StyledLine] = []
  private var unfolded: Set<String> = []

  /// - Parameter width: the columns of the screen.
  public static func lines(_ graph: MeshGraph, width: Int) -> [StyledLine] {
    let page = MeshPage(graph.snapshot, width: width)
    guard !graph.nodes.isEmpty else { return page.lines(empty: MeshSentence.noServices) }
    var text = GraphText(graph, width: width)
    for root in graph.roots { text.draw(root, call: [], front: "", below: "", depth: 0) }
    return page.lines(text.lines, isDoubtful: false)
  }

  private init(_ graph: MeshGraph, width: Int) {
    self.graph = graph
    self.width = max(width, 20)
  }

  /// Deeper ones are named, not unfolded.
  private static let deepest = 12

  /// - Parameters:
  ///   - call: what is known of the call that leads here.
  ///   - front: what stands before it, below it before those it calls.
  private mutating func draw(
    _ name: String, call: [StyledSpan], front: String, below: String, depth: Int
  ) {
    let row = graph.nodes.first { $0.name == name }?.row
    let links = graph.links(from: name)
    let isFolded = !links.isEmpty && (unfolded.contains(name) || depth >= Self.deepest)
    let status = row?.service.health.status
    var spans = [StyledSpan(front, .border)]
    if let status { spans.append(StyledSpan("\(status.sign) ", status.role)) }
    spans.append(StyledSpan(name, status?.isIll == true ? status?.role ?? .text : .text, .bold))
    spans += call
    if isFolded { spans.append(StyledSpan("  (above)", .muted)) }
    lines.append(StyledLine(spans).clipped(to: width))
    if isFolded { return }
    unfolded.insert(name)
    for (index, next) in links.enumerated() {
      let isLast = index == links.count - 1
      let arrow = next.row.channel == nil ? "▸ " : "┈▸ "
      let space = next.row.channel == nil ? "  " : "   "
      draw(
        next.to, call: GraphLabel(next.row).spans, front: below + (isLast ? "└" : "├") + arrow,
        below: below + (isLast ? " " : "│") + space, depth: depth + 1)
    }
  }
}
