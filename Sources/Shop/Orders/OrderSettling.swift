extension OrderDesk {
  /// Confirms or cancels an order by what payment says.
  ///
  /// - Returns: what became of the message, and the order when this message has settled it.
  public func settle(
    _ message: Message, trace: String?, now: Moment
  ) throws(StoreProblem) -> (handled: Handled, settled: Order?) {
    switch message.event {
    case .orderPlaced, .orderConfirmed, .orderCancelled: return (.irrelevant, nil)
    case .paymentSucceeded, .paymentFailed: break
    }
    let result = try store.write { records throws(StoreProblem) in
      try Self.settle(message, trace, now, records)
    }
    return (result.handled, result.settled)
  }

  private struct Result: Sendable {
    var handled: Handled
    var settled: Order?
  }

  private static func settle(
    _ message: Message, _ trace: String?, _ now: Moment, _ records: any OrderRecords
  ) throws(StoreProblem) -> Result {
    guard try records.note(message.id) else { return Result(handled: .repeated) }
    guard let order = try records.order(message.event.order) else {
      return Result(handled: .impossible("\(message.id) is about an order that is not known"))
    }
    let (settled, outcome) = try step(order, message.event, trace, now, records)
    switch outcome {
    case .moved: return Result(handled: .done, settled: settled)
    case .repeated: return Result(handled: .repeated)
    case .tooLate, .impossible:
      return Result(
        handled: .impossible("\(message.id) came to an order that is \(order.saga.name)"))
    }
  }

  private static func step(
    _ order: Order, _ event: ShopEvent, _ trace: String?, _ now: Moment,
    _ records: any OrderRecords
  ) throws(StoreProblem) -> (order: Order, outcome: Saga.Outcome) {
    if case .paymentFailed(_, let reason) = event {
      return try cancel(order, by: .paymentFailed, reason, trace, now, records)
    }
    var order = order
    let outcome = order.saga.take(.paymentSucceeded)
    if outcome == .moved {
      order.finished = now
      try records.save(order)
      try records.send(Message(.orderConfirmed(order.id), at: now.wall), trace: trace)
    }
    return (order, outcome)
  }

  /// Cancels drafts that nobody will place any more, as when their instance was killed. The message
  /// of each frees what was reserved for it.
  ///
  /// - Returns: the orders that were cancelled.
  public func expireDrafts(limit: Int, now: Moment) throws(StoreProblem) -> [Order] {
    let old = try store.read { records throws(StoreProblem) in
      try records.drafts(limit: limit).filter { Self.isOld($0, now) }
    }
    guard !old.isEmpty else { return [] }
    return try store.write { records throws(StoreProblem) in
      var cancelled: [Order] = []
      for draft in old {
        guard let order = try records.order(draft.id) else { continue }
        let (after, outcome) = try Self.cancel(order, by: .expire, .expired, nil, now, records)
        if outcome == .moved { cancelled.append(after) }
      }
      return cancelled
    }
  }

  private static func isOld(_ draft: Order, _ now: Moment) -> Bool {
    guard let age = now.since(draft.created) else { return true }
    return age > draftAge
  }
}
