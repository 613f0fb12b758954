/// The records of the order service.
public protocol OrderRecords: AnyObject {
  func order(_ id: OrderID) throws(StoreProblem) -> Order?
  /// The order that a user placed under a key of his own.
  func order(of user: UserID, key: String) throws(StoreProblem) -> Order?
  /// Adds a draft.
  func add(_ order: Order) throws(StoreProblem)
  /// Keeps what has changed; user, key and basket never do.
  func save(_ order: Order) throws(StoreProblem)
  /// A user's orders, latest first.
  func orders(of user: UserID, limit: Int) throws(StoreProblem) -> [Order]
  /// Drafts, those added first before others.
  func drafts(limit: Int) throws(StoreProblem) -> [Order]
  /// All orders by their names, after a given one.
  func orders(after last: OrderID?, limit: Int) throws(StoreProblem) -> [Order]
}
