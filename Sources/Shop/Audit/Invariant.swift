/// What has to hold over all stores of a shop.
public enum Invariant: String, CaseIterable, Hashable, Sendable {
  case everyOrderEnds = "every-order-ends"
  case confirmedIsCharged = "confirmed-is-charged"
  case cancelledIsNotCharged = "cancelled-is-not-charged"
  case rightAmount = "right-amount"
  case paymentHasOrder = "payment-has-order"
  case goodsFollowOrder = "goods-follow-order"
  case rightGoods = "right-goods"
  case moneyAddsUp = "money-adds-up"
  case nobodyOwes = "nobody-owes"
  case stockAddsUp = "stock-adds-up"
  case reservedAddsUp = "reserved-adds-up"
  case nothingOversold = "nothing-oversold"

  /// The statement that holds.
  public var sentence: String {
    switch self {
    case .everyOrderEnds: "every accepted order is confirmed or cancelled in the end"
    case .confirmedIsCharged: "every confirmed order was charged"
    case .cancelledIsNotCharged: "no cancelled order was charged"
    case .rightAmount: "what was charged is what the order costs"
    case .paymentHasOrder: "no payment is without its order"
    case .goodsFollowOrder: "goods of confirmed orders are sold, of cancelled ones free again"
    case .rightGoods: "the goods kept for an order are those it asks for"
    case .moneyAddsUp: "each account has what it began with less all charges, each counted once"
    case .nobodyOwes: "no account is below zero"
    case .stockAddsUp: "what is in the house is what came in less what was sold"
    case .reservedAddsUp: "as many goods are kept as orders have reserved"
    case .nothingOversold: "no more goods are promised than there are"
    }
  }
}

extension Violation {
  /// What it violates.
  public var invariant: Invariant {
    switch self {
    case .unsettled: .everyOrderEnds
    case .confirmedWithoutCharge: .confirmedIsCharged
    case .cancelledButCharged: .cancelledIsNotCharged
    case .wrongAmount: .rightAmount
    case .paymentWithoutOrder: .paymentHasOrder
    case .wrongReservation: .goodsFollowOrder
    case .otherGoods: .rightGoods
    case .money: .moneyAddsUp
    case .negativeBalance: .nobodyOwes
    case .stock: .stockAddsUp
    case .reserved: .reservedAddsUp
    case .oversold: .nothingOversold
    }
  }
}
