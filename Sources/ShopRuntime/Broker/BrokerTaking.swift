internal import Shop
internal import ShopStores

extension BrokerStore {
  /// What there is for a consumer.
  enum Taking: Sendable, Hashable {
    /// These, for as long as the lease lasts.
    case messages([Delivery])
    /// Nothing now. The next one is free again at a moment of the steady clock, in microseconds;
    /// nil when none is left.
    case nothing(until: Int?)
    case tooManyGroups
  }

  /// What a `take` did besides.
  struct Taken: Sendable, Hashable {
    var taking: Taking
    /// Messages that went to the dead letters instead: they had been delivered too often.
    var buried = 0
  }

  /// Gives the oldest free messages to a consumer.
  func take(_ order: TakeOrder, now: Moment) throws(StoreProblem) -> Taken {
    // Most questions of waiting consumers end here, without disturbing anybody.
    let idle = try read { () throws(StoreProblem) in
      guard let (_, member) = try find(order.name) else { return nil as Taken? }
      if try !isReady(member, now) { return Taken(taking: try nothing(member, now)) }
      return nil
    }
    if let idle { return idle }
    return try write { () throws(StoreProblem) in
      guard let topic = try ensureTopic(order.name.topic),
        let member = try ensureMember(order.name.group, topic)
      else { return Taken(taking: .tooManyGroups) }
      return try lease(order, topic, member, now)
    }
  }

  /// A delivery is free from its moment on. One that is too far ahead was leased before the
  /// machine, and with it the steady clock, started anew.
  private static let free = "(ready <= ? OR ready > ?)"

  private func farthest(_ now: Moment) -> Value {
    .integer(now.steady + 2 * settings.longestLease * 1000)
  }

  private func isReady(_ member: Int, _ now: Moment) throws(StoreProblem) -> Bool {
    try connection.first(
      "SELECT 1 FROM deliveries WHERE member = ? AND \(Self.free) LIMIT 1", .integer(member),
      .integer(now.steady), farthest(now)
    ) { _ in true } ?? false
  }

  private func nothing(_ member: Int, _ now: Moment) throws(StoreProblem) -> Taking {
    let next = try connection.first(
      "SELECT min(ready) FROM deliveries WHERE member = ?", .integer(member)
    ) { $0.optionalInteger(0) }
    return .nothing(until: next.flatMap { $0 })
  }

  private func lease(
    _ order: TakeOrder, _ topic: Int, _ member: Int, _ now: Moment
  ) throws(StoreProblem) -> Taken {
    var taken = Taken(taking: .messages([]))
    var given: [Delivery] = []
    var bytes = 0
    // Dead ones do not count as given, so there may be more to look at.
    search: while given.count < order.limit {
      let wanted = order.limit - given.count
      let found = try free(member, limit: wanted, now)
      for delivery in found {
        if delivery.count > settings.deliveries {
          try bury(member, delivery.id, count: delivery.count - 1)
          taken.buried += 1
          continue
        }
        bytes += delivery.payload.count
        if !given.isEmpty, bytes > settings.batchBytes { break search }
        try connection.run(
          """
          UPDATE deliveries SET ready = ?, count = ?, consumer = ?
          WHERE member = ? AND message = ?
          """, .integer(now.steady + order.lease * 1000), .integer(delivery.count),
          .text(order.consumer), .integer(member), .integer(delivery.id))
        given.append(delivery)
      }
      if found.count < wanted { break }
    }
    taken.taking = given.isEmpty ? try nothing(member, now) : .messages(given)
    return taken
  }

  /// The oldest free deliveries, counted as if they were given now.
  private func free(
    _ member: Int, limit: Int, _ now: Moment
  ) throws(StoreProblem) -> [Delivery] {
    try connection.rows(
      """
      SELECT id, count + 1, key, trace, payload, at, consumer <> '' FROM deliveries
      JOIN messages ON id = message WHERE member = ? AND \(Self.free) ORDER BY message LIMIT ?
      """, .integer(member), .integer(now.steady), farthest(now), .integer(limit),
      read: Self.delivery)
  }

  static func delivery(_ row: Row) -> Delivery {
    Delivery(
      id: row.integer(0), count: row.integer(1), key: row.optionalText(2),
      trace: row.optionalText(3), payload: Array(row.bytes(4)), at: row.integer(5),
      isRedelivered: row.integer(6) != 0)
  }

  /// Moves a delivery to the dead letters.
  func bury(_ member: Int, _ message: Int, count: Int) throws(StoreProblem) {
    try connection.run(
      "DELETE FROM deliveries WHERE member = ? AND message = ?", .integer(member),
      .integer(message))
    try connection.run(
      "INSERT OR REPLACE INTO dead(member, message, count) VALUES(?, ?, ?)", .integer(member),
      .integer(message), .integer(count))
  }
}
