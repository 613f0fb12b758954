public import Shop

/// Users in SQLite.
final class SQLiteUsers: UserRecords {
  static let schema = Schema([
    """
    CREATE TABLE IF NOT EXISTS users(
      id TEXT PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL) WITHOUT ROWID
    """
  ])

  private let connection: Connection

  init(_ connection: Connection) {
    self.connection = connection
  }

  func user(_ id: UserID) throws(StoreProblem) -> User? {
    try connection.first(
      "SELECT id, name, email FROM users WHERE id = ?", .text(id.text), read: user)
  }

  func save(_ user: User) throws(StoreProblem) {
    try connection.run(
      "INSERT OR REPLACE INTO users(id, name, email) VALUES(?, ?, ?)", .text(user.id.text),
      .text(user.name), .text(user.email))
  }

  func users(after last: UserID?, limit: Int) throws(StoreProblem) -> [User] {
    try connection.rows(
      "SELECT id, name, email FROM users WHERE id > ? ORDER BY id LIMIT ?",
      .text(last?.text ?? ""), .integer(limit), read: user)
  }

  private func user(_ row: Row) throws(StoreProblem) -> User {
    User(id: try connection.identifier(row, 0), name: row.text(1), email: row.text(2))
  }
}

extension Connection {
  /// The user service's records, in a file that has their tables.
  public var users: any UserRecords { SQLiteUsers(self) }
}

extension SQLiteStore where Records == any UserRecords {
  /// The user service's records in a database.
  public init(_ database: SQLiteDatabase) throws(StoreProblem) {
    try self.init(database, SQLiteUsers.schema) { $0.users }
  }
}
