/// What a user wants to buy, and how far it has come.
public struct Order: Hashable, Sendable {
  public let id: OrderID
  public let user: UserID
  /// The word by which the client knows its request again; nil when it gave none.
  public let key: String?
  public let basket: Basket
  public let created: Moment
  public internal(set) var saga = Saga()
  /// The price of one piece of each product, set when the order is accepted.
  public internal(set) var prices: [ProductID: Money] = [:]
  /// When it was accepted; nil before, and for good when it never was.
  public internal(set) var accepted: Moment?
  /// When it was confirmed or cancelled.
  public internal(set) var finished: Moment?
  /// Why it was cancelled.
  public internal(set) var reason: CancelReason?

  public init(id: OrderID, user: UserID, key: String?, basket: Basket, created: Moment) {
    self.id = id
    self.user = user
    self.key = key
    self.basket = basket
    self.created = created
  }

  /// An order as a store has kept it.
  public init(
    id: OrderID, user: UserID, key: String?, basket: Basket, created: Moment, saga: Saga,
    prices: [ProductID: Money], accepted: Moment?, finished: Moment?, reason: CancelReason?
  ) {
    self.init(id: id, user: user, key: key, basket: basket, created: created)
    self.saga = saga
    self.prices = prices
    self.accepted = accepted
    self.finished = finished
    self.reason = reason
  }

  /// What is to be paid; nothing as long as it is not accepted.
  public var total: Money {
    basket.items.reduce(.zero) { $0 + (prices[$1.product] ?? .zero) * $1.quantity }
  }

  /// Microseconds from acceptance to the final state; nil before that.
  public var timeToFinal: Int? {
    guard let accepted, let finished else { return nil }
    return finished.since(accepted)
  }
}
