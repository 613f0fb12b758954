internal import Shop

/// The tables of outbox and inbox, each row with the service it belongs to.
enum MessageTables {
  private static let tables = [
    // Numbers of removed messages must not come again: a relay that has lost its lease may still
    // take out what it has sent.
    """
    CREATE TABLE IF NOT EXISTS outbox(
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      topic TEXT NOT NULL, key TEXT NOT NULL, payload TEXT NOT NULL, trace TEXT,
      owner TEXT NOT NULL DEFAULT '')
    """,
    "CREATE INDEX IF NOT EXISTS outbox_of_owner ON outbox(owner, number)",
    """
    CREATE TABLE IF NOT EXISTS relay_leases(
      owner TEXT PRIMARY KEY, holder TEXT NOT NULL, expires INTEGER NOT NULL) WITHOUT ROWID
    """,
    """
    CREATE TABLE IF NOT EXISTS inbox(
      owner TEXT NOT NULL, number INTEGER NOT NULL, message TEXT NOT NULL,
      PRIMARY KEY(owner, number), UNIQUE(owner, message)) WITHOUT ROWID
    """,
  ]

  /// - Parameter owner: gets what a file has from the time when every service had one of its own.
  static func schema(owner: String) -> Schema {
    Schema { connection throws(StoreProblem) in
      try claimOutbox(connection, owner)
      try claimInbox(connection, owner)
    } + Schema(tables)
  }

  private static func claimOutbox(
    _ connection: Connection, _ owner: String
  ) throws(StoreProblem) {
    guard try lacksOwner("outbox", connection) else { return }
    try connection.once("ALTER TABLE outbox ADD COLUMN owner TEXT NOT NULL DEFAULT ''")
    try connection.run("UPDATE outbox SET owner = ?", .text(owner))
    // It says who sends just now, and nobody does while the file is opened by a later program.
    try connection.once("DROP TABLE IF EXISTS relay")
  }

  /// A message was known once in a file; it has to be known once for each service, which no added
  /// column can say.
  private static func claimInbox(
    _ connection: Connection, _ owner: String
  ) throws(StoreProblem) {
    guard try lacksOwner("inbox", connection) else { return }
    try connection.once("ALTER TABLE inbox RENAME TO inbox_before")
    for table in tables { try connection.once(table) }
    try connection.run(
      "INSERT INTO inbox(owner, number, message) SELECT ?, number, message FROM inbox_before",
      .text(owner))
    try connection.once("DROP TABLE inbox_before")
  }

  /// Whether there is such a table from the time before.
  private static func lacksOwner(
    _ table: String, _ connection: Connection
  ) throws(StoreProblem) -> Bool {
    let columns = try connection.rows(
      "SELECT name FROM pragma_table_info(?)", .text(table)
    ) { $0.text(0) }
    return !columns.isEmpty && !columns.contains("owner")
  }
}
