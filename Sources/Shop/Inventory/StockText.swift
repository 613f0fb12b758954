public import JSON

/// `{"product": "product-01", "received": 100, "on_hand": 90, "reserved": 3, "available": 87}`.
extension StockLevel: WireText {
  public static var wireName: String { "a stock level" }

  private static let bounds = 0...1_000_000_000

  public init(_ fields: JSONFields) throws(JSONComplaint) {
    self.init(
      product: try fields.identifier("product"),
      received: try fields.integer("received", in: Self.bounds),
      onHand: try fields.integer("on_hand", in: Self.bounds),
      reserved: try fields.integer("reserved", in: Self.bounds))
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

  public init(_ fields: JSONFields) throws(JSONComplaint) {
    self.init(
      order: try fields.identifier("order"),
      basket: fields.optional("items") == nil ? nil : try Basket(fields),
      state: try fields.choice("state"))
  }

  public func write(_ json: inout JSONWriter) {
    json.string("order", order.text)
    json.string("state", state.rawValue)
    basket?.write(&json)
  }
}

/// `{"outcome": "short", "product": "product-50", "error": "too few pieces of …"}`; the sentence is
/// for people and is not read.
extension Reserving: WireText {
  public static var wireName: String { "the outcome of a reservation" }

  private enum Word: String, CaseIterable {
    case reserved, short, differs, settled
    case unknownProduct = "unknown-product"
  }

  public init(_ fields: JSONFields) throws(JSONComplaint) {
    let word: Word = try fields.choice("outcome")
    switch word {
    case .reserved: self = .reserved
    case .short: self = .short(try fields.identifier("product"))
    case .unknownProduct: self = .unknownProduct(try fields.identifier("product"))
    case .differs: self = .differs
    case .settled: self = .settled(try fields.choice("state"))
    }
  }

  public func write(_ json: inout JSONWriter) {
    json.string("outcome", word.rawValue)
    switch self {
    case .short(let product), .unknownProduct(let product): json.string("product", product.text)
    case .settled(let state): json.string("state", state.rawValue)
    case .reserved, .differs: break
    }
    if let problem { json.string("error", problem) }
  }

  private var word: Word {
    switch self {
    case .reserved: .reserved
    case .short: .short
    case .unknownProduct: .unknownProduct
    case .differs: .differs
    case .settled: .settled
    }
  }

  /// Why nothing was reserved.
  private var problem: String? {
    switch self {
    case .reserved: nil
    case .short(let product): "too few pieces of \(product) are left"
    case .unknownProduct(let product): "no such product: \(product)"
    case .differs: "the order has reserved other goods before"
    case .settled(let state): "the order's goods are \(state.rawValue)"
    }
  }
}
