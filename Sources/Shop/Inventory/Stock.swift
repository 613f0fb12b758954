/// How many pieces of a product there are.
public struct StockLevel: Hashable, Sendable {
  public let product: ProductID
  /// Pieces that ever came in.
  public let received: Int
  /// Pieces that are in the house, reserved ones included.
  public internal(set) var onHand: Int
  /// Pieces that are promised to orders.
  public internal(set) var reserved: Int

  public init(product: ProductID, received: Int) {
    self.init(product: product, received: received, onHand: received, reserved: 0)
  }

  /// A level as a store has kept it.
  public init(product: ProductID, received: Int, onHand: Int, reserved: Int) {
    self.product = product
    self.received = received
    self.onHand = onHand
    self.reserved = reserved
  }

  /// Pieces that can still be promised.
  public var available: Int { onHand - reserved }
}

/// The pieces that are kept for one order.
public struct Reservation: Hashable, Sendable {
  /// What became of the goods kept for an order.
  public enum State: String, CaseIterable, Sendable {
    /// Kept for the order.
    case held
    /// Sold: gone from the house.
    case committed
    /// Given back.
    case released
  }

  public let order: OrderID
  /// Nil when the order was cancelled before it could reserve anything.
  public let basket: Basket?
  public internal(set) var state: State

  public init(order: OrderID, basket: Basket?, state: State) {
    self.order = order
    self.basket = basket
    self.state = state
  }
}
