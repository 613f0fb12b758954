public import JSON

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

  public init(_ fields: JSONFields) throws(JSONComplaint) {
    self.init(
      id: try fields.identifier("id"), name: try fields.text("name"),
      price: Money(cents: try fields.integer("price_cents", in: 0...Self.highestPrice.cents)))
  }

  public func write(_ json: inout JSONWriter) {
    json.string("id", id.text)
    json.string("name", name)
    json.integer("price_cents", price.cents)
  }
}
