public import JSON

/// The body of a request to place an order.
public struct OrderRequest: Hashable, Sendable {
  public let user: UserID
  public let basket: Basket
  /// The word by which the client knows its request again.
  public var key: String?

  /// Longest key, in bytes.
  public static let keyLimit = 128

  public init(user: UserID, basket: Basket, key: String? = nil) {
    self.user = user
    self.basket = basket
    self.key = key.flatMap { $0.isEmpty || $0.utf8.count > Self.keyLimit ? nil : $0 }
  }
}

/// `{"user": "user-001", "items": [{"product": "product-01", "quantity": 2}]}`; the key is a header.
extension OrderRequest: WireText {
  public static var wireName: String { "an order" }

  public init(_ fields: JSONFields) throws(JSONComplaint) {
    self.init(user: try fields.identifier("user"), basket: try Basket(fields))
  }

  public func write(_ json: inout JSONWriter) {
    json.string("user", user.text)
    basket.write(&json)
  }
}
