/// What a client may do; each route of the gateway asks for one.
enum Scope: String, CaseIterable, Sendable {
  case catalogRead = "catalog:read"
  case ordersRead = "orders:read"
  case ordersWrite = "orders:write"
  case accountRead = "account:read"
  /// For every user, not only for oneself.
  case anyUser = "users:any"
  case admin

  /// What somebody who buys may do.
  static let shopper: Set<Scope> = [.catalogRead, .ordersRead, .ordersWrite, .accountRead]

  /// Words with spaces between them, as tokens carry scopes.
  static func text(_ scopes: Set<Scope>) -> String {
    allCases.filter(scopes.contains).map(\.rawValue).joined(separator: " ")
  }

  /// The scopes in a text; nil when it names an unknown one.
  static func set(_ text: String) -> Set<Scope>? {
    var scopes: Set<Scope> = []
    for word in text.split(separator: " ") {
      guard let scope = Scope(rawValue: String(word)) else { return nil }
      scopes.insert(scope)
    }
    return scopes
  }
}

/// Who sends a request, as far as it was checked.
struct Identity: Sendable, Hashable {
  /// As in `user-001`.
  let subject: String
  let scopes: Set<Scope>
  let plan: ClientPlan

  /// Whose data it may see: its own; nil for everybody's.
  var owner: String? { scopes.isDisjoint(with: [.anyUser, .admin]) ? subject : nil }
}

/// How much a client may ask for.
enum ClientPlan: String, CaseIterable, Sendable {
  /// Nobody knows who it is; all such clients share one bucket.
  case anonymous
  case standard
  /// Load generators and benchmarks.
  case bulk
}
