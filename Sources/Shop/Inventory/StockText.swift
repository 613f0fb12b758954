public import JSON
public import YAML

/// `{"product": "product-01", "received": 100, "on_hand": 90, "reserved": 3, "available": 87}`.
extension StockLevel: WireText {
  public static var wireName: String { "a stock level" }

  private static let bounds = 0...1_000_000_000

  public init?(_ fields: inout Fields) {
    guard let product = fields.identifier("product", as: ProductID.self),
      let received = fields.number("received", in: Self.bounds),
      let onHand = fields.number("on_hand", in: Self.bounds),
      let reserved = fields.number("reserved", in: Self.bounds)
    else { return nil }
    self.init(product: product, received: received, onHand: onHand, reserved: reserved)
  }

  public func write(_ json: inout JSONWriter) {
    json.string("product", product.text)
    json.integer("received", received)
    json.integer("on_hand", onHand)
    json.integer("reserved", reserved)
    json.integer("available", available)
  }
}

/// `{"order": "o-…", "state": "held", "items": [...]}`; without items when none were reserved.
extension Reservation: WireText {
  public static var wireName: String { "a reservation" }

  public init?(_ fields: inout Fields) {
    guard let order = fields.identifier("order", as: OrderID.self),
      let state = fields.choice("state", as: State.self)
    else { return nil }
    let basket = fields.optional("items") == nil ? nil : Basket(&fields)
    self.init(order: order, basket: basket, state: state)
  }

  public func write(_ json: inout JSONWriter) {
    json.string("order", order.text)
    json.string("state", state.rawValue)
    basket?.write(&json)
  }
}
