/// The business of the payment service. Every function works inside a transaction of its caller.
public enum PaymentService {
  /// The service's name, under which its messages are kept.
  public static let name = "payment"

  /// Charges an order that was placed, or declines it: once, whatever comes how often.
  ///
  /// - Parameter trace: the `traceparent` to go on under.
  public static func handle(
    _ message: Message, trace: String?, now: Moment, in work: PaymentWork
  ) throws(StoreProblem) -> HandlingResult {
    guard case .orderPlaced(let order, let user, let total) = message.event else {
      return .irrelevant
    }
    if let known = try work.records.payment(order) {
      return known.user == user && known.amount == total
        ? .repeated : .impossible("\(message.id) differs from what was decided about the order")
    }
    guard try work.messages.markProcessed(message.id) else { return .repeated }
    guard let payment = try charge(order, user, total, now: now, in: work) else { return .repeated }
    try work.messages.send(Message(payment.event, at: now.wall), trace: trace)
    return .done
  }

  /// Decides about an order's money and keeps that, without telling anybody.
  ///
  /// - Returns: nil when it was decided before.
  public static func charge(
    _ order: OrderID, _ user: UserID, _ amount: Money, now: Moment, in work: PaymentWork
  ) throws(StoreProblem) -> Payment? {
    guard try work.records.payment(order) == nil else { return nil }
    let payment = Payment(
      order: order, user: user, amount: amount,
      decision: try decide(user, amount, work.records), at: now.wall)
    try work.records.add(payment)
    return payment
  }

  private static func decide(
    _ user: UserID, _ amount: Money, _ records: any PaymentRecords
  ) throws(StoreProblem) -> Payment.Decision {
    guard var account = try records.account(user) else { return .declined(.noAccount) }
    guard account.balance >= amount else { return .declined(.insufficientFunds) }
    account.balance = account.balance - amount
    try records.save(account)
    return .charged
  }

  /// Fills an empty store; one that has accounts is left as it is. True when it was empty.
  @discardableResult
  public static func seed(
    _ accounts: [Account], in work: PaymentWork
  ) throws(StoreProblem) -> Bool {
    guard try work.records.accounts(after: nil, limit: 1).isEmpty else { return false }
    for account in accounts { try work.records.save(account) }
    return true
  }
}
