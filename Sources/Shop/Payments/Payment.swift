/// What a user has left to spend.
public struct Account: Hashable, Sendable {
  public let user: UserID
  /// What it began with.
  public let opened: Money
  public internal(set) var balance: Money

  public init(user: UserID, opened: Money) {
    self.init(user: user, opened: opened, balance: opened)
  }

  /// An account as a store has kept it.
  public init(user: UserID, opened: Money, balance: Money) {
    self.user = user
    self.opened = opened
    self.balance = balance
  }
}

/// The decision about the money of one order. It is made once.
public struct Payment: Hashable, Sendable {
  /// Whether money was taken, or why not.
  public enum Decision: Hashable, Sendable {
    case charged
    case declined(CancelReason)
  }

  public let order: OrderID
  public let user: UserID
  public let amount: Money
  public let decision: Decision
  /// Microseconds since 1970.
  public let at: Int

  public init(order: OrderID, user: UserID, amount: Money, decision: Decision, at: Int) {
    self.order = order
    self.user = user
    self.amount = amount
    self.decision = decision
    self.at = at
  }

  /// What the others are told.
  var event: ShopEvent {
    switch decision {
    case .charged: .paymentSucceeded(order, user: user, amount: amount)
    case .declined(let reason): .paymentFailed(order, user: user, amount: amount, reason: reason)
    }
  }
}
