/// What came of asking for goods.
public enum Reserving: Hashable, Sendable {
  /// Kept for the order, now or by an earlier request.
  case reserved
  /// Too few pieces are left of this product.
  case short(ProductID)
  case unknownProduct(ProductID)
  /// The order has reserved another basket before.
  case differs
  /// The order is settled: its reservation was committed or released.
  case settled(Reservation.State)
}

/// The business of the inventory service. Every function works inside a transaction of its caller.
public enum InventoryService {
  /// The service's name, under which its messages are kept.
  public static let name = "inventory"

  /// Keeps all of a basket for an order, or nothing.
  public static func reserve(
    _ basket: Basket, for order: OrderID, in work: InventoryWork
  ) throws(StoreProblem) -> Reserving {
    let records = work.records
    if let known = try records.reservation(order) {
      guard known.state == .held else { return .settled(known.state) }
      return known.basket == basket ? .reserved : .differs
    }
    var levels: [StockLevel] = []
    for item in basket.items {
      guard var level = try records.level(item.product) else {
        return .unknownProduct(item.product)
      }
      guard level.available >= item.quantity else { return .short(item.product) }
      level.reserved += item.quantity
      levels.append(level)
    }
    for level in levels { try records.save(level) }
    try records.add(Reservation(order: order, basket: basket, state: .held))
    return .reserved
  }

  /// Sells or frees what is kept for an order, by what the order service says: once.
  public static func handle(
    _ message: Message, in work: InventoryWork
  ) throws(StoreProblem) -> HandlingResult {
    let end: (goods: Basket, state: Reservation.State)
    switch message.event {
    case .orderConfirmed(_, let goods): end = (goods, .committed)
    case .orderCancelled(_, let goods, _): end = (goods, .released)
    case .orderPlaced, .paymentSucceeded, .paymentFailed: return .irrelevant
    }
    return try settle(message, end.goods, end.state, work)
  }

  /// A message that does not fit is not marked as processed: the true one of the same name may still come.
  private static func settle(
    _ message: Message, _ goods: Basket, _ end: Reservation.State, _ work: InventoryWork
  ) throws(StoreProblem) -> HandlingResult {
    let records = work.records
    let order = message.event.order
    guard var known = try records.reservation(order) else {
      guard end == .released else {
        return .impossible("\(message.id) is about an order that has reserved nothing")
      }
      guard try work.messages.markProcessed(message.id) else { return .repeated }
      // A request to reserve may still be on its way, and must be rejected when it arrives.
      try records.add(Reservation(order: order, basket: nil, state: .released))
      return .done
    }
    guard known.basket.map({ $0 == goods }) ?? true else {
      return .impossible("\(message.id) names other goods than are kept for its order")
    }
    guard known.state == .held else {
      return known.state == end
        ? .repeated : .impossible("\(message.id) came to goods that are \(known.state.rawValue)")
    }
    guard try work.messages.markProcessed(message.id) else { return .repeated }
    for item in known.basket?.items ?? [] {
      guard var level = try records.level(item.product) else { continue }
      level.reserved -= item.quantity
      if end == .committed { level.onHand -= item.quantity }
      try records.save(level)
    }
    known.state = end
    try records.save(known)
    return .done
  }

  /// Fills an empty store; one that has stock is left as it is. True when it was empty.
  @discardableResult
  public static func seed(
    _ levels: [StockLevel], in work: InventoryWork
  ) throws(StoreProblem) -> Bool {
    guard try work.records.levels(after: nil, limit: 1).isEmpty else { return false }
    for level in levels { try work.records.save(level) }
    return true
  }
}
