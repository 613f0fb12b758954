/// The records of the user service.
public protocol UserRecords: AnyObject {
  func user(_ id: UserID) throws(StoreProblem) -> User?
  /// Adds a user, or replaces the one of the same name.
  func save(_ user: User) throws(StoreProblem)
  /// Users in the order of their names, after a given one.
  func users(after last: UserID?, limit: Int) throws(StoreProblem) -> [User]
}
