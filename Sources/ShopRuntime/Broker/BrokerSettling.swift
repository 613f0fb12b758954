internal import Shop
internal import ShopStores

extension BrokerStore {
  /// Takes messages off a group's list: they are handled, whoever has them by now.
  ///
  /// - Returns: how many were still on it; nil when the group is not known.
  func acknowledge(_ ids: [Int], _ name: GroupName) throws(StoreProblem) -> Int? {
    try write { () throws(StoreProblem) in
      guard let (topic, member) = try find(name) else { return nil as Int? }
      var count = 0
      for id in ids {
        // One that was given up while its last consumer was slow has been handled all the same.
        var isKnown = try delete(id, "deliveries", member)
        if !isKnown { isKnown = try delete(id, "dead", member) }
        guard isKnown else { continue }
        try close(id, topic)
        count += 1
      }
      return count
    }
  }

  private func delete(
    _ message: Int, _ table: StaticString, _ member: Int
  ) throws(StoreProblem) -> Bool {
    try connection.run(
      "DELETE FROM \(table) WHERE member = ? AND message = ?", .integer(member),
      .integer(message))
    return connection.changes > 0
  }

  /// What became of rejected messages.
  struct Rejection: Sendable, Hashable {
    /// They come again after a pause.
    var again = 0
    /// They were delivered too often and went to the dead letters.
    var buried = 0
  }

  /// How messages are given back.
  struct RejectOrder: Sendable, Hashable {
    var name: GroupName
    /// Messages that somebody else has by now are left alone.
    var consumer: String
    /// Milliseconds until they are delivered again; nil for longer and longer ones.
    var pause: Int?
    /// Whether the delivery counts: not when the consumer, and not the message, was to blame.
    var counts = true
    /// Whether they go to the dead letters at once.
    var isHopeless = false
  }

  /// Gives messages back that their consumer could not handle; nil when the group is not known.
  func reject(
    _ ids: [Int], _ order: RejectOrder, now: Moment
  ) throws(StoreProblem) -> Rejection? {
    try write { () throws(StoreProblem) in
      guard let (_, member) = try find(order.name) else { return nil as Rejection? }
      var rejection = Rejection()
      for id in ids {
        let count = try connection.first(
          "SELECT count FROM deliveries WHERE member = ? AND message = ? AND consumer = ?",
          .integer(member), .integer(id), .text(order.consumer)
        ) { $0.integer(0) }
        guard let count else { continue }
        if order.isHopeless || order.counts && count >= settings.deliveries {
          try bury(member, id, count: count)
          rejection.buried += 1
        } else {
          try giveBack(id, member, order, count: count, now)
          rejection.again += 1
        }
      }
      return rejection
    }
  }

  private func giveBack(
    _ id: Int, _ member: Int, _ order: RejectOrder, count: Int, _ now: Moment
  ) throws(StoreProblem) {
    let pause = min(order.pause ?? BrokerSettings.pause(after: count), settings.longestLease)
    try connection.run(
      """
      UPDATE deliveries SET ready = ?, count = ?, consumer = ? WHERE member = ? AND message = ?
      """, .integer(now.steady + pause * 1000), .integer(order.counts ? count : count - 1),
      .text(BrokerTables.nobody), .integer(member), .integer(id))
  }

  /// The oldest dead letters of a group; nil when it is not known.
  func dead(_ name: GroupName, limit: Int) throws(StoreProblem) -> [Delivery]? {
    try read { () throws(StoreProblem) in
      guard let (_, member) = try find(name) else { return nil as [Delivery]? }
      return try connection.rows(
        """
        SELECT id, count, key, trace, payload, at, 1 FROM dead JOIN messages ON id = message
        WHERE member = ? ORDER BY message LIMIT ?
        """, .integer(member), .integer(limit), read: Self.delivery)
    }
  }

  /// Delivers a dead letter as if it were new; false when there is none of this number.
  func redeliver(_ id: Int, _ name: GroupName) throws(StoreProblem) -> Bool {
    try write { () throws(StoreProblem) in
      guard let (_, member) = try find(name) else { return false }
      guard try delete(id, "dead", member) else { return false }
      try connection.run(
        """
        INSERT INTO deliveries(member, message, ready, count, consumer) VALUES(?, ?, 0, 0, ?)
        """, .integer(member), .integer(id), .text(BrokerTables.nobody))
      return true
    }
  }

  /// How full everything is.
  func report(now: Moment) throws(StoreProblem) -> [TopicReport] {
    try read { () throws(StoreProblem) in
      try connection.rows("SELECT id, name, retained FROM topics ORDER BY name") {
        topic throws(StoreProblem) in
        TopicReport(
          topic: topic.text(1), retained: topic.integer(2), bound: settings.retainedMessages,
          groups: try groups(topic.integer(0), now))
      }
    }
  }

  private func groups(_ topic: Int, _ now: Moment) throws(StoreProblem) -> [GroupReport] {
    try connection.rows(
      """
      SELECT name,
        (SELECT count(*) FROM deliveries WHERE member = members.id),
        (SELECT count(*) FROM deliveries WHERE member = members.id AND consumer NOT IN ('', ?3)
          AND ready > ?2),
        (SELECT count(*) FROM dead WHERE member = members.id),
        (SELECT at FROM messages
          WHERE id = (SELECT min(message) FROM deliveries WHERE member = members.id))
      FROM members WHERE topic = ?1 ORDER BY name
      """, .integer(topic), .integer(now.steady), .text(BrokerTables.nobody)
    ) { row in
      GroupReport(
        group: row.text(0), waiting: row.integer(1) - row.integer(2), inFlight: row.integer(2),
        dead: row.integer(3), oldest: row.optionalInteger(4))
    }
  }
}
