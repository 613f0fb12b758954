/// Something that does not add up.
public enum Violation: Hashable, Sendable {
  /// An accepted order without any decision about its money. Only an error once all is quiet.
  case unsettled(OrderID, state: String)
  case confirmedWithoutCharge(OrderID)
  case cancelledButCharged(OrderID)
  case wrongAmount(OrderID, expected: Money, charged: Money)
  case paymentWithoutOrder(OrderID)
  /// The reservation's state does not fit the order's.
  case wrongReservation(OrderID, order: String, reservation: String)
  case otherGoods(OrderID)
  /// What is left is not what it began with less all charges.
  case money(UserID, opened: Money, charged: Money, balance: Money)
  case negativeBalance(UserID, Money)
  /// What is in the house is not what came in less what was sold.
  case stock(ProductID, received: Int, sold: Int, onHand: Int)
  case reserved(ProductID, counted: Int, noted: Int)
  case oversold(ProductID, available: Int)

  /// The order it is about; nil when it is about none.
  public var order: OrderID? {
    switch self {
    case .unsettled(let order, _), .confirmedWithoutCharge(let order),
      .cancelledButCharged(let order), .wrongAmount(let order, _, _),
      .paymentWithoutOrder(let order), .wrongReservation(let order, _, _), .otherGoods(let order):
      order
    case .money, .negativeBalance, .stock, .reserved, .oversold: nil
    }
  }

  /// What does not hold, with the numbers that differ.
  public var sentence: String {
    switch self {
    case .unsettled(let order, let state): "order \(order) is still \(state)"
    case .confirmedWithoutCharge(let order): "order \(order) is confirmed but was not charged"
    case .cancelledButCharged(let order): "order \(order) is cancelled but was charged"
    case .wrongAmount(let order, let expected, let charged):
      "order \(order) costs \(expected) but \(charged) was charged"
    case .paymentWithoutOrder(let order): "there is a payment for \(order) but no such order"
    case .wrongReservation(let order, let state, let reservation):
      "order \(order) is \(state) but its goods are \(reservation)"
    case .otherGoods(let order): "other goods than those of order \(order) are kept for it"
    case .money(let user, let opened, let charged, let balance):
      "\(user) began with \(opened) and was charged \(charged), but has \(balance)"
    case .negativeBalance(let user, let balance): "\(user) has \(balance)"
    case .stock(let product, let received, let sold, let onHand):
      "\(received) of \(product) came in and \(sold) were sold, but \(onHand) are there"
    case .reserved(let product, let counted, let noted):
      "\(counted) of \(product) are kept for orders, but \(noted) are noted as reserved"
    case .oversold(let product, let available): "\(product) has \(available) pieces to sell"
    }
  }
}
