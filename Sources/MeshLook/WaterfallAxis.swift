internal import Instruments

/// The time that a waterfall draws: all of a trace, or only until the request was answered where work for
/// it went on for so long that the request itself would be squeezed into a few cells.
struct WaterfallAxis {
  /// Microseconds from the trace's start to the end of the axis, at least 1.
  let length: Int
  /// Whether the trace goes on beyond it.
  let isCut: Bool

  /// How many times as long as the request the whole has to be before the axis is cut.
  private static let cutFrom = 3

  init(_ trace: Trace, _ tree: TraceTree, isWhole: Bool) {
    let whole = max(trace.duration, 1)
    let answered = tree.rows.filter { $0.link == .root }.map { $0.span.start + $0.span.duration }
      .max()
    let awaited = max(answered.map { $0 - trace.start } ?? whole, 1)
    isCut = !isWhole && whole / awaited >= Self.cutFrom
    // A little of what came later is seen to begin.
    length = isCut ? awaited + max(awaited / 4, 1) : whole
  }
}
