public import Shop

/// Stock and reservations in SQLite.
final class SQLiteInventory: InventoryRecords {
  static let schema = Schema([
    """
    CREATE TABLE IF NOT EXISTS stock(
      product TEXT PRIMARY KEY, received INTEGER NOT NULL, on_hand INTEGER NOT NULL,
      reserved INTEGER NOT NULL) WITHOUT ROWID
    """,
    """
    CREATE TABLE IF NOT EXISTS reservations(
      order_id TEXT PRIMARY KEY, state TEXT NOT NULL) WITHOUT ROWID
    """,
    """
    CREATE TABLE IF NOT EXISTS reserved_items(
      order_id TEXT NOT NULL, product TEXT NOT NULL, quantity INTEGER NOT NULL,
      PRIMARY KEY(order_id, product)) WITHOUT ROWID
    """,
  ])

  private let connection: Connection

  init(_ connection: Connection) {
    self.connection = connection
  }

  func level(_ product: ProductID) throws(StoreProblem) -> StockLevel? {
    try connection.first(
      "SELECT product, received, on_hand, reserved FROM stock WHERE product = ?",
      .text(product.text), read: level)
  }

  func save(_ level: StockLevel) throws(StoreProblem) {
    try connection.run(
      "INSERT OR REPLACE INTO stock(product, received, on_hand, reserved) VALUES(?, ?, ?, ?)",
      .text(level.product.text), .integer(level.received), .integer(level.onHand),
      .integer(level.reserved))
  }

  func levels(after last: ProductID?, limit: Int) throws(StoreProblem) -> [StockLevel] {
    try connection.rows(
      """
      SELECT product, received, on_hand, reserved FROM stock
      WHERE product > ? ORDER BY product LIMIT ?
      """, .text(last?.text ?? ""), .integer(limit), read: level)
  }

  func reservation(_ order: OrderID) throws(StoreProblem) -> Reservation? {
    try connection.first(
      "SELECT order_id, state FROM reservations WHERE order_id = ?", .text(order.text),
      read: reservation)
  }

  func add(_ reservation: Reservation) throws(StoreProblem) {
    try connection.run(
      "INSERT INTO reservations(order_id, state) VALUES(?, ?)", .text(reservation.order.text),
      .text(reservation.state.rawValue))
    for item in reservation.basket?.items ?? [] {
      try connection.run(
        "INSERT INTO reserved_items(order_id, product, quantity) VALUES(?, ?, ?)",
        .text(reservation.order.text), .text(item.product.text), .integer(item.quantity))
    }
  }

  func save(_ reservation: Reservation) throws(StoreProblem) {
    try connection.run(
      "UPDATE reservations SET state = ? WHERE order_id = ?", .text(reservation.state.rawValue),
      .text(reservation.order.text))
  }

  func reservations(after last: OrderID?, limit: Int) throws(StoreProblem) -> [Reservation] {
    try connection.rows(
      "SELECT order_id, state FROM reservations WHERE order_id > ? ORDER BY order_id LIMIT ?",
      .text(last?.text ?? ""), .integer(limit), read: reservation)
  }

  private func level(_ row: Row) throws(StoreProblem) -> StockLevel {
    StockLevel(
      product: try connection.identifier(row, 0), received: row.integer(1),
      onHand: row.integer(2), reserved: row.integer(3))
  }

  private func reservation(_ row: Row) throws(StoreProblem) -> Reservation {
    let order = try connection.identifier(row, 0, as: OrderID.self)
    guard let state = Reservation.State(rawValue: row.text(1)) else {
      throw connection.damaged("a reservation that is '\(row.text(1).prefix(80))'")
    }
    let items = try connection.rows(
      "SELECT product, quantity FROM reserved_items WHERE order_id = ?", .text(order.text)
    ) { item throws(StoreProblem) in
      Basket.Item(try connection.identifier(item, 0), item.integer(1))
    }
    return Reservation(order: order, basket: try connection.basket(items), state: state)
  }
}

extension Connection {
  /// The inventory service's side of a transaction, in a file that has its tables.
  public var inventory: InventoryWork {
    UnitOfWork(SQLiteInventory(self), SQLiteMessages(self, owner: InventoryService.name))
  }
}

extension SQLiteStore where Records == InventoryWork {
  /// The inventory service's records in a database.
  public init(_ database: SQLiteDatabase) throws(StoreProblem) {
    let messages = MessageTables.schema(owner: InventoryService.name)
    try self.init(database, SQLiteInventory.schema + messages) { $0.inventory }
  }
}
