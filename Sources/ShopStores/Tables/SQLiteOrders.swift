public import Shop

/// Orders in SQLite.
final class SQLiteOrders: OrderRecords {
  private let connection: Connection

  init(_ connection: Connection) {
    self.connection = connection
  }

  func order(_ id: OrderID) throws(StoreProblem) -> Order? {
    try connection.first(
      "SELECT \(OrderRow.columns) FROM orders WHERE id = ?", .text(id.text), read: order)
  }

  func order(of user: UserID, key: String) throws(StoreProblem) -> Order? {
    try connection.first(
      "SELECT \(OrderRow.columns) FROM orders WHERE user = ? AND key = ?", .text(user.text),
      .text(key), read: order)
  }

  func add(_ order: Order) throws(StoreProblem) {
    try connection.run(
      """
      INSERT INTO orders(id, user, key, created_wall, created_steady, state, reason,
        accepted_wall, accepted_steady, finished_wall, finished_steady)
      VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, .text(order.id.text), .text(order.user.text), .optional(order.key),
      .integer(order.created.wall), .integer(order.created.steady), .text(order.saga.name),
      .optional(order.reason?.rawValue), .optional(order.accepted?.wall),
      .optional(order.accepted?.steady), .optional(order.finished?.wall),
      .optional(order.finished?.steady))
    let number = connection.lastRow
    for item in order.basket.items {
      try connection.run(
        "INSERT INTO order_items(number, product, quantity, price) VALUES(?, ?, ?, ?)",
        .integer(number), .text(item.product.text), .integer(item.quantity),
        .optional(order.prices[item.product]?.cents))
    }
  }

  func save(_ order: Order) throws(StoreProblem) {
    try connection.run(
      """
      UPDATE orders SET state = ?, reason = ?, accepted_wall = ?, accepted_steady = ?,
        finished_wall = ?, finished_steady = ? WHERE id = ?
      """, .text(order.saga.name), .optional(order.reason?.rawValue),
      .optional(order.accepted?.wall), .optional(order.accepted?.steady),
      .optional(order.finished?.wall), .optional(order.finished?.steady), .text(order.id.text))
    // Prices come with the acceptance and stay.
    guard order.saga.isPending else { return }
    for (product, price) in order.prices {
      try connection.run(
        """
        UPDATE order_items SET price = ?
        WHERE number = (SELECT number FROM orders WHERE id = ?) AND product = ?
        """, .integer(price.cents), .text(order.id.text), .text(product.text))
    }
  }

  func orders(of user: UserID, limit: Int) throws(StoreProblem) -> [Order] {
    try connection.rows(
      "SELECT \(OrderRow.columns) FROM orders WHERE user = ? ORDER BY number DESC LIMIT ?",
      .text(user.text), .integer(limit), read: order)
  }

  func drafts(limit: Int) throws(StoreProblem) -> [Order] {
    try connection.rows(
      "SELECT \(OrderRow.columns) FROM orders WHERE state = 'draft' ORDER BY number LIMIT ?",
      .integer(limit), read: order)
  }

  func orders(after last: OrderID?, limit: Int) throws(StoreProblem) -> [Order] {
    try connection.rows(
      "SELECT \(OrderRow.columns) FROM orders WHERE id > ? ORDER BY id LIMIT ?",
      .text(last?.text ?? ""), .integer(limit), read: order)
  }

  private func order(_ row: Row) throws(StoreProblem) -> Order {
    try OrderRow(row: row, connection: connection).order()
  }
}

extension Connection {
  /// The order service's side of a transaction, in a file that has its tables.
  public var orders: OrderWork {
    UnitOfWork(SQLiteOrders(self), SQLiteMessages(self, owner: OrderService.name))
  }
}

extension SQLiteStore where Records == OrderWork {
  /// The order service's records in a database.
  public init(_ database: SQLiteDatabase) throws(StoreProblem) {
    let messages = MessageTables.schema(owner: OrderService.name)
    try self.init(database, OrderRow.schema + messages) { $0.orders }
  }
}
