import Advice
import Terminal

/// What differs between the saved answers and those now.
struct Comparison: Sendable {
  /// The file the saved answers are in; nil when nothing is saved yet and the beginning stands for it.
  let path: String?
  /// The answers then.
  let saved: AnswerSheet
  /// What the engine says about the difference.
  let difference: Difference
  /// How much the points of each criterion differ, over all styles, in thousandths; those with another
  /// answer or weight more than all others.
  let sizes: [String: Int]

  /// - Returns: nil where one side contradicts itself.
  init?(_ interview: Interview, _ verdict: Verdict, _ advisor: Advisor) {
    guard let before = verdict.saved, let after = verdict.assessment, verdict.contradiction == nil,
      let difference = try? advisor.difference(
        (interview.saved, before), (interview.sheet, after))
    else { return nil }
    path = interview.path
    saved = interview.saved
    self.difference = difference
    var sizes: [String: Int] = [:]
    for part in difference.styles.flatMap(\.parts) {
      sizes[part.criterion, default: 0] += abs(part.change.thousandths)
    }
    for id in Self.touched(interview.saved, interview.sheet) { sizes[id, default: 0] += 1_000_000 }
    self.sizes = sizes
  }

  /// The questions that are answered or weighed differently.
  private static func touched(_ old: AnswerSheet, _ new: AnswerSheet) -> [String] {
    let all = Set(old.answers.keys).union(new.answers.keys).union(old.weights.keys)
      .union(new.weights.keys)
    return all.filter {
      old.answers[$0]?.content != new.answers[$0]?.content || old.weights[$0] != new.weights[$0]
    }
  }

  /// What a criterion's points for a style have changed by.
  func change(_ criterion: String, _ style: Style) -> Points {
    let parts = difference.styles.first { $0.style == style }?.parts ?? []
    return parts.first { $0.criterion == criterion }?.change ?? .zero
  }

  /// Whether nothing differs at all.
  var isEmpty: Bool { sizes.isEmpty && difference.answers.isEmpty }

  func savedWeight(_ criterion: Criterion) -> Int {
    saved.weights[criterion.id] ?? criterion.weight.nominal
  }
}

extension DashboardState {
  /// Works the comparison out again, while it is shown.
  mutating func compareAgain() {
    guard matrix.comparison != nil else { return }
    // While answers contradict one another the last sound ones stay compared.
    if let comparison = Comparison(interview, verdict, advisor) { matrix.comparison = comparison }
  }

  /// Shows what differs from the saved answers, or the points again.
  mutating func toggleComparison() {
    if matrix.comparison != nil {
      matrix.comparison = nil
      if matrix.order == .change { matrix.order = .interview }
      return
    }
    guard let comparison = Comparison(interview, verdict, advisor) else {
      notice = Notice(.warning, Sentence.nothingToCompare)
      return
    }
    matrix.comparison = comparison
    matrix.order = .change
    notice = Notice(.info, Sentence.comparing(comparison))
  }
}
