internal import Shop
internal import ShopStores

extension BrokerStore {
  /// What became of a message that was to be published.
  enum Publishing: Sendable, Hashable {
    /// It is kept, under this number.
    case kept(Int)
    /// The topic has as many messages as it may.
    case full
    case tooManyTopics
  }

  /// Keeps a message for every group of its topic.
  func publish(_ posted: PostedMessage, now: Moment) throws(StoreProblem) -> Publishing {
    try write { () throws(StoreProblem) in
      guard let topic = try ensureTopic(posted.topic) else { return .tooManyTopics }
      try connection.run(
        "UPDATE topics SET retained = retained + 1 WHERE id = ? AND retained < ?",
        .integer(topic), .integer(settings.retainedMessages))
      guard connection.changes > 0 else { return .full }
      try connection.run(
        """
        INSERT INTO messages(topic, key, trace, payload, at, open)
        VALUES(?, ?, ?, ?, ?, (SELECT count(*) FROM members WHERE topic = ?))
        """, .integer(topic), .optional(posted.key), .optional(posted.trace),
        .bytes(posted.payload), .integer(now.wall), .integer(topic))
      let message = connection.lastRow
      try connection.run(
        """
        INSERT INTO deliveries(member, message, ready, count, consumer)
        SELECT id, ?, 0, 0, '' FROM members WHERE topic = ?
        """, .integer(message), .integer(topic))
      return .kept(message)
    }
  }

  /// Makes a group, so that it gets every message from now on; false when there are too many.
  func declare(_ name: GroupName) throws(StoreProblem) -> Bool {
    try write { () throws(StoreProblem) in
      guard let topic = try ensureTopic(name.topic) else { return false }
      return try ensureMember(name.group, topic) != nil
    }
  }

  /// Forgets a group and what it still had to handle; false when it is not known.
  func remove(_ name: GroupName) throws(StoreProblem) -> Bool {
    try write { () throws(StoreProblem) in
      guard let (topic, member) = try find(name) else { return false }
      let messages = try connection.rows(
        """
        SELECT message FROM deliveries WHERE member = ?1
        UNION SELECT message FROM dead WHERE member = ?1
        """, .integer(member)
      ) { $0.integer(0) }
      for table in ["deliveries", "dead"] {
        try connection.run("DELETE FROM \(table) WHERE member = ?", .integer(member))
      }
      for message in messages { try close(message, topic) }
      try connection.run("DELETE FROM members WHERE id = ?", .integer(member))
      return true
    }
  }

  /// One group less has to handle a message; the last one takes it away.
  func close(_ message: Int, _ topic: Int) throws(StoreProblem) {
    try connection.run("UPDATE messages SET open = open - 1 WHERE id = ?", .integer(message))
    try connection.run("DELETE FROM messages WHERE id = ? AND open <= 0", .integer(message))
    guard connection.changes > 0 else { return }
    try connection.run("UPDATE topics SET retained = retained - 1 WHERE id = ?", .integer(topic))
  }
}
