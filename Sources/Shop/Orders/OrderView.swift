public import JSON

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

  public init(_ fields: JSONFields) throws(JSONComplaint) {
    id = try fields.identifier("id")
    user = try fields.identifier("user")
    state = try fields.text("state")
    basket = try Basket(fields)
    total = try fields.money("total_cents")
    var prices: [ProductID: Money] = [:]
    for item in try fields.list("items") {
      guard let product = item["product"]?.string.flatMap(ProductID.init),
        let cents = item["price_cents"]?.wholeNumber
      else { continue }
      prices[product] = Money(cents: cents)
    }
    self.prices = prices
    reason = fields.optional("reason")?.string.flatMap(CancelReason.init)
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
