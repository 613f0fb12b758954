/// The business of the product service.
public struct Catalogue: Sendable {
  private let store: ProductStore

  public init(_ store: ProductStore) {
    self.store = store
  }

  /// The product with that id; nil when there is none.
  public func product(_ id: ProductID) throws(StoreProblem) -> Product? {
    try store.read { records throws(StoreProblem) in try records.product(id) }
  }

  /// Products in the order of their names, after a given one.
  public func products(
    after last: ProductID? = nil, limit: Int
  ) throws(StoreProblem) -> [Product] {
    try store.read { records throws(StoreProblem) in
      try records.products(after: last, limit: limit)
    }
  }

  /// Fills an empty store; one that has products is left as it is. True when it was empty.
  @discardableResult
  public func begin(with products: [Product]) throws(StoreProblem) -> Bool {
    try store.write { records throws(StoreProblem) in
      guard try records.products(after: nil, limit: 1).isEmpty else { return false }
      for product in products { try records.save(product) }
      return true
    }
  }
}
