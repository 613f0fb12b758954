public import Instruments
internal import MeshLook

/// One request on its way through the mesh, as a waterfall: who worked for whom, and when.
public struct WaterfallReport: Sendable {
  let mesh: String
  let trace: Trace
  let tree: TraceTree
  private let isWhole: Bool

  /// - Parameter isWhole: whether the axis covers all of it, however long messages went on after the
  ///   answer.
  public init(_ trace: Trace, mesh: String, isWhole: Bool) {
    self.isWhole = isWhole
    self.mesh = mesh
    self.trace = trace
    tree = TraceTree(trace)
  }

  /// The waterfall as text, at any width.
  public func page(columns: Int) -> Page {
    var page = Page(columns: columns)
    let drawing = Waterfall(
      trace, tree, columns: page.columns, isWhole: isWhole, wholeHint: "--whole")
    for line in drawing.lines { page.line(line.line) }
    return page
  }
}
