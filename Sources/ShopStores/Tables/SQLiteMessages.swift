import Shop

/// Outbox and inbox in SQLite.
class SQLiteMessages: MessageRecords {
  /// Numbers of removed messages must not come again: a relay that has lost its lease may still
  /// take out what it has sent.
  static let tables = [
    """
    CREATE TABLE IF NOT EXISTS outbox(
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      topic TEXT NOT NULL, key TEXT NOT NULL, payload TEXT NOT NULL, trace TEXT)
    """,
    """
    CREATE TABLE IF NOT EXISTS relay(
      id INTEGER PRIMARY KEY CHECK (id = 1), owner TEXT NOT NULL, expires INTEGER NOT NULL)
    """,
    """
    CREATE TABLE IF NOT EXISTS inbox(
      number INTEGER PRIMARY KEY AUTOINCREMENT, message TEXT NOT NULL UNIQUE)
    """,
  ]

  let connection: Connection

  init(_ connection: Connection) {
    self.connection = connection
  }

  func send(_ message: Message, trace: String?) throws(StoreProblem) {
    let outgoing = OutgoingMessage(number: 0, message: message, trace: trace)
    try connection.run(
      "INSERT INTO outbox(topic, key, payload, trace) VALUES(?, ?, ?, ?)",
      .text(outgoing.topic.rawValue), .text(outgoing.key), .text(outgoing.payload),
      .optional(trace))
  }

  func waiting(limit: Int) throws(StoreProblem) -> [OutgoingMessage] {
    try connection.rows(
      "SELECT number, topic, key, payload, trace FROM outbox ORDER BY number LIMIT ?",
      .integer(limit)
    ) { row throws(StoreProblem) in
      guard let topic = Topic(rawValue: row.text(1)) else {
        throw connection.damaged("a message with the topic '\(row.text(1))'")
      }
      return OutgoingMessage(
        number: row.integer(0), topic: topic, key: row.text(2), payload: row.text(3),
        trace: row.optionalText(4))
    }
  }

  func remove(_ numbers: [Int]) throws(StoreProblem) {
    for number in numbers {
      try connection.run("DELETE FROM outbox WHERE number = ?", .integer(number))
    }
  }

  func lease() throws(StoreProblem) -> RelayLease? {
    try connection.first("SELECT owner, expires FROM relay") { row throws(StoreProblem) in
      RelayLease(owner: row.text(0), expires: row.integer(1))
    }
  }

  func setLease(_ lease: RelayLease?) throws(StoreProblem) {
    guard let lease else { return try connection.run("DELETE FROM relay") }
    try connection.run(
      "INSERT OR REPLACE INTO relay(id, owner, expires) VALUES(1, ?, ?)",
      .text(lease.owner), .integer(lease.expires))
  }

  func note(_ message: String) throws(StoreProblem) -> Bool {
    try connection.run("INSERT OR IGNORE INTO inbox(message) VALUES(?)", .text(message))
    guard connection.changes > 0 else { return false }
    try connection.run(
      "DELETE FROM inbox WHERE number <= ?",
      .integer(connection.lastRow - InboxLimit.messages))
    return true
  }
}
