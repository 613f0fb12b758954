/// What services tell one another through the broker.
///
/// Each says enough to be held against what its reader knows of the order: an event that does not fit is
/// about something that never happened.
public enum ShopEvent: Hashable, Sendable {
  /// An order was accepted and its goods are reserved: take the money.
  case orderPlaced(OrderID, user: UserID, total: Money)
  case paymentSucceeded(OrderID, user: UserID, amount: Money)
  /// The amount is the one that was asked for.
  case paymentFailed(OrderID, user: UserID, amount: Money, reason: CancelReason)
  /// Paid: the reserved goods are sold.
  case orderConfirmed(OrderID, goods: Basket)
  /// It will not come about: the reserved goods are free again.
  case orderCancelled(OrderID, goods: Basket, reason: CancelReason)

  /// The order the event is about.
  public var order: OrderID {
    switch self {
    case .orderPlaced(let order, _, _), .paymentSucceeded(let order, _, _),
      .paymentFailed(let order, _, _, _), .orderConfirmed(let order, _),
      .orderCancelled(let order, _, _):
      order
    }
  }

  /// Which of the five it is.
  public var kind: Kind {
    switch self {
    case .orderPlaced: .orderPlaced
    case .paymentSucceeded: .paymentSucceeded
    case .paymentFailed: .paymentFailed
    case .orderConfirmed: .orderConfirmed
    case .orderCancelled: .orderCancelled
    }
  }

  /// The events by name.
  public enum Kind: String, CaseIterable, Sendable {
    case orderPlaced = "OrderPlaced"
    case paymentSucceeded = "PaymentSucceeded"
    case paymentFailed = "PaymentFailed"
    case orderConfirmed = "OrderConfirmed"
    case orderCancelled = "OrderCancelled"

    /// Where such events are published.
    public var topic: Topic {
      switch self {
      case .orderPlaced, .orderConfirmed, .orderCancelled: .orders
      case .paymentSucceeded, .paymentFailed: .payments
      }
    }
  }
}

/// Why an order does not come about.
public enum CancelReason: String, CaseIterable, Sendable {
  case unknownUser = "unknown-user"
  case unknownProduct = "unknown-product"
  case outOfStock = "out-of-stock"
  /// A service that was needed did not answer.
  case unavailable
  /// It stayed a draft for too long: whoever was placing it is gone.
  case expired
  case noAccount = "no-account"
  case insufficientFunds = "insufficient-funds"
}

/// A stream of events, and who listens to it.
public enum Topic: String, CaseIterable, Sendable {
  /// What the order service says.
  case orders
  /// What the payment service says.
  case payments

  /// What each group of consumers acts on; it gets all other messages of the topic, too.
  public var interests: [String: Set<ShopEvent.Kind>] {
    switch self {
    case .orders:
      ["inventory": [.orderConfirmed, .orderCancelled], "payment": [.orderPlaced]]
    case .payments: ["order": [.paymentSucceeded, .paymentFailed]]
    }
  }

  /// The groups of consumers; each gets every message.
  public var groups: [String] { interests.keys.sorted() }
}
