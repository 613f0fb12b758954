public import Shop

/// Accounts and payments in SQLite.
final class SQLitePayments: PaymentRecords {
  static let schema = Schema([
    """
    CREATE TABLE IF NOT EXISTS accounts(
      user TEXT PRIMARY KEY, opened INTEGER NOT NULL, balance INTEGER NOT NULL) WITHOUT ROWID
    """,
    """
    CREATE TABLE IF NOT EXISTS payments(
      order_id TEXT PRIMARY KEY, user TEXT NOT NULL, amount INTEGER NOT NULL, state TEXT NOT NULL,
      reason TEXT, at INTEGER NOT NULL) WITHOUT ROWID
    """,
  ])

  private let connection: Connection

  init(_ connection: Connection) {
    self.connection = connection
  }

  func account(_ user: UserID) throws(StoreProblem) -> Account? {
    try connection.first(
      "SELECT user, opened, balance FROM accounts WHERE user = ?", .text(user.text), read: account)
  }

  func save(_ account: Account) throws(StoreProblem) {
    try connection.run(
      "INSERT OR REPLACE INTO accounts(user, opened, balance) VALUES(?, ?, ?)",
      .text(account.user.text), .integer(account.opened.cents), .integer(account.balance.cents))
  }

  func accounts(after last: UserID?, limit: Int) throws(StoreProblem) -> [Account] {
    try connection.rows(
      "SELECT user, opened, balance FROM accounts WHERE user > ? ORDER BY user LIMIT ?",
      .text(last?.text ?? ""), .integer(limit), read: account)
  }

  func payment(_ order: OrderID) throws(StoreProblem) -> Payment? {
    try connection.first(
      "SELECT order_id, user, amount, state, reason, at FROM payments WHERE order_id = ?",
      .text(order.text), read: payment)
  }

  func add(_ payment: Payment) throws(StoreProblem) {
    try connection.run(
      "INSERT INTO payments(order_id, user, amount, state, reason, at) VALUES(?, ?, ?, ?, ?, ?)",
      .text(payment.order.text), .text(payment.user.text), .integer(payment.amount.cents),
      .text(payment.decision.state), .optional(payment.decision.reason?.rawValue),
      .integer(payment.at))
  }

  func payments(after last: OrderID?, limit: Int) throws(StoreProblem) -> [Payment] {
    try connection.rows(
      """
      SELECT order_id, user, amount, state, reason, at FROM payments
      WHERE order_id > ? ORDER BY order_id LIMIT ?
      """, .text(last?.text ?? ""), .integer(limit), read: payment)
  }

  private func account(_ row: Row) throws(StoreProblem) -> Account {
    Account(
      user: try connection.identifier(row, 0), opened: Money(cents: row.integer(1)),
      balance: Money(cents: row.integer(2)))
  }

  private func payment(_ row: Row) throws(StoreProblem) -> Payment {
    let reason = try connection.reason(row, 4)
    guard let decision = Payment.Decision(state: row.text(3), reason: reason) else {
      throw connection.damaged("a payment that is '\(row.text(3).prefix(80))'")
    }
    return Payment(
      order: try connection.identifier(row, 0), user: try connection.identifier(row, 1),
      amount: Money(cents: row.integer(2)), decision: decision, at: row.integer(5))
  }
}

extension Connection {
  /// The payment service's side of a transaction, in a file that has its tables.
  public var payments: PaymentWork {
    UnitOfWork(SQLitePayments(self), SQLiteMessages(self, owner: PaymentService.name))
  }
}

extension SQLiteStore where Records == PaymentWork {
  /// The payment service's records in a database.
  public init(_ database: SQLiteDatabase) throws(StoreProblem) {
    let messages = MessageTables.schema(owner: PaymentService.name)
    try self.init(database, SQLitePayments.schema + messages) { $0.payments }
  }
}
