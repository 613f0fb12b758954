/// The business of the payment service.
public struct PaymentDesk: Sendable {
  private let store: PaymentStore

  public init(_ store: PaymentStore) {
    self.store = store
  }

  /// Charges an order that was placed, or declines it: once, whatever comes how often.
  ///
  /// - Parameter trace: the `traceparent` to go on under.
  public func handle(
    _ message: Message, trace: String?, now: Moment
  ) throws(StoreProblem) -> Handled {
    guard case .orderPlaced(let order, let user, let total) = message.event else {
      return .irrelevant
    }
    return try store.write { records throws(StoreProblem) in
      if let known = try records.payment(order) {
        return known.user == user && known.amount == total
          ? .repeated : .impossible("\(message.id) differs from what was decided about the order")
      }
      guard try records.note(message.id) else { return .repeated }
      let payment = Payment(
        order: order, user: user, amount: total,
        decision: try Self.charge(user, total, records), at: now.wall)
      try records.add(payment)
      try records.send(Message(payment.event, at: now.wall), trace: trace)
      return .done
    }
  }

  private static func charge(
    _ user: UserID, _ amount: Money, _ records: any PaymentRecords
  ) throws(StoreProblem) -> Payment.Decision {
    guard var account = try records.account(user) else { return .declined(.noAccount) }
    guard account.balance >= amount else { return .declined(.insufficientFunds) }
    account.balance = account.balance - amount
    try records.save(account)
    return .charged
  }

  /// What was decided about an order; nil when nothing was yet.
  public func payment(_ order: OrderID) throws(StoreProblem) -> Payment? {
    try store.read { records throws(StoreProblem) in try records.payment(order) }
  }

  /// A user's money; nil for an unknown one.
  public func account(_ user: UserID) throws(StoreProblem) -> Account? {
    try store.read { records throws(StoreProblem) in try records.account(user) }
  }

  /// Fills an empty store; one that has accounts is left as it is. True when it was empty.
  @discardableResult
  public func begin(with accounts: [Account]) throws(StoreProblem) -> Bool {
    try store.write { records throws(StoreProblem) in
      guard try records.accounts(after: nil, limit: 1).isEmpty else { return false }
      for account in accounts { try records.save(account) }
      return true
    }
  }
}
