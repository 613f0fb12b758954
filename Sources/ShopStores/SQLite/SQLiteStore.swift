public import Shop

/// Records of one kind in a SQLite file; a file may have stores of several kinds.
public struct SQLiteStore<Records>: TransactionalStore {
  private let database: SQLiteDatabase
  private let records: @Sendable (Connection) -> Records

  /// The records of a database whose tables are there.
  ///
  /// - Parameter records: seen through a connection, for one transaction.
  public init(
    _ database: SQLiteDatabase, records: @escaping @Sendable (Connection) -> Records
  ) {
    self.database = database
    self.records = records
  }

  /// As above, making what is missing of the tables.
  init(
    _ database: SQLiteDatabase, _ schema: Schema,
    records: @escaping @Sendable (Connection) -> Records
  ) throws(StoreProblem) {
    try database.write { connection throws(StoreProblem) in try schema.make(connection) }
    self.init(database, records: records)
  }

  public func write<Result: Sendable>(
    _ work: (Records) throws(StoreProblem) -> Result
  ) throws(StoreProblem) -> Result {
    try database.write { connection throws(StoreProblem) in try work(records(connection)) }
  }

  public func read<Result: Sendable>(
    _ work: (Records) throws(StoreProblem) -> Result
  ) throws(StoreProblem) -> Result {
    try database.read { connection throws(StoreProblem) in try work(records(connection)) }
  }
}

/// Tables that records need.
struct Schema: Sendable {
  /// Brings a file to what the records need, whatever of it is there; inside a transaction.
  let make: @Sendable (Connection) throws(StoreProblem) -> Void

  /// Tables that have never changed.
  init(_ tables: [String]) {
    make = { connection throws(StoreProblem) in
      for table in tables { try connection.once(table) }
    }
  }

  init(_ make: @escaping @Sendable (Connection) throws(StoreProblem) -> Void) { self.make = make }

  static func + (left: Schema, right: Schema) -> Schema {
    Schema { connection throws(StoreProblem) in
      try left.make(connection)
      try right.make(connection)
    }
  }
}
