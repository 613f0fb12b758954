/// The business of the user service. Every function works inside a transaction of its caller.
public enum UserService {
  /// The service's name.
  public static let name = "user"

  /// Fills an empty store; one that has users is left as it is. True when it was empty.
  @discardableResult
  public static func seed(
    _ users: [User], in records: any UserRecords
  ) throws(StoreProblem) -> Bool {
    guard try records.users(after: nil, limit: 1).isEmpty else { return false }
    for user in users { try records.save(user) }
    return true
  }
}
