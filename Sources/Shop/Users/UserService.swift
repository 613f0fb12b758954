/// The business of the user service.
public struct CustomerFile: Sendable {
  private let store: UserStore

  public init(_ store: UserStore) {
    self.store = store
  }

  /// The user with that id; nil when there is none.
  public func user(_ id: UserID) throws(StoreProblem) -> User? {
    try store.read { records throws(StoreProblem) in try records.user(id) }
  }

  /// Fills an empty store; one that has users is left as it is. True when it was empty.
  @discardableResult
  public func begin(with users: [User]) throws(StoreProblem) -> Bool {
    try store.write { records throws(StoreProblem) in
      guard try records.users(after: nil, limit: 1).isEmpty else { return false }
      for user in users { try records.save(user) }
      return true
    }
  }
}
