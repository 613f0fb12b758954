public import Instruments
internal import MeshLook
internal import Terminal

/// The latest, the slowest and the failed requests of a mesh.
public struct TracesReport: Sendable {
  /// Traces in one order.
  public struct Section: Sendable {
    /// What came first.
    public let order: SpanStore.Order
    /// The traces in that order.
    public let traces: [Trace]

    public init(_ order: SpanStore.Order, _ traces: [Trace]) {
      self.order = order
      self.traces = traces
    }
  }

  let mesh: String
  let sections: [Section]
  let kept: Int
  let lostSpans: Int

  /// - Parameters:
  ///   - kept: how many traces there are in all.
  ///   - lostSpans: spans that came too fast to be kept.
  public init(_ sections: [Section], mesh: String, kept: Int, lostSpans: Int) {
    self.sections = sections
    self.mesh = mesh
    self.kept = kept
    self.lostSpans = lostSpans
  }

  /// The lists as text.
  public func page(columns: Int) -> Page {
    var page = Page(columns: columns)
    if kept == 0 {
      page.text(
        "No request has gone through \(mesh) yet, or none was seen: spans are collected once a "
          + "second.", .muted)
      return page
    }
    for section in sections {
      page.blank()
      page.text("\(section.order.title) of \(kept) requests kept", .heading)
      if section.traces.isEmpty { page.text("none", .muted, indent: 2) }
      if !section.traces.isEmpty { table(section.traces, &page) }
    }
    if lostSpans > 0 {
      page.blank()
      page.text("\(lostSpans) spans came too fast to be kept: some traces have gaps.", .warning)
    }
    return page
  }

  private static let heads = ["TRACE", "BEGAN", "TOOK", "SPANS", "FAILED", "REQUEST"]
  private static let widths = [10, 13, 8, 7, 8]

  private func table(_ traces: [Trace], _ page: inout Page) {
    row(Self.heads, .muted, &page)
    for trace in traces {
      let line = TraceLine(trace)
      row(
        [line.id, line.began, line.took, line.spans, line.failed, "  \(line.request)"],
        trace.failures == 0 ? .text : .bad, &page)
      if !line.why.isEmpty { page.text("✗ \(line.why)", .muted, indent: 4) }
    }
  }

  private func row(_ cells: [String], _ role: Role, _ page: inout Page) {
    let fixed = Self.widths.reduce(0, +)
    let widths = Self.widths + [max(page.columns - fixed, 12)]
    page.row(
      zip(cells, widths).enumerated().map { index, cell in
        let isText = index < 2 || index == 5
        let text = index == 5 && cell.0.first != " " ? "  \(cell.0)" : cell.0
        return (
          span: StyledSpan(
            TextWidth.padded(text, to: cell.1, at: isText ? .leading : .trailing), role),
          width: cell.1
        )
      })
  }
}

extension SpanStore.Order {
  var title: String {
    switch self {
    case .latest: "The latest"
    case .slowest: "The slowest"
    case .failed: "The latest that failed"
    case .worst: "Those that failed, then those refused, then the slowest,"
    }
  }
}
