import Shop

/// How an order lies in its tables.
struct OrderRow {
  static let schema = Schema([
    """
    CREATE TABLE IF NOT EXISTS orders(
      number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, user TEXT NOT NULL, key TEXT,
      created_wall INTEGER NOT NULL, created_steady INTEGER NOT NULL,
      state TEXT NOT NULL, reason TEXT, accepted_wall INTEGER, accepted_steady INTEGER,
      finished_wall INTEGER, finished_steady INTEGER)
    """,
    "CREATE UNIQUE INDEX IF NOT EXISTS order_keys ON orders(user, key) WHERE key IS NOT NULL",
    "CREATE INDEX IF NOT EXISTS orders_of_user ON orders(user, number)",
    "CREATE INDEX IF NOT EXISTS drafts ON orders(number) WHERE state = 'draft'",
    """
    CREATE TABLE IF NOT EXISTS order_items(
      number INTEGER NOT NULL, product TEXT NOT NULL, quantity INTEGER NOT NULL, price INTEGER,
      PRIMARY KEY(number, product)) WITHOUT ROWID
    """,
  ])

  /// The columns of `orders`, in the order in which `order` reads them.
  static let columns = """
    number, id, user, key, created_wall, created_steady, state, reason, accepted_wall, \
    accepted_steady, finished_wall, finished_steady
    """

  let row: Row
  let connection: Connection

  /// The order of this row, with its items.
  func order() throws(StoreProblem) -> Order {
    guard let saga = Saga(name: row.text(6)) else {
      throw connection.damaged("an order that is '\(row.text(6).prefix(80))'")
    }
    let (items, prices) = try contents()
    guard let basket = try connection.basket(items) else {
      throw connection.damaged("an order without items")
    }
    return Order(
      id: try connection.identifier(row, 1), user: try connection.identifier(row, 2),
      key: row.optionalText(3), basket: basket,
      created: Moment(wall: row.integer(4), steady: row.integer(5)), saga: saga, prices: prices,
      accepted: moment(8), finished: moment(10), reason: try connection.reason(row, 7))
  }

  private func contents() throws(StoreProblem) -> ([Basket.Item], [ProductID: Money]) {
    var prices: [ProductID: Money] = [:]
    let items = try connection.rows(
      "SELECT product, quantity, price FROM order_items WHERE number = ?", .integer(row.integer(0))
    ) { item throws(StoreProblem) in
      let product = try connection.identifier(item, 0, as: ProductID.self)
      if let cents = item.optionalInteger(2) { prices[product] = Money(cents: cents) }
      return Basket.Item(product, item.integer(1))
    }
    return (items, prices)
  }

  private func moment(_ column: Int) -> Moment? {
    guard let wall = row.optionalInteger(column), let steady = row.optionalInteger(column + 1)
    else { return nil }
    return Moment(wall: wall, steady: steady)
  }
}
