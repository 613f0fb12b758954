internal import Platform

/// Tokens whose signature was found good, so that a client's next request costs a look-up.
///
/// Two generations: when the young one is full it becomes the old one, and what nobody asks for
/// falls out with it. So the room is bounded and no token has to be looked for.
final class TokenCache: Sendable {
  private struct Generations: Sendable {
    var young: [String: TokenGrant] = [:]
    var old: [String: TokenGrant] = [:]
  }

  private let limit: Int
  private let generations: Guarded<Generations> = Guarded(Generations())

  /// - Parameter limit: tokens of one generation.
  init(limit: Int = 2000) { self.limit = max(limit, 1) }

  subscript(token: String) -> TokenGrant? {
    generations.withLock { all in
      if let grant = all.young[token] { return grant }
      guard let grant = all.old[token] else { return nil }
      Self.add(token, grant, limit, &all)
      return grant
    }
  }

  func add(_ token: String, _ grant: TokenGrant) {
    generations.withLock { Self.add(token, grant, limit, &$0) }
  }

  var count: Int { generations.withLock { $0.young.count + $0.old.count } }

  private static func add(
    _ token: String, _ grant: TokenGrant, _ limit: Int, _ all: inout Generations
  ) {
    if all.young.count >= limit {
      all.old = all.young
      all.young = [:]
    }
    all.young[token] = grant
  }
}
