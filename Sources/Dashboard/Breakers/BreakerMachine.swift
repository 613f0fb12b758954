import MeshLook
import MeshModel
import Terminal

/// The states of a breaker drawn small, the present one lit:
/// ` ─ closed ──5 consecutive failures─▸[╳ open]──waits 5s─▸ ◐ half-open ──1 probe─▸ ─ closed`.
struct BreakerMachine {
  let breaker: Snapshot.Breaker
  /// What leads from the untroubled state on, and how long the wait is; nil where nobody said.
  let limit: String?
  let wait: String?

  /// At most two lines: with what leads from state to state, shorter where there is little room; only
  /// the states where there is less, nothing where not even they fit.
  func lines(columns: Int) -> [StyledLine] {
    let circle = breaker.kind.circle
    guard let first = circle.first else { return [] }
    let nodes =
      circle.map { node($0.state, $0.name) } + [node(first.state, first.name, isEnd: true)]
    let fixed = nodes.reduce(0) { $0 + TextWidth.columns($1.text) }
    let long = circle.indices.map { "──\(onwards($0, circle[$0].onwards))─▸" }
    let short = circle.indices.map { "─\(onwards($0, circle[$0].briefly, isBrief: true))▸" }
    let shortest = circle.indices.map { "─\(circle[$0].briefly)▸" }
    guard
      let arrows = [long, short, shortest].first(where: { arrows in
        fixed + arrows.reduce(0) { $0 + TextWidth.columns($1) } <= columns
      })
    else { return fixed + circle.count * 2 <= columns ? [self.short(nodes)] : [] }
    var spans: [StyledSpan] = []
    var starts: [Int] = []
    for index in circle.indices {
      starts.append(spans.reduce(0) { $0 + TextWidth.columns($1.text) })
      spans += [nodes[index], StyledSpan(arrows[index], TextStyle(.muted))]
    }
    spans.append(nodes[circle.count])
    let line = StyledLine(spans)
    guard breaker.kind == .library, starts.count == 3 else { return [line] }
    return [line, back(from: starts[2] + 2, to: starts[1] + 2)]
  }

  private func short(_ nodes: [StyledSpan]) -> StyledLine {
    let arrow = StyledSpan("─▸", TextStyle(.muted))
    return StyledLine(Array(nodes.dropLast().map { [$0] }.joined(separator: [arrow])))
  }

  private func onwards(_ index: Int, _ usual: String, isBrief: Bool = false) -> String {
    switch (index, breaker.kind) {
    case (0, _):
      limit.map { isBrief ? TextWidth.clipped($0.replacing("consecutive ", with: ""), to: 16) : $0 }
        ?? usual
    case (1, .library), (1, .ejection): wait ?? usual
    default: usual
    }
  }

  /// The way back from a probe that failed.
  private func back(from half: Int, to open: Int) -> StyledLine {
    let inside = max(0, half - open - 1)
    let text = inside >= 17 ? "the probe fails" : inside >= 7 ? "fails" : ""
    let rest = inside - TextWidth.columns(text)
    return StyledLine(
      String(repeating: " ", count: open) + "▲" + String(repeating: "─", count: rest / 2) + text
        + String(repeating: "─", count: rest - rest / 2) + "┘", TextStyle(.muted))
  }

  private func node(
    _ state: BreakerCondition, _ name: String, isEnd: Bool = false
  ) -> StyledSpan {
    let isLit = !isEnd && Self.isSame(breaker.state, state)
    let text = "\(state.sign) \(name)"
    return isLit
      ? StyledSpan("[\(text)]", TextStyle(state.role, [.bold, .reverse]))
      : StyledSpan(" \(text) ", TextStyle(.muted))
  }

  /// Whether a breaker stands where a drawn state is.
  private static func isSame(_ state: BreakerCondition, _ drawn: BreakerCondition) -> Bool {
    switch (state, drawn) {
    case (.forcedOpen, .open), (.shedding, .open), (.open, .shedding): true
    case (.forcedClosed, .closed), (.cannotTrip, .closed), (.disabled, .closed): true
    default: state == drawn
    }
  }
}
