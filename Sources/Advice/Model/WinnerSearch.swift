/// Finds a completion of the open answers in which one style comes first against all others at once.
///
/// Exact, by branch and bound. A mix of the rivals, with a share for each, bounds what the style can
/// gain on all of them together; when even that bound is negative, no completion below this point can
/// win. The shares are moved towards the rival that stands in the way. Styles that a veto may still
/// exclude do not bound, and are settled by branching on what the veto depends on.
struct WinnerSearch {
  typealias Row = ScoreTable.Row

  let model: DecisionModel
  let table: ScoreTable
  let style: Style
  /// The lead needed over each style: the tie-break order decides equal scores.
  private let needed: Row
  /// All bits set in the lanes of the rivals.
  private let rivals: Row
  /// Contradictions, and vetoes against the style itself.
  private let avoided: [Box]
  /// By question, whether the boxes speak of it.
  private let isInBoxes: [Bool]
  private var shares: Row

  /// - Parameter avoiding: boxes the completion has to stay out of besides.
  init(
    _ model: DecisionModel, _ table: ScoreTable, _ style: Style, avoiding boxes: [Box] = []
  ) {
    self.model = model
    self.table = table
    self.style = style
    var needed = Row.zero
    var shares = Row.zero
    var rivals = Row.zero
    for rival in Style.allCases where rival != style {
      needed[rival.index] = rival < style ? 1 : 0
      shares[rival.index] = Self.share
      rivals[rival.index] = -1
    }
    self.needed = needed
    self.rivals = rivals
    self.shares = shares
    avoided = model.forbidden + model.excluding[style] + boxes
    var isInBoxes = model.isInRules
    for side in boxes.lazy.flatMap(\.sides) { isInBoxes[side.question] = true }
    self.isInBoxes = isInBoxes
  }

  private static let share: Int32 = 256
  /// How often the shares are moved before the search branches.
  private static let rounds = 12

  /// One cell a question, or nil when the style comes first in no completion of the state.
  mutating func completion(_ state: State) -> [UInt8]? {
    guard let state = Avoidance.propagate(state, avoided) else { return nil }
    return search(undominated(state))
  }

  /// Whether the style comes first in a complete assignment.
  func wins(_ cells: [UInt8]) -> Bool {
    if avoided.contains(where: { $0.contains(cells) }) { return false }
    return rivalAhead(cells, lead(cells)) == nil
  }

  private mutating func search(_ start: State) -> [UInt8]? {
    guard let state = Avoidance.propagate(start, avoided) else { return nil }
    let bounding = rivalsInForce(state)
    for _ in 0..<Self.rounds {
      let shares = self.shares.replacing(with: 0, where: bounding .== 0)
      let (cells, bound) = best(state, shares)
      if bound < Int((shares &* needed).wrappedSum()) { return nil }
      let lead = lead(cells)
      if let box = avoided.first(where: { $0.contains(cells) }) {
        return branch(Avoidance.branches(state, box))
      }
      guard let rival = rivalAhead(cells, lead) else { return cells }
      if bounding[rival.index] == 0 { return settle(rival, state) }
      move(lead, bounding)
    }
    return split(state)
  }

  /// Lanes of 1 for the rivals that no veto can exclude any more below this state.
  private func rivalsInForce(_ state: State) -> Row {
    var lanes = Row.zero
    for rival in Style.allCases where rival != style {
      let mayFall = model.excluding[rival].contains { $0.overlaps(state) }
      lanes[rival.index] = mayFall ? 0 : 1
    }
    return lanes
  }

  /// The best completion for a mix of rivals, and what it gains on the mix.
  private func best(_ state: State, _ shares: Row) -> (cells: [UInt8], bound: Int) {
    var cells = [UInt8](repeating: 0, count: state.masks.count)
    var bound = 0
    for question in 0..<cells.count {
      var top = Int32.min
      state[question].forEach { cell in
        let gain = (difference(question, cell) &* shares).wrappedSum()
        if gain > top {
          top = gain
          cells[question] = UInt8(cell)
        }
      }
      bound += Int(top)
    }
    return (cells, bound)
  }

