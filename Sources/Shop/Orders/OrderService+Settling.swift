extension OrderService {
  /// What became of a message, and the order when this message has settled it.
  public struct Settlement: Hashable, Sendable {
    public var result: HandlingResult
    public var order: Order?

    init(_ result: HandlingResult, _ order: Order? = nil) {
      self.result = result
      self.order = order
    }
  }

  /// Confirms or cancels an order by what payment says: once, whatever comes how often.
  ///
  /// - Parameter trace: the `traceparent` to go on under.
  public static func settle(
    _ message: Message, trace: String?, now: Moment, in work: OrderWork
  ) throws(StoreProblem) -> Settlement {
    switch message.event {
    case .orderPlaced, .orderConfirmed, .orderCancelled: return Settlement(.irrelevant)
    case .paymentSucceeded, .paymentFailed: break
    }
    // A message that does not fit is not marked as processed: the true one of the same name may still
    // come.
    guard let order = try work.records.order(message.event.order) else {
      return Settlement(.impossible("\(message.id) is about an order that is not known"))
    }
    guard isAbout(order, message.event) else {
      return Settlement(.impossible("\(message.id) names another user or amount than its order"))
    }
    var saga = order.saga
    switch saga.take(message.event.step) {
    case .moved: break
    case .repeated: return Settlement(.repeated)
    case .tooLate, .impossible:
      return Settlement(
        .impossible("\(message.id) came to an order that is \(order.saga.name)"))
    }
    guard try work.messages.markProcessed(message.id) else { return Settlement(.repeated) }
    return Settlement(.done, try step(order, message.event, trace, now, work))
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
    _ order: Order, _ event: ShopEvent, _ trace: String?, _ now: Moment, _ work: OrderWork
  ) throws(StoreProblem) -> Order {
    if case .paymentFailed(_, _, _, let reason) = event {
      return try cancel(order, by: .paymentFailed, reason, trace, now, work).order
    }
    var order = order
    _ = order.saga.take(.paymentSucceeded)
    order.finished = now
    try work.records.save(order)
    let event = ShopEvent.orderConfirmed(order.id, goods: order.basket)
    try work.messages.send(Message(event, at: now.wall), trace: trace)
    return order
  }

  /// Drafts that are too old to be placed any more, as when the instance that was at it was killed.
  public static func oldDrafts(
    limit: Int, now: Moment, in work: OrderWork
  ) throws(StoreProblem) -> [OrderID] {
    try work.records.drafts(limit: limit).filter { isOld($0, now) }.map(\.id)
  }

  /// Cancels such drafts. The message of each frees what was reserved for it.
  ///
  /// - Returns: the orders that were cancelled; those that were placed meanwhile are not.
  public static func expire(
    _ drafts: [OrderID], now: Moment, in work: OrderWork
  ) throws(StoreProblem) -> [Order] {
    var cancelled: [Order] = []
    for draft in drafts {
      guard let order = try work.records.order(draft) else { continue }
      let (after, outcome) = try cancel(order, by: .expire, .expired, nil, now, work)
      if outcome == .moved { cancelled.append(after) }
    }
    return cancelled
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
