/// The business of the product service. Every function works inside a transaction of its caller.
public enum ProductCatalog {
  /// The service's name.
  public static let name = "product"

  /// The price of one piece of each of these products.
  public static func prices(
    of products: [ProductID], in records: any ProductRecords
  ) throws(StoreProblem) -> Prices {
    var prices: [ProductID: Money] = [:]
    for id in products {
      guard let product = try records.product(id) else { return .unknown(id) }
      prices[id] = product.price
    }
    return .known(prices)
  }

  /// Fills an empty store; one that has products is left as it is. True when it was empty.
  @discardableResult
  public static func seed(
    _ products: [Product], in records: any ProductRecords
  ) throws(StoreProblem) -> Bool {
    guard try records.products(after: nil, limit: 1).isEmpty else { return false }
    for product in products { try records.save(product) }
    return true
  }
}
