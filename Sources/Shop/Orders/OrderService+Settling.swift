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

  /// A message that does not fit is not noted: the true one of the same name may still come.
  private static func settle(
    _ message: Message, _ trace: String?, _ now: Moment, _ records: any OrderRecords
  ) throws(StoreProblem) -> Result {
    guard let order = try records.order(message.event.order) else {
      return Result(handled: .impossible("\(message.id) is about an order that is not known"))
    }
    guard isAbout(order, message.event) else {
      return Result(
        handled: .impossible("\(message.id) names another user or amount than its order"))
    }
    var saga = order.saga
    switch saga.take(message.event.step) {
    case .moved: break
    case .repeated: return Result(handled: .repeated)
    case .tooLate, .impossible:
      return Result(
        handled: .impossible("\(message.id) came to an order that is \(order.saga.name)"))
    }
    guard try records.note(message.id) else { return Result(handled: .repeated) }
    let settled = try step(order, message.event, trace, now, records)
    return Result(handled: .done, settled: settled)
  }

  /// Whether an event says of an order what is known of it.
  private static func isAbout(_ order: Order, _ event: ShopEvent) -> Bool {
    switch event {
    case .paymentSucceeded(_, let user, let amount), .paymentFailed(_, let user, let amount, _):
      order.user == user && order.total == amount
    case .orderPlaced, .orderConfirmed, .orderCancelled: false
    }
  }

  private static func step(
    _ order: Order, _ event: ShopEvent, _ trace: String?, _ now: Moment,
    _ records: any OrderRecords
  ) throws(StoreProblem) -> Order {
    if case .paymentFailed(_, _, _, let reason) = event {
      return try cancel(order, by: .paymentFailed, reason, trace, now, records).order
    }
    var order = order
    _ = order.saga.take(.paymentSucceeded)
    order.finished = now
    try records.save(order)
    let event = ShopEvent.orderConfirmed(order.id, goods: order.basket)
    try records.send(Message(event, at: now.wall), trace: trace)
    return order
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

extension ShopEvent {
  /// The step of an order that a payment's event is.
  fileprivate var step: Saga.Step {
    if case .paymentFailed = self { .paymentFailed } else { .paymentSucceeded }
  }
}
