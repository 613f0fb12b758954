/// The records of the payment service.
public protocol PaymentRecords: AnyObject {
  func account(_ user: UserID) throws(StoreProblem) -> Account?
  /// Adds an account, or replaces that of the same user.
  func save(_ account: Account) throws(StoreProblem)
  /// Accounts in the order of their users, after a given one.
  func accounts(after last: UserID?, limit: Int) throws(StoreProblem) -> [Account]

  func payment(_ order: OrderID) throws(StoreProblem) -> Payment?
  /// Adds the decision about an order that has none.
  func add(_ payment: Payment) throws(StoreProblem)
  /// Payments in the order of their orders, after a given one.
  func payments(after last: OrderID?, limit: Int) throws(StoreProblem) -> [Payment]
}
