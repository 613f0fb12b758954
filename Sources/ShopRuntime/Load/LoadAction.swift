/// What a client of the shop does.
public enum LoadAction: String, Sendable, CaseIterable {
  /// Looks through the products.
  case browse
  /// Looks at one of them.
  case look
  /// Looks whether it is in stock.
  case stock
  /// Places an order.
  case order
  /// Asks what became of its latest order.
  case track
  /// Opens its page, which several services are asked for.
  case home
  /// Looks at its money.
  case account
}

/// How often each action is done, in parts of the whole.
public struct LoadMix: Sendable, Hashable {
  /// In the order in which they were given; no action twice, no weight below 1.
  public let parts: [(action: LoadAction, weight: Int)]
  private let total: Int

  /// What a shop sees that many people look around in and few buy from.
  public static let standard = LoadMix([
    (.browse, 40), (.look, 20), (.home, 10), (.order, 20), (.track, 10),
  ])

  init(_ parts: [(LoadAction, Int)]) {
    self.parts = parts
    total = parts.reduce(0) { $0 + $1.1 }
  }

  /// Reads `browse=70,order=30`.
  public init(_ text: String) throws(LoadMixProblem) {
    var parts: [(LoadAction, Int)] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let sides = part.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
      guard sides.count == 2, let weight = Int(sides[1]), (1...1_000_000).contains(weight) else {
        throw .malformed(String(part))
      }
      guard let action = LoadAction(rawValue: sides[0]) else { throw .unknown(sides[0]) }
      if parts.contains(where: { $0.0 == action }) { throw .twice(action) }
      parts.append((action, weight))
    }
    self.init(parts)
  }

  /// The action that a number evenly distributed over all of `UInt64` stands for.
  func action(_ chance: UInt64) -> LoadAction {
    var rest = Int(chance % UInt64(max(total, 1)))
    for part in parts {
      if rest < part.weight { return part.action }
      rest -= part.weight
    }
    return .browse
  }

  public static func == (left: LoadMix, right: LoadMix) -> Bool {
    left.parts.elementsEqual(right.parts) { $0 == $1 }
  }

  public func hash(into hasher: inout Hasher) {
    for part in parts {
      hasher.combine(part.action)
      hasher.combine(part.weight)
    }
  }
}

/// Why a text is no mix of actions.
public enum LoadMixProblem: Error, Sendable, Hashable {
  case malformed(String)
  case unknown(String)
  case twice(LoadAction)
}
