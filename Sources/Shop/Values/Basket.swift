/// What somebody wants to buy: at least one product, each once, with its quantity.
public struct Basket: Hashable, Sendable {
  /// So many pieces of one product.
  public struct Item: Hashable, Sendable {
    public let product: ProductID
    public let quantity: Int

    public init(_ product: ProductID, _ quantity: Int) {
      self.product = product
      self.quantity = quantity
    }
  }

  /// In the order of the products' names, so that equal baskets are equal.
  public let items: [Item]

  /// Most products of one basket.
  public static let limit = 50
  /// Allowed quantities of one product.
  public static let quantities = 1...1000

  /// Checks that there are items, not too many, none twice, each in an allowed quantity.
  public init(_ items: [Item]) throws(BasketProblem) {
    guard !items.isEmpty else { throw .empty }
    guard items.count <= Self.limit else { throw .tooManyProducts(items.count) }
    self.items = items.sorted { $0.product < $1.product }
    for (item, next) in zip(self.items, self.items.dropFirst()) where item.product == next.product {
      throw .twice(item.product)
    }
    for item in items where !Self.quantities.contains(item.quantity) {
      throw .quantity(item.product, item.quantity)
    }
  }
}

/// Why something is no basket.
public enum BasketProblem: Error, Hashable, Sendable {
  case empty
  case tooManyProducts(Int)
  case twice(ProductID)
  case quantity(ProductID, Int)

  public var sentence: String {
    switch self {
    case .empty: "the basket is empty; name at least one product"
    case .tooManyProducts(let count):
      "the basket has \(count) products; at most \(Basket.limit) are sold at once"
    case .twice(let product):
      "the product \(product) is named twice; name it once with its quantity"
    case .quantity(let product, let quantity):
      "the quantity \(quantity) of \(product) is not between \(Basket.quantities.lowerBound)"
        + " and \(Basket.quantities.upperBound)"
    }
  }
}