  @inline(__always)
  private func difference(_ question: Int, _ cell: Int) -> Row {
    let row = table.row(question, cell)
    return (Row(repeating: row[style.index]) &- row) & rivals
  }

  private func lead(_ cells: [UInt8]) -> Row {
    let sum = table.sum(cells)
    return (Row(repeating: sum[style.index]) &- sum) & rivals
  }

  /// The rival furthest ahead in a complete assignment, of those not excluded in it.
  private func rivalAhead(_ cells: [UInt8], _ lead: Row) -> Style? {
    var worst: (rival: Style, lead: Int32)?
    for rival in Style.allCases where rival != style {
      let missing = lead[rival.index] - needed[rival.index]
      guard missing < worst?.lead ?? 0 else { continue }
      if model.excluding[rival].contains(where: { $0.contains(cells) }) { continue }
      worst = (rival, missing)
    }
    return worst?.rival
  }

  /// Gives a larger share to rivals that are ahead, a smaller one to those far behind.
  private mutating func move(_ lead: Row, _ bounding: Row) {
    var largest: Int32 = 1
    for lane in 0..<5 where bounding[lane] == 1 { largest = max(largest, abs(lead[lane])) }
    for lane in 0..<5 where bounding[lane] == 1 {
      let change = Int32(-Int(lead[lane]) * 96 / Int(largest))
      shares[lane] = min(max(shares[lane] + change, 0), 1024)
    }
    if (shares &* bounding).wrappedSum() == 0 {
      for lane in 0..<5 where bounding[lane] == 1 { shares[lane] = Self.share }
    }
  }

  private mutating func branch(_ states: [State]) -> [UInt8]? {
    for state in states {
      if let found = search(state) { return found }
    }
    return nil
  }

  /// A rival is ahead that a veto may still exclude: try with the veto, then without.
  private mutating func settle(_ rival: Style, _ state: State) -> [UInt8]? {
    guard let box = model.excluding[rival].first(where: { $0.overlaps(state) }) else {
      return split(state)
    }
    if let inside = box.restrict(state), inside != state, let found = search(inside) {
      return found
    }
    let outside = Avoidance.branches(state, box)
    // The whole state lies in the veto: the rival is gone for good, so the search goes on by cells.
    return outside.isEmpty ? split(state) : branch(outside)
  }

  /// Takes the question that decides most apart, its most promising cell first.
  private mutating func split(_ state: State) -> [UInt8]? {
    let shares = self.shares
    func gain(_ question: Int, _ cell: Int) -> Int32 {
      (difference(question, cell) &* shares).wrappedSum()
    }
    var widest: (question: Int, spread: Int)?
    for question in state.openQuestions {
      let spread = spread(question, state[question])
      if spread > widest?.spread ?? -1 { widest = (question, spread) }
    }
    guard let question = widest?.question else { return wins(state.lowest) ? state.lowest : nil }
    let cells = state[question].cells.sorted {
      (-gain(question, $0), $0) < (-gain(question, $1), $1)
    }
    return branch(
      cells.map { cell in
        var child = state
        child[question] = .only(cell)
        return child
      })
  }

  /// How far the cells of a question lie apart, over all rivals.
  private func spread(_ question: Int, _ mask: CellMask) -> Int {
    var low = Row(repeating: .max)
    var high = Row(repeating: .min)
    mask.forEach { cell in
      let row = difference(question, cell)
      low = pointwiseMin(low, row)
      high = pointwiseMax(high, row)
    }
    return Int((high &- low).wrappedSum())
  }

  /// Drops cells that are no better than another against any rival, where no rule speaks of them.
  private func undominated(_ state: State) -> State {
    var state = state
    for question in state.openQuestions where !isInBoxes[question] {
      let cells = state[question].cells
      var kept: [Int] = []
      for cell in cells {
        let row = difference(question, cell)
        if kept.contains(where: { all(difference(question, $0) .>= row) }) { continue }
        kept.removeAll { all(row .>= difference(question, $0)) }
        kept.append(cell)
      }
      state[question] = kept.reduce(0) { $0 | .only($1) }
    }
    return state
  }
}
