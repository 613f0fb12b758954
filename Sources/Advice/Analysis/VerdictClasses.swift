/// Answers to one question between which the verdict makes no difference.
struct VerdictClass: Sendable {
  /// The cells of the class, of which any one speaks for all.
  let mask: CellMask
  let values: ValueSet

  var cell: Int { mask.lowest }
}

extension DecisionModel {
  /// A question's answers as the verdict tells them apart, in their order.
  ///
  /// Words stay apart. Numbers are cut by every rule, also by those that only warn or suggest;
  /// neighbouring cells with the same scores that no veto and no contradiction tells apart are one
  /// class.
  func verdictClasses(_ question: Int, _ table: ScoreTable) -> [VerdictClass] {
    let grid = space.grids[question]
    if questions[question].domain.isWords {
      return grid.cells.indices.map { cell in
        VerdictClass(mask: .only(cell), values: ValueSet(grid.cells[cell]))
      }
    }
    let sides = (forbidden + vetoes.joined()).flatMap(\.sides).filter { $0.question == question }
    func alike(_ left: Int, _ right: Int) -> Bool {
      table.row(question, left) == table.row(question, right)
        && sides.allSatisfy { $0.mask.contains(left) == $0.mask.contains(right) }
    }
    var masks: [CellMask] = []
    for cell in 0..<grid.count {
      if cell > 0, alike(cell - 1, cell), let last = masks.last {
        masks[masks.count - 1] = last | .only(cell)
      } else {
        masks.append(.only(cell))
      }
    }
    return masks.map { VerdictClass(mask: $0, values: grid.values($0)) }
  }
}
