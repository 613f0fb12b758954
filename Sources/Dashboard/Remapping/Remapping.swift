public import Terminal

extension Keys {
  /// The table with other keys, and what is wrong with the wishes, each by its place among them.
  ///
  /// A table with problems is not to be used.
  public static func table(
    with wishes: [KeyWish]
  ) -> (table: KeyTable<KeyScope, Action>, problems: [(wish: Int, KeyProblem)]) {
    let remapping = Remapping(wishes)
    let problems =
      remapping.unfitKeys + remapping.doubles + remapping.hidings + remapping.closedWays
    return (remapping.table, problems.map { ($0.wish, $0.problem) })
  }
}

/// The table of keys as somebody wants it, and what is wrong with it.
struct Remapping {
  typealias Found = (wish: Int, problem: KeyProblem)

  private let wishes: [KeyWish]
  let table: KeyTable<KeyScope, Action>

  /// - Parameter wishes: one with a place goes before one without.
  init(_ wishes: [KeyWish]) {
    self.wishes = wishes
    let usual = Keys.table.bindings
    let changed = usual.map { binding in
      Self.wish(for: binding, wishes).map { binding.with(keys: wishes[$0].keys.unique) } ?? binding
    }
    table = KeyTable(
      zip(usual, changed).map { old, new in
        Self.sharedCapHolds(old, usual, changed) ? new : new.withOwnCap
      })
  }

  private static func wish(for binding: Keys.Binding, _ wishes: [KeyWish]) -> Int? {
    func last(_ isMeant: (KeyWish) -> Bool) -> Int? {
      wishes.lastIndex { $0.action == binding.action && isMeant($0) }
    }
    return last { $0.scope == binding.scope } ?? last { $0.scope == nil }
  }

  /// Whether the keys that a line shows in the footer, also for its neighbours, are still those.
  private static func sharedCapHolds(
    _ line: Keys.Binding, _ usual: [Keys.Binding], _ changed: [Keys.Binding]
  ) -> Bool {
    guard let cap = line.footerKeys else { return true }
    return zip(usual, changed).allSatisfy { old, new in
      old.scope != line.scope || old.keys == new.keys
        || !old.keys.contains { cap.contains($0.label) }
    }
  }

  /// The wish that a line goes back to; of lines that nobody wished for, none.
  private func wish(for binding: Keys.Binding) -> Int? { Self.wish(for: binding, wishes) }

  /// Keys that never arrive, or that type.
  var unfitKeys: [Found] {
    wishes.enumerated().flatMap { place, wish -> [Found] in
      wish.keys.compactMap { key in
        if !key.arrives { return (place, .neverArrives(key)) }
        guard case .character = key else { return nil }
        let scopes = table.bindings.filter { self.wish(for: $0) == place }.map(\.scope)
        return scopes.first(where: \.takesText).map { (place, .types(key, $0)) }
      }
    }
  }

  /// Keys that mean two things in one place.
  var doubles: [Found] {
    table.conflicts.compactMap { scope, key in
      let both = table.bindings.filter { $0.scope == scope && $0.keys.contains(key) }
      guard both.count > 1, let wish = both.compactMap(wish(for:)).last else { return nil }
      return (wish, .twice(key, scope, both[0].action, both[1].action))
    }
  }

  /// Keys that something inside takes away from what is in force around it, unless the usual table
  /// means it so.
  var hidings: [Found] {
    let meant = Self.hidings(in: Keys.table)
    var seen: Set<Hiding> = []
    return Self.hidings(in: table).compactMap { hiding in
      let isMeant = meant.contains {
        $0.inner.isSame(hiding.inner) && $0.outer.isSame(hiding.outer)
      }
      guard !isMeant, seen.insert(hiding).inserted else { return nil }
      let lines = table.bindings.filter { $0.isSame(hiding.inner) || $0.isSame(hiding.outer) }
      guard let wish = lines.compactMap(wish(for:)).last else { return nil }
      return (
        wish,
        .hidden(
          hiding.key, inner: hiding.inner.action, hiding.inner.scope, outer: hiding.outer.action,
          hiding.outer.scope)
      )
    }
  }

  private static func hidings(in table: KeyTable<KeyScope, Action>) -> [Hiding] {
    KeyScope.stacks.flatMap { stack in
      stack.indices.flatMap { place in
        pairs(table, stack[place], Array(stack[(place + 1)...]))
      }
    }
  }

  private static func pairs(
    _ table: KeyTable<KeyScope, Action>, _ inner: KeyScope, _ outer: [KeyScope]
  ) -> [Hiding] {
    let around = table.bindings.filter { outer.contains($0.scope) }
    return table.bindings.filter { $0.scope == inner }.flatMap { line in
      around.filter { $0.action != line.action }.flatMap { other in
        other.keys.filter(line.keys.contains).map {
          Hiding(
            key: $0, inner: Spot(scope: line.scope, action: line.action),
            outer: Spot(scope: other.scope, action: other.action))
        }
      }
    }
  }

  /// Ways out, and the end of all faults, that have lost their last key.
  var closedWays: [Found] {
    var seen: Set<Spot> = []
    return KeyScope.stacks.flatMap { stack -> [Found] in
      let left = Set(table.bindings(in: stack).map(\.action))
      return Keys.table.bindings(in: stack).compactMap { line in
        guard line.action.isWayOut, !left.contains(line.action),
          seen.insert(Spot(scope: line.scope, action: line.action)).inserted
        else { return nil }
        let wish = wishes.lastIndex { $0.action == line.action } ?? wishes.count - 1
        return (wish, .noWayOut(line.action, line.scope))
      }
    }
  }
}

private struct Spot: Hashable {
  let scope: KeyScope
  let action: Action

  func isSame(_ other: Spot) -> Bool { self == other }
}

private struct Hiding: Hashable {
  let key: Key
  let inner: Spot
  let outer: Spot
}

extension Keys.Binding {
  fileprivate func isSame(_ spot: Spot) -> Bool { scope == spot.scope && action == spot.action }

  /// The same line, showing its own keys in the footer.
  fileprivate var withOwnCap: Keys.Binding {
    Keys.Binding(scope, keys, action, label: label, help: help, footer: footerOrder)
  }
}

extension Action {
  /// Whether it leads out of where one is, or ends what was broken on purpose.
  var isWayOut: Bool {
    switch self {
    case .back, .cancel, .openList, .quit, .interrupt, .haltFaults: true
    default: false
    }
  }
}

extension Key {
  /// Whether terminals send it as a key of its own.
  var arrives: Bool {
    switch self {
    // The same bytes as Backspace, Tab and Enter.
    case .control("h"), .control("i"), .control("j"), .control("m"): false
    case .control(let letter): ("a"..."z").contains(letter)
    case .function(let number): (1...12).contains(number)
    case .character(let scalar): scalar.value > 0x20 && scalar.value != 0x7F || scalar == " "
    case .named: true
    }
  }
}

extension [Key] {
  /// Each once, where it stands first.
  fileprivate var unique: [Key] {
    var seen: Set<Key> = []
    return filter { seen.insert($0).inserted }
  }
}
