public import Shop

/// Products in SQLite.
final class SQLiteProducts: ProductRecords {
  static let schema = Schema([
    """
    CREATE TABLE IF NOT EXISTS products(
      id TEXT PRIMARY KEY, name TEXT NOT NULL, price INTEGER NOT NULL) WITHOUT ROWID
    """
  ])

  private let connection: Connection

  init(_ connection: Connection) {
    self.connection = connection
  }

  func product(_ id: ProductID) throws(StoreProblem) -> Product? {
    try connection.first(
      "SELECT id, name, price FROM products WHERE id = ?", .text(id.text), read: product)
  }

  func save(_ product: Product) throws(StoreProblem) {
    try connection.run(
      "INSERT OR REPLACE INTO products(id, name, price) VALUES(?, ?, ?)", .text(product.id.text),
      .text(product.name), .integer(product.price.cents))
  }

  func products(after last: ProductID?, limit: Int) throws(StoreProblem) -> [Product] {
    try connection.rows(
      "SELECT id, name, price FROM products WHERE id > ? ORDER BY id LIMIT ?",
      .text(last?.text ?? ""), .integer(limit), read: product)
  }

  private func product(_ row: Row) throws(StoreProblem) -> Product {
    Product(
      id: try connection.identifier(row, 0), name: row.text(1),
      price: Money(cents: row.integer(2)))
  }
}

extension Connection {
  /// The product service's records, in a file that has their tables.
  public var products: any ProductRecords { SQLiteProducts(self) }
}

extension SQLiteStore where Records == any ProductRecords {
  /// The product service's records in a database.
  public init(_ database: SQLiteDatabase) throws(StoreProblem) {
    try self.init(database, SQLiteProducts.schema) { $0.products }
  }
}
