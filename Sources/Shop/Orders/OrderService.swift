/// The business of the order service.
///
/// Placing an order: keep a draft, ask for user and prices, reserve the goods, then place it, which
/// keeps the acceptance and its message in one transaction. From then on it is settled by messages.
/// Every function may be called again with the same order: it does its work once.
public struct OrderDesk: Sendable {
  let store: OrderStore

  /// Microseconds after which a draft is given up.
  public static let draftAge = 10_000_000

  public init(_ store: OrderStore) {
    self.store = store
  }

  /// What came of a request for an order.
  public enum Drafting: Hashable, Sendable {
    case drafted(Order)
    /// The user has sent this key before: go on where that order stands.
    case known(Order)
    /// The user has sent this key before, with another basket.
    case keyUsedOtherwise(OrderID)
  }

  /// Keeps a draft.
  ///
  /// - Parameter id: for the order, when it is new.
  public func draft(
    _ request: OrderRequest, id: OrderID, now: Moment
  ) throws(StoreProblem) -> Drafting {
    try store.write { records throws(StoreProblem) in
      if let key = request.key, let known = try records.order(of: request.user, key: key) {
        return known.basket == request.basket ? .known(known) : .keyUsedOtherwise(known.id)
      }
      let order = Order(
        id: id, user: request.user, key: request.key, basket: request.basket, created: now)
      try records.add(order)
      return .drafted(order)
    }
  }

  /// What came of placing a draft.
  public enum Placing: Hashable, Sendable {
    /// From now on it will not be lost.
    case accepted(Order)
    /// It was cancelled meanwhile.
    case cancelled(Order)
    /// A product of the basket has no price.
    case unpriced(ProductID)
    case unknown
  }

  /// Accepts a draft whose goods are reserved.
  ///
  /// - Parameters:
  ///   - prices: of one piece of each product.
  ///   - trace: the `traceparent` to go on under.
  public func place(
    _ id: OrderID, prices: [ProductID: Money], trace: String?, now: Moment
  ) throws(StoreProblem) -> Placing {
    try store.write { records throws(StoreProblem) in
      guard var order = try records.order(id) else { return .unknown }
      for item in order.basket.items where prices[item.product] == nil {
        return .unpriced(item.product)
      }
      switch order.saga.take(.place) {
      case .moved:
        order.prices = prices.filter { price in
          order.basket.items.contains { $0.product == price.key }
        }
        order.accepted = now
        try records.save(order)
        let event = ShopEvent.orderPlaced(id, user: order.user, total: order.total)
        try records.send(Message(event, at: now.wall), trace: trace)
        return .accepted(order)
      case .repeated: return .accepted(order)
      case .tooLate, .impossible: return .cancelled(order)
      }
    }
  }

  /// Gives up a draft: user, prices or goods could not be had. Gives the order as it stands then;
  /// nil when there is none.
  public func refuse(
    _ id: OrderID, reason: CancelReason, trace: String?, now: Moment
  ) throws(StoreProblem) -> Order? {
    try store.write { records throws(StoreProblem) in
      guard let order = try records.order(id) else { return nil }
      return try Self.cancel(order, by: .refuse, reason, trace, now, records).order
    }
  }

  /// The order with that id; nil when there is none.
  public func order(_ id: OrderID) throws(StoreProblem) -> Order? {
    try store.read { records throws(StoreProblem) in try records.order(id) }
  }

  /// A user's orders, latest first.
  public func orders(of user: UserID, limit: Int) throws(StoreProblem) -> [Order] {
    try store.read { records throws(StoreProblem) in try records.orders(of: user, limit: limit) }
  }

  /// Takes a step that cancels; the order's message goes out with it.
  static func cancel(
    _ order: Order, by step: Saga.Step, _ reason: CancelReason, _ trace: String?, _ now: Moment,
    _ records: any OrderRecords
  ) throws(StoreProblem) -> (order: Order, outcome: Saga.Outcome) {
    var order = order
    let outcome = order.saga.take(step)
    guard outcome == .moved else { return (order, outcome) }
    order.reason = reason
    order.finished = now
    try records.save(order)
    let event = ShopEvent.orderCancelled(order.id, goods: order.basket, reason: reason)
    try records.send(Message(event, at: now.wall), trace: trace)
    return (order, outcome)
  }
}
