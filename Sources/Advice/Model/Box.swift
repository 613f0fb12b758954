/// Answers to several questions at once: each named question's cell lies in its mask.
struct Box: Sendable, Hashable {
  struct Side: Sendable, Hashable {
    let question: Int
    let mask: CellMask
  }

  /// One side a question, in the order of the questions.
  let sides: [Side]

  /// Whether any completion of the state lies inside.
  func overlaps(_ state: State) -> Bool {
    sides.allSatisfy { state[$0.question] & $0.mask != 0 }
  }

  /// Whether every completion of the state lies inside.
  func covers(_ state: State) -> Bool {
    sides.allSatisfy { state[$0.question] & ~$0.mask == 0 }
  }

  /// Whether a complete assignment of cells lies inside.
  @inline(__always)
  func contains(_ cells: [UInt8]) -> Bool {
    for side in sides where !side.mask.contains(Int(cells[side.question])) { return false }
    return true
  }

  /// The part of a state inside the box; nil when there is none.
  func restrict(_ state: State) -> State? {
    var result = state
    for side in sides {
      result[side.question] &= side.mask
      if result[side.question] == 0 { return nil }
    }
    return result
  }

  /// Both boxes at once; nil when they have nothing in common.
  func intersection(_ other: Box) -> Box? {
    var masks = Dictionary(uniqueKeysWithValues: sides.map { ($0.question, $0.mask) })
    for side in other.sides {
      let mask = masks[side.question].map { $0 & side.mask } ?? side.mask
      if mask == 0 { return nil }
      masks[side.question] = mask
    }
    return Box(
      sides: masks.map { Side(question: $0.key, mask: $0.value) }
        .sorted { $0.question < $1.question })
  }
}

/// What is known: for every question the cells that are still possible.
struct State: Sendable, Hashable {
  private(set) var masks: [CellMask]

  init(_ masks: [CellMask]) { self.masks = masks }

  subscript(question: Int) -> CellMask {
    get { masks[question] }
    set { masks[question] = newValue }
  }

  /// Whether a complete assignment is one of this state's completions.
  func contains(_ cells: [UInt8]) -> Bool {
    zip(masks, cells).allSatisfy { $0.contains(Int($1)) }
  }

  /// The lowest cell of every question.
  var lowest: [UInt8] { masks.map { UInt8($0.lowest) } }

  /// The questions with more than one cell left.
  var openQuestions: [Int] { masks.indices.filter { !masks[$0].isSingle } }
}

extension Condition {
  /// The condition as a union of boxes.
  ///
  /// Negations go down to the atoms, where they take the complement of the values. That leaves the
  /// cell for "not applicable" outside of both an atom and its negation, as the words of the
  /// knowledge base have it.
  func boxes(_ space: CellSpace, negated: Bool = false) -> [Box] {
    switch self {
    case .atom(let atom):
      guard let question = space.index[atom.question] else { return [] }
      let grid = space.grids[question]
      let mask = grid.mask(atom.values)
      let side = Box.Side(question: question, mask: negated ? grid.open & ~mask : mask)
      return side.mask == 0 ? [] : [Box(sides: [side])]
    case .not(let part):
      return part.boxes(space, negated: !negated)
    case .all(let parts):
      return negated
        ? Self.union(parts, space, negated) : Self.intersection(parts, space, negated)
    case .any(let parts):
      return negated
        ? Self.intersection(parts, space, negated) : Self.union(parts, space, negated)
    }
  }

  private static func union(_ parts: [Condition], _ space: CellSpace, _ negated: Bool) -> [Box] {
    parts.flatMap { $0.boxes(space, negated: negated) }
  }

  private static func intersection(
    _ parts: [Condition], _ space: CellSpace, _ negated: Bool
  ) -> [Box] {
    parts.reduce([Box(sides: [])]) { boxes, part in
      let more = part.boxes(space, negated: negated)
      return boxes.flatMap { box in more.compactMap(box.intersection) }
    }
  }
}

/// The questions as dimensions and their cells.
struct CellSpace: Sendable {
  /// Dimension of each question by id.
  let index: [String: Int]
  let grids: [Grid]

  init(_ questions: [Question], cuts: [String: [ValueSet]]) {
    index = Dictionary(
      questions.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: min)
    grids = questions.map { Grid($0.domain, cuts: cuts[$0.id] ?? []) }
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
}
