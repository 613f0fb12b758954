/// The records of the inventory service.
public protocol InventoryRecords: AnyObject {
  func level(_ product: ProductID) throws(StoreProblem) -> StockLevel?
  /// Adds a level, or replaces that of the same product.
  func save(_ level: StockLevel) throws(StoreProblem)
  /// Levels in the order of their products, after a given one.
  func levels(after last: ProductID?, limit: Int) throws(StoreProblem) -> [StockLevel]

  func reservation(_ order: OrderID) throws(StoreProblem) -> Reservation?
  /// Adds the reservation of an order that has none.
  func add(_ reservation: Reservation) throws(StoreProblem)
  /// Keeps the state of a reservation; its basket never changes.
  func save(_ reservation: Reservation) throws(StoreProblem)
  /// Reservations in the order of their orders, after a given one.
  func reservations(after last: OrderID?, limit: Int) throws(StoreProblem) -> [Reservation]
}
