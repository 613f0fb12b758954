internal import Shop

/// The clients of the demonstration: who they are and what they may do.
///
/// | API key | subject | scopes | plan |
/// |---|---|---|---|
/// | `demo-key-001` to `demo-key-200` | `user-001` to `user-200` | all for themselves | standard |
/// | `demo-key-reader` | `reader` | catalog:read | standard |
/// | `demo-key-load` | `load` | all but admin, for every user | bulk |
/// | `demo-key-admin` | `admin` | all | standard |
///
/// The users have the password `demo` at `POST /token`. All of this is public on purpose: the shop
/// listens on loopback only and has nothing to lose.
struct ClientDirectory: Sendable {
  private let key: SigningKey
  /// By the fingerprint of their key. Without the mesh's secret nobody can tell which key gives
  /// which fingerprint, so how long a look-up takes tells nothing about a key.
  private let clients: [[UInt8]: Identity]
  private let users: Set<String>
  private let password: [UInt8]

  static let demoPassword = "demo"
  /// Longest API key or password, in bytes.
  static let limit = 128

  init(_ key: SigningKey) {
    self.key = key
    var clients: [[UInt8]: Identity] = [:]
    var users: Set<String> = []
    for (text, identity) in Self.demo {
      if let code = key.code(Array(text.utf8), purpose: .secret) { clients[code] = identity }
    }
    for number in 1...DemoShop.userCount {
      guard let user = DemoShop.user(number)?.text else { continue }
      users.insert(user)
      let text = "demo-key-" + user.dropFirst("user-".count)
      if let code = key.code(Array(text.utf8), purpose: .secret) {
        clients[code] = Self.shopper(user)
      }
    }
    self.clients = clients
    self.users = users
    password = key.code(Array(Self.demoPassword.utf8), purpose: .secret) ?? []
  }

  /// The client with an API key.
  func client(key text: String) -> Identity? {
    guard text.utf8.count <= Self.limit else { return nil }
    return key.code(Array(text.utf8), purpose: .secret).flatMap { clients[$0] }
  }

  /// The user with this name and password.
  func user(_ name: String, password text: String) -> Identity? {
    guard text.utf8.count <= Self.limit,
      let code = key.code(Array(text.utf8), purpose: .secret),
      SecretText.isEqual(code, password), users.contains(name)
    else { return nil }
    return Self.shopper(name)
  }

  private static func shopper(_ subject: String) -> Identity {
    Identity(subject: subject, scopes: Scope.shopper, plan: .standard)
  }

  private static let demo: [(key: String, identity: Identity)] = [
    ("demo-key-reader", Identity(subject: "reader", scopes: [.catalogRead], plan: .standard)),
    (
      "demo-key-load",
      Identity(subject: "load", scopes: Scope.shopper.union([.anyUser]), plan: .bulk)
    ),
    (
      "demo-key-admin",
      Identity(subject: "admin", scopes: Set(Scope.allCases), plan: .standard)
    ),
  ]
}
