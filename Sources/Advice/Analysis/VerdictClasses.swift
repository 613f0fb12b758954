/// Answers to one question between which the verdict makes no difference.
struct VerdictClass: Sendable {
  /// The cells of the class, of which any one speaks for all.
  let mask: CellMask
  let values: ValueSet

  var cell: Int { mask.lowest }

  /// The answers of one question in their order.
  ///
  /// Words stay apart. Numbers are cut by every rule, also by those that only warn or suggest;
  /// neighbouring cells with the same scores that no veto and no contradiction tells apart are one
  /// class.
  ///
  /// - Parameters:
  ///   - rules: the boxes of all vetoes and contradictions.
  ///   - isCompared: whether rules compare it with another question; then all cells stay apart, because
  ///     which of them contradict an answer depends on that answer's number.
  ///   - row: what a cell gives the styles.
  static func classes(
    _ question: Int, _ domain: Domain, _ grid: Grid, rules: [Box], isCompared: Bool,
    row: (_ cell: Int) -> ScoreTable.Row
  ) -> [VerdictClass] {
    var masks = (0..<grid.count).map(CellMask.only)
    if !domain.isWords, !isCompared {
      let sides = rules.flatMap(\.sides).filter { $0.question == question }
      masks = masks.dropFirst().reduce(into: Array(masks.prefix(1))) { classes, mask in
        let last = classes[classes.count - 1]
        let alike =
          row(last.lowest) == row(mask.lowest)
          && sides.allSatisfy { ($0.mask & last == 0) == ($0.mask & mask == 0) }
        if alike { classes[classes.count - 1] |= mask } else { classes.append(mask) }
      }
    }
    return masks.map { VerdictClass(mask: $0, values: grid.values($0)) }
  }
}
