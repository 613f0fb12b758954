public import JSON
public import YAML

/// An order as clients see it:
///
///     {"id": "o-…", "user": "user-001", "state": "pending", "reason": null,
///      "items": [{"product": "product-01", "quantity": 2, "price_cents": 1999}],
///      "total_cents": 3998, "time_to_final_ms": null}
public struct OrderView: Hashable, Sendable {
  public let id: OrderID
  public let user: UserID
  /// `draft`, `pending`, `confirmed` or `cancelled`.
  public let state: String
  public let reason: CancelReason?
  public let basket: Basket
  public let prices: [ProductID: Money]
  /// What all of it costs at these prices.
  public let total: Money
  /// Milliseconds from acceptance to the final state.
  public let timeToFinal: Int?

  public init(_ order: Order) {
    id = order.id
    user = order.user
    state = order.saga.name
    reason = order.reason
    basket = order.basket
    prices = order.prices
    total = order.total
    timeToFinal = order.timeToFinal.map { $0 / 1000 }
  }
}

extension OrderView: WireText {
  public static var wireName: String { "an order" }

  public init?(_ fields: inout Fields) {
    guard let id = fields.identifier("id", as: OrderID.self),
      let user = fields.identifier("user", as: UserID.self), let state = fields.text("state"),
      let items = fields.optional("items"), let basket = Basket(&fields),
      let total = fields.money("total_cents")
    else { return nil }
    self.id = id
    self.user = user
    self.state = state
    self.basket = basket
    self.total = total
    var prices: [ProductID: Money] = [:]
    for node in items.items {
      guard let product = node["product"]?.text.flatMap(ProductID.init),
        let cents = node["price_cents"]?.wholeNumber
      else { continue }
      prices[product] = Money(cents: cents)
    }
    self.prices = prices
    reason = fields.optional("reason")?.text.flatMap(CancelReason.init)
    timeToFinal = fields.optional("time_to_final_ms")?.wholeNumber
  }

  public func write(_ json: inout JSONWriter) {
    json.string("id", id.text)
    json.string("user", user.text)
    json.string("state", state)
    json.string("reason", reason?.rawValue)
    json.array("items", basket.items) { json, item in
      json.object {
        item.write(&$0)
        if let price = prices[item.product] { $0.integer("price_cents", price.cents) }
      }
    }
    json.integer("total_cents", total.cents)
    if let timeToFinal {
      json.integer("time_to_final_ms", timeToFinal)
    } else {
      json.string("time_to_final_ms", nil)
    }
  }
}
