import Advice
import Terminal

extension FlipGroup {
  /// How hard the hardest of its changes is.
  func effort(_ knowledge: KnowledgeBase) -> Question.Change? {
    nearest.changes.compactMap { knowledge.question($0.question)?.change }
      .max { $0.effort < $1.effort }
  }
}

extension Change {
  /// `team-count 2 to 4 becomes 5`.
  func words(_ knowledge: KnowledgeBase) -> String {
    guard let domain = knowledge.question(question)?.domain else { return question }
    return "\(question) \(domain.text(from)) becomes \(domain.text(to))"
  }
}

extension Question.Change {
  /// How hard it is to bring a change about, in two words or three.
  var effortWords: String {
    switch self {
    case .easy: "easy to change"
    case .moderate: "takes some effort"
    case .hard: "hard to change"
    case .fixed: "cannot be chosen"
    }
  }
}

extension DashboardState {
  /// What would change the recommendation, in one line.
  func flipLine(columns: Int) -> StyledLine {
    let known = knownFlips
    let groups = FlipGroup.groups(known.flips)
    let knowledge = advisor.knowledge
    var parts = groups.prefix(2).map { group in
      group.nearest.changes.map { $0.words(knowledge) }.joined(separator: " and ")
        + " ▸ \(group.nearest.style.phrase)"
    }
    if groups.count > 2 { parts.append("\(groups.count - 2) more") }
    if groups.isEmpty { parts.append(known.isSearching ? "searching…" : noFlipWords) }
    if let weight = knownWeightFlips.first, weight.isReasonable {
      parts.append("\(weight.words) ▸ \(weight.style.phrase)")
    }
    let text = TextWidth.clipped(parts.joined(separator: " · "), to: columns - 7)
    return StyledLine([
      StyledSpan("Flips: ", TextStyle(.heading)),
      StyledSpan(text, TextStyle(groups.isEmpty ? .muted : .text)),
    ])
  }

  /// Why there is no flip of answers.
  var noFlipWords: String {
    verdict.assessment?.recommendation == nil
      ? "nothing is recommended"
      : interview.sheet.answers.isEmpty
        ? "nothing is answered yet"
        : "no \(Flip.sizeLimit) answers changed at once lead to another style"
  }
}
