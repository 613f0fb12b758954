/// The business of the order service: what an order may become, and what the others are told.
///
/// Every function works inside a transaction of its caller and may be called again with the same
/// order: it does its work once. `PlaceOrder` puts them together.
public enum OrderService {
  /// The service's name, under which its messages are kept.
  public static let name = "order"
  /// Microseconds after which a draft is given up.
  public static let draftAge = 10_000_000

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
  public static func draft(
    _ request: OrderRequest, id: OrderID, now: Moment, in work: OrderWork
  ) throws(StoreProblem) -> Drafting {
    if let key = request.key, let known = try work.records.order(of: request.user, key: key) {
      return known.basket == request.basket ? .known(known) : .keyUsedOtherwise(known.id)
    }
    let order = Order(
      id: id, user: request.user, key: request.key, basket: request.basket, created: now)
    try work.records.add(order)
    return .drafted(order)
  }

  /// What came of accepting a draft.
  public enum Acceptance: Hashable, Sendable {
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
  public static func accept(
    _ id: OrderID, prices: [ProductID: Money], trace: String?, now: Moment, in work: OrderWork
  ) throws(StoreProblem) -> Acceptance {
    guard var order = try work.records.order(id) else { return .unknown }
    for item in order.basket.items where prices[item.product] == nil {
      return .unpriced(item.product)
    }
    switch order.saga.take(.place) {
    case .moved:
      order.prices = prices.filter { price in
        order.basket.items.contains { $0.product == price.key }
      }
      order.accepted = now
      try work.records.save(order)
      let event = ShopEvent.orderPlaced(id, user: order.user, total: order.total)
      try work.messages.send(Message(event, at: now.wall), trace: trace)
      return .accepted(order)
    case .repeated: return .accepted(order)
    case .tooLate, .impossible: return .cancelled(order)
    }
  }

  /// Gives up a draft: user, prices or goods could not be had.
  ///
  /// - Returns: the order as it stands then; nil when there is none.
  public static func refuse(
    _ id: OrderID, reason: CancelReason, trace: String?, now: Moment, in work: OrderWork
  ) throws(StoreProblem) -> Order? {
    guard let order = try work.records.order(id) else { return nil }
    return try cancel(order, by: .refuse, reason, trace, now, work).order
  }

  /// Takes a step that cancels; the order's message goes out with it.
  static func cancel(
    _ order: Order, by step: Saga.Step, _ reason: CancelReason, _ trace: String?, _ now: Moment,
    _ work: OrderWork
  ) throws(StoreProblem) -> (order: Order, outcome: Saga.Outcome) {
    var order = order
    let outcome = order.saga.take(step)
    guard outcome == .moved else { return (order, outcome) }
    order.reason = reason
    order.finished = now
    try work.records.save(order)
    let event = ShopEvent.orderCancelled(order.id, goods: order.basket, reason: reason)
    try work.messages.send(Message(event, at: now.wall), trace: trace)
    return (order, outcome)
  }
}
