import Advice
import Terminal

extension DrillContent {
  /// The smallest changes that lead to another recommendation; each leads to its row.
  static func flips(_ state: DashboardState, columns: Int) -> DrillContent {
    var content = DrillContent(on: .popup, columns: columns)
    let known = state.knownFlips
    let groups = FlipGroup.groups(known.flips)
    content.text(opening(groups, known.isSearching, state), .muted)
    for group in groups.prefix(limit) { content.add(group, state) }
    if groups.count > limit {
      content.text("and \(groups.count - limit) more; archadvisor flip lists them all", .muted)
    }
    content.heading("Weights that alone would change it, the nearest first")
    let weights = state.knownWeightFlips
    if weights.isEmpty {
      content.text(
        state.matrix.flips.found(state.verdict) == nil ? "Searching…" : "There are none.", .muted)
    }
    for weight in weights.prefix(limit) {
      content.link("\(weight.words): \(weight.style.phrase)", to: .row(weight.criterion))
      if !weight.isReasonable,
        let range = state.advisor.knowledge.criterion(weight.criterion)?.weight
      {
        content.text("reasonable is from \(range.low) to \(range.high)", .muted, indent: 2)
      }
    }
    return content
  }

  /// The most flips told one by one.
  private static let limit = 20

  private static func opening(
    _ groups: [FlipGroup], _ isSearching: Bool, _ state: DashboardState
  ) -> String {
    guard let style = state.verdict.assessment?.recommendation?.style else {
      return "Vetoes exclude every style, so that nothing is recommended."
    }
    let now = "Recommended is \(style.phrase)."
    guard let size = groups.first?.nearest.changes.count else {
      return isSearching
        ? "\(now) Searching for changes of two and three answers…"
        : "\(now) \(state.noFlipWords.capitalizedFirst)."
    }
    let answers = size == 1 ? "a single answer" : "\(size == 2 ? "two" : "three") answers together"
    return "\(now) Changing \(answers) leads to another style; those easiest to bring about first."
  }

  private mutating func add(_ group: FlipGroup, _ state: DashboardState) {
    blank()
    for change in group.nearest.changes {
      link(change.words(state.advisor.knowledge), to: .row(change.question))
    }
    let effort = group.effort(state.advisor.knowledge).map { ", \($0.effortWords)" } ?? ""
    let others =
      group.others == 0
      ? ""
      : group.others == 1 ? "; 1 other value does too" : "; \(group.others) other values do too"
    text("leads to \(group.nearest.style.phrase)\(effort)\(others)", .muted, indent: 2)
  }
}
