/// The records of the product service.
public protocol ProductRecords: AnyObject {
  func product(_ id: ProductID) throws(StoreProblem) -> Product?
  /// Adds a product, or replaces the one of the same name.
  func save(_ product: Product) throws(StoreProblem)
  /// Products in the order of their names, after a given one.
  func products(after last: ProductID?, limit: Int) throws(StoreProblem) -> [Product]
}
