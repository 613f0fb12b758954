public import Instruments
internal import MeshLook

/// One request on its way through the mesh, as a waterfall: who worked for whom, and when.
public struct WaterfallReport: Sendable {
  let mesh: String
  let trace: Trace
  let tree: TraceTree

  public init(_ trace: Trace, mesh: String) {
    self.mesh = mesh
    self.trace = trace
    tree = TraceTree(trace)
  }

  /// The waterfall as text, at any width.
  public func page(columns: Int) -> Page {
    var page = Page(columns: columns)
    for line in Waterfall(trace, tree, columns: page.columns).lines { page.line(line.line) }
    return page
  }
}
