/// Answers to several questions at once: each named question's cell lies in its mask. Ratios come
/// behind the questions as dimensions of their own.
struct Box: Sendable, Hashable {
  struct Side: Sendable, Hashable {
    let question: Int
    let mask: CellMask
  }

  /// One side a question, in the order of the questions.
  let sides: [Side]

  init(sides: [Side]) { self.sides = sides }

  /// - Parameter masks: one mask a question, in any order.
  init(_ masks: [(question: Int, mask: CellMask)]) {
    sides = masks.map(Side.init).sorted { $0.question < $1.question }
  }

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
    return Box(masks.map { ($0.key, $0.value) })
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
      guard let dimension = space.index[atom.dimension] else { return [] }
      let grid = space.grid(dimension)
      let mask = grid.mask(atom.values)
      let side = Box.Side(question: dimension, mask: negated ? grid.open & ~mask : mask)
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
