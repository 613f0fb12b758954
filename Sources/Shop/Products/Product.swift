public import JSON
public import YAML

/// Something that is sold.
public struct Product: Hashable, Sendable {
  public let id: ProductID
  public let name: String
  /// For one piece.
  public let price: Money

  /// The highest price, so that a full basket stays below the largest amount.
  public static let highestPrice = Money(cents: 10_000_000)

  public init(id: ProductID, name: String, price: Money) {
    self.id = id
    self.name = name
    self.price = price
  }
}

/// `{"id": "product-01", "name": "…", "price_cents": 1999}`.
extension Product: WireText {
  public static var wireName: String { "a product" }

  public init?(_ fields: inout Fields) {
    guard let id = fields.identifier("id", as: ProductID.self), let name = fields.text("name"),
      let cents = fields.number("price_cents", in: 0...Self.highestPrice.cents)
    else { return nil }
    self.init(id: id, name: name, price: Money(cents: cents))
  }

  public func write(_ json: inout JSONWriter) {
    json.string("id", id.text)
    json.string("name", name)
    json.integer("price_cents", price.cents)
  }
}
