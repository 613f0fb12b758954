/// The questions as dimensions and their cells, and behind them the ratios that rules compare.
struct CellSpace: Sendable {
  /// Dimension of each question by id, and of each ratio by name.
  let index: [String: Int]
  /// The cells of each question.
  let grids: [Grid]
  /// The ratios that rules speak of, in the order of their names.
  let ratios: [Ratio]

  /// - Parameters:
  ///   - cuts: the sets that rules tell apart, by question or name of a ratio.
  ///   - pairs: the two questions of each ratio, by its name.
  init(
    _ questions: [Question], cuts: [String: [ValueSet]], pairs: [String: (String, String)] = [:]
  ) {
    var index = Dictionary(
      questions.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: min)
    grids = questions.map { Grid($0.domain, cuts: cuts[$0.id] ?? []) }
    var ratios: [Ratio] = []
    for (name, pair) in pairs.sorted(by: { $0.key < $1.key }) {
      guard let upper = index[pair.0], let lower = index[pair.1] else { continue }
      let steps = Domain.integer(Ratio.steps(questions[upper].domain))
      index[name] = questions.count + ratios.count
      ratios.append(Ratio(upper: upper, lower: lower, grid: Grid(steps, cuts: cuts[name] ?? [])))
    }
    self.index = index
    self.ratios = ratios
  }

  /// The cells of a dimension.
  func grid(_ dimension: Int) -> Grid {
    dimension < grids.count ? grids[dimension] : ratios[dimension - grids.count].grid
  }

  /// Nothing known at all.
  var open: State { State(grids.map(\.open)) }

  /// What a sheet of answers leaves possible.
  func state(_ answers: [String: Answer]) -> State {
    var state = open
    for (id, answer) in answers {
      guard let question = index[id] else { continue }
      switch answer.content {
      case .values(let set): state[question] = grids[question].mask(set)
      case .notApplicable: state[question] = .only(grids[question].notApplicable)
      }
    }
    return state
  }

  /// Whether a box speaks of a ratio.
  func compares(_ box: Box) -> Bool { box.sides.contains { $0.question >= grids.count } }
}

extension CellSpace {
  /// What is possible with the ratios as dimensions behind the questions, and boxes that no numbers
  /// can lie in: pairs of cells with a ratio that none of their numbers have.
  ///
  /// - Parameter numbers: what is known of the number asked for by a question; nil for all of it.
  func widened(
    _ state: State, _ numbers: (_ question: Int) -> ValueSet?
  ) -> (state: State, links: [Box]) {
    var masks = state.masks
    var links: [Box] = []
    for (place, ratio) in ratios.enumerated() {
      var possible: CellMask = 0
      for upper in state[ratio.upper].cells {
        // Cells of the lower question that leave the same ratios possible share a box.
        var alike: [CellMask: CellMask] = [:]
        for lower in state[ratio.lower].cells {
          let mask = mask(ratio, upper, lower, numbers)
          possible |= mask
          alike[mask, default: 0] |= .only(lower)
        }
        for (mask, lowers) in alike.sorted(by: { $0.key < $1.key }) {
          let out = (ratio.grid.open | .only(ratio.grid.notApplicable)) & ~mask
          links.append(
            Box([(ratio.upper, .only(upper)), (ratio.lower, lowers), (grids.count + place, out)]))
        }
      }
      masks.append(possible)
    }
    return (State(masks), links)
  }

  /// The pairs of cells all of whose numbers have a ratio that is not allowed.
  ///
  /// - Parameter banned: for each ratio the cells that are not allowed.
  func pairs(_ banned: [CellMask], _ numbers: (_ question: Int) -> ValueSet?) -> [Box] {
    zip(ratios, banned).flatMap { ratio, banned -> [Box] in
      if banned == 0 { return [] }
      return grids[ratio.upper].cells.indices.compactMap { upper in
        let lowers = grids[ratio.lower].cells.indices.reduce(CellMask(0)) { lowers, lower in
          let mask = mask(ratio, upper, lower, numbers)
          return mask & ~banned == 0 ? lowers | .only(lower) : lowers
        }
        return lowers == 0 ? nil : Box([(ratio.upper, .only(upper)), (ratio.lower, lowers)])
      }
    }
  }

  /// A complete assignment with the cells of all ratios; nil when something is open.
  func complete(_ state: State, _ numbers: (_ question: Int) -> ValueSet?) -> [UInt8]? {
    guard state.masks.allSatisfy(\.isSingle) else { return nil }
    var cells = state.lowest
    for ratio in ratios {
      let mask = mask(ratio, state[ratio.upper].lowest, state[ratio.lower].lowest, numbers)
      guard mask.isSingle else { return nil }
      cells.append(UInt8(mask.lowest))
    }
    return cells
  }

  /// A box without its ratios: the pairs of cells of which some numbers, or all, have such a ratio.
  func flat(_ box: Box, isCertain: Bool) -> [Box] {
    let plain = Box(sides: box.sides.filter { $0.question < grids.count })
    let compared = box.sides.filter { $0.question >= grids.count }
    return compared.reduce([plain]) { boxes, side in
      var banned = ratios.map { _ in CellMask(0) }
      let place = side.question - grids.count
      // All numbers of a pair lie inside, or not all of them lie outside.
      banned[place] = isCertain ? side.mask : ratios[place].grid.open & ~side.mask
      let inside = pairs(banned) { _ in nil }
      if isCertain { return boxes.flatMap { box in inside.compactMap(box.intersection) } }
      let pairs = outside(inside, ratios[place])
      return boxes.flatMap { box in pairs.compactMap(box.intersection) }
    }
  }

  /// The pairs of cells of a ratio's questions that lie in none of some boxes.
  private func outside(_ boxes: [Box], _ ratio: Ratio) -> [Box] {
    grids[ratio.upper].cells.indices.compactMap { upper in
      let out = boxes.filter {
        $0.sides.contains(Box.Side(question: ratio.upper, mask: .only(upper)))
      }
      .flatMap(\.sides).filter { $0.question == ratio.lower }.reduce(0) { $0 | $1.mask }
      let lowers = grids[ratio.lower].open & ~out
      return lowers == 0 ? nil : Box([(ratio.upper, .only(upper)), (ratio.lower, lowers)])
    }
  }

  /// The ratios that the numbers of two cells have.
  private func mask(
    _ ratio: Ratio, _ upper: Int, _ lower: Int, _ numbers: (_ question: Int) -> ValueSet?
  ) -> CellMask {
    guard upper < grids[ratio.upper].count, lower < grids[ratio.lower].count else {
      return .only(ratio.grid.notApplicable)
    }
    return ratio.mask(
      self.numbers(ratio.upper, upper, numbers), self.numbers(ratio.lower, lower, numbers))
  }

  /// The numbers of a cell: those known to be possible, or all of them where none of those is inside.
  private func numbers(
    _ question: Int, _ cell: Int, _ numbers: (_ question: Int) -> ValueSet?
  ) -> ValueSet {
    let all = ValueSet(grids[question].cells[cell])
    let known = numbers(question)?.intersection(all) ?? all
    return known.isEmpty ? all : known
  }
}
