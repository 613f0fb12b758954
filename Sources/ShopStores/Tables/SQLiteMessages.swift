internal import Shop

/// Outbox and inbox of one service in SQLite. Services that share a file have rows of their own.
final class SQLiteMessages: MessageRecords {
  private let connection: Connection
  /// The service whose messages these are.
  private let owner: String

  init(_ connection: Connection, owner: String) {
    self.connection = connection
    self.owner = owner
  }

  func send(_ message: Message, trace: String?) throws(StoreProblem) {
    let outgoing = OutgoingMessage(number: 0, message: message, trace: trace)
    try connection.run(
      "INSERT INTO outbox(owner, topic, key, payload, trace) VALUES(?, ?, ?, ?, ?)",
      .text(owner), .text(outgoing.topic.rawValue), .text(outgoing.key), .text(outgoing.payload),
      .optional(trace))
  }

  func waiting(limit: Int) throws(StoreProblem) -> [OutgoingMessage] {
    try connection.rows(
      """
      SELECT number, topic, key, payload, trace FROM outbox
      WHERE owner = ? ORDER BY number LIMIT ?
      """, .text(owner), .integer(limit)
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
      try connection.run(
        "DELETE FROM outbox WHERE number = ? AND owner = ?", .integer(number), .text(owner))
    }
  }

  func lease() throws(StoreProblem) -> RelayLease? {
    try connection.first(
      "SELECT holder, expires FROM relay_leases WHERE owner = ?", .text(owner)
    ) { row throws(StoreProblem) in
      RelayLease(owner: row.text(0), expires: row.integer(1))
    }
  }

  func setLease(_ lease: RelayLease?) throws(StoreProblem) {
    guard let lease else {
      return try connection.run("DELETE FROM relay_leases WHERE owner = ?", .text(owner))
    }
    try connection.run(
      "INSERT OR REPLACE INTO relay_leases(owner, holder, expires) VALUES(?, ?, ?)",
      .text(owner), .text(lease.owner), .integer(lease.expires))
  }

  func markProcessed(_ message: String) throws(StoreProblem) -> Bool {
    try connection.run(
      """
      INSERT OR IGNORE INTO inbox(owner, number, message)
      SELECT ?1, coalesce(max(number), 0) + 1, ?2 FROM inbox WHERE owner = ?1
      """, .text(owner), .text(message))
    guard connection.changes > 0 else { return false }
    try connection.run(
      """
      DELETE FROM inbox WHERE owner = ?1
      AND number <= (SELECT max(number) FROM inbox WHERE owner = ?1) - ?2
      """, .text(owner), .integer(InboxLimit.messages))
    return true
  }
}
