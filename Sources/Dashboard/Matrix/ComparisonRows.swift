import Advice
import Terminal

/// The columns of the matrix while it is compared with the saved answers.
struct ComparisonLayout {
  let tableColumns: [TableColumn]

  /// Whether there is a column of weights: only where one has changed, or where there is room.
  let showsWeight: Bool

  init(columns: Int, hasWeights: Bool) {
    let isRoomy = columns >= 110
    let isNarrow = columns < 74
    let styleColumns = isRoomy ? 11 : isNarrow ? 6 : hasWeights ? 7 : 8
    showsWeight = hasWeights || isRoomy
    tableColumns =
      [TableColumn("criterion", .flexible(atLeast: isNarrow ? 11 : 12, share: 3))]
      + (showsWeight ? [TableColumn("weight", .fixed(7, dropOrder: 1), .trailing)] : [])
      + [
        TableColumn("then", .flexible(atLeast: isNarrow ? 5 : 6, share: 1)),
        TableColumn("now", .flexible(atLeast: isNarrow ? 5 : 6, share: 1)),
      ]
      + Style.allCases.map { style in
        TableColumn(
          style.name(columns: styleColumns), .fixed(styleColumns), .trailing,
          style: TextStyle(.heading))
      }
  }
}

extension DashboardState {
  /// A row for every criterion: answer and weight then and now, and what that does to each style.
  func comparisonRows(_ comparison: Comparison, _ layout: ComparisonLayout) -> [TableRow] {
    matrixRows.map { index in
      let criterion = advisor.knowledge.criteria[index]
      let question = advisor.knowledge.question(criterion.id)
      let old = comparison.saved.answers[criterion.id]
      let new = interview.sheet.answers[criterion.id]
      let isAnswered = old?.content != new?.content
      let (then, now) = (comparison.savedWeight(criterion), weight(criterion))
      let weights = then == now ? "\(now)" : "\(then)→\(now)"
      let differs = isAnswered || then != now
      let changes = Style.allCases.map { style -> TableCell in
        let change = comparison.change(criterion.id, style)
        return TableCell(change.signedShort, TextStyle(change.gainRole))
      }
      let weight = TableCell(weights, TextStyle(then == now ? .muted : .warning))
      return .cells(
        [TableCell("\(differs ? "≠ " : "  ")\(criterion.id)", TextStyle(differs ? .text : .muted))]
          + (layout.showsWeight ? [weight] : [])
          + [
            TableCell(question?.text(old) ?? "", TextStyle(.muted)),
            TableCell(
              isAnswered ? question?.text(new) ?? "" : "same",
              TextStyle(isAnswered ? .warning : .muted)),
          ] + changes)
    }
  }

  /// Scores and ranks then and now.
  func comparisonSums(_ comparison: Comparison, _ layout: ComparisonLayout) -> [TableRow] {
    let difference = comparison.difference
    let (old, new) = (difference.before.ranks, difference.after.ranks)
    func row(_ name: String, _ cell: (ChangedScore) -> (String, TextStyle)) -> TableRow {
      let cells = difference.styles.map { score -> TableCell in
        let (text, style) = cell(score)
        return TableCell(text, style)
      }
      return .cells(
        [TableCell(name, TextStyle(.heading))]
          + Array(repeating: TableCell(""), count: layout.showsWeight ? 3 : 2) + cells)
    }
    return [
      row("  score then") { ($0.before.short, TextStyle(.muted)) },
      row("  score now") { ($0.after.short, TextStyle(.heading)) },
      row("  change") { ($0.change.signedShort, TextStyle($0.change.gainRole)) },
      row("  rank") { score in
        let then = old[score.style].map(String.init) ?? "–"
        let now = new[score.style].map(String.init) ?? "–"
        return then == now
          ? (now, TextStyle(.muted)) : ("\(then)→\(now)", TextStyle(.accent))
      },
    ]
  }

  /// What the difference does, in sentences: the recommendation, then vetoes and warning signs.
  func comparisonSentences(_ comparison: Comparison) -> [String] {
    let difference = comparison.difference
    return [Sentence.difference(difference)]
      + difference.vetoes.map(Sentence.vetoChange) + difference.warnings.map(Sentence.warningChange)
  }

  /// Everything that differs, as a list, and what each style gains or loses by what.
  func comparisonList(_ comparison: Comparison, columns: Int) -> [StyledLine] {
    func wrapped(_ text: String, _ role: Role) -> [StyledLine] {
      Lines.wrapped(text, columns: columns, style: TextStyle(role))
    }
    let difference = comparison.difference
    var lines = wrapped(Sentence.comparedWith(comparison), .muted) + [.empty]
    lines += wrapped("What differs", .heading)
    for answer in difference.answers {
      lines += wrapped("≠ \(answer.question): \(answer.beforeText) → \(answer.afterText)", .text)
    }
    for criterion in advisor.knowledge.criteria
    where comparison.savedWeight(criterion) != weight(criterion) {
      lines += wrapped(
        "≠ weight of \(criterion.id): \(comparison.savedWeight(criterion)) → \(weight(criterion))",
        .text)
    }
    if comparison.isEmpty { lines += wrapped(Sentence.nothingDiffers, .muted) }
    lines += [.empty] + wrapped("What it does", .heading)
    for sentence in comparisonSentences(comparison) { lines += wrapped(sentence, .text) }
    for score in difference.styles where score.change != .zero {
      let parts = score.parts.prefix(4).map { "\($0.change.signed) \($0.criterion)" }
      let more = score.parts.count > 4 ? ", \(score.parts.count - 4) more" : ""
      lines += wrapped(
        "\(score.style.phrase) \(score.before.short) → \(score.after.short)", .accent)
      lines += wrapped("  \(score.change.signed): \(parts.joined(separator: ", "))\(more)", .muted)
    }
    return lines
  }
}
