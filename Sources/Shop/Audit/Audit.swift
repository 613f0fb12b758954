/// Checks that stock and money add up over the stores of all services.
///
/// The stores are read one after the other. While orders are on their way that gives a blurred
/// picture; ask for `settled` only when nothing moves any more.
public struct Audit: Sendable {
  private let orders: OrderStore
  private let payments: PaymentStore
  private let inventory: InventoryStore

  public init(orders: OrderStore, payments: PaymentStore, inventory: InventoryStore) {
    self.orders = orders
    self.payments = payments
    self.inventory = inventory
  }

  /// Rows read in one transaction.
  private static let page = 500

  /// - Parameter settled: whether every accepted order has to be final and every draft over.
  public func run(settled: Bool) throws(StoreProblem) -> AuditReport {
    var report = AuditReport()
    let paid = try decisions()
    let kept = try reservations()
    var seen: Set<OrderID> = []
    try pages(orders, \Order.id) { records, last throws(StoreProblem) in
      try records.orders(after: last, limit: Self.page)
    } each: { order in
      seen.insert(order.id)
      Self.count(order, &report)
      OrderChecks(order: order, payment: paid[order.id], reservation: kept[order.id])
        .run(settled: settled, &report)
    }
    for order in paid.keys.sorted() {
      report.check(seen.contains(order), .paymentWithoutOrder(order))
    }
    try checkMoney(paid, &report)
    try checkStock(kept, &report)
    return report
  }

  private static func count(_ order: Order, _ report: inout AuditReport) {
    report.tried += 1
    if order.accepted != nil { report.accepted += 1 }
    if order.saga.isConfirmed { report.confirmed += 1 }
    if order.saga.isCancelled {
      if order.accepted == nil { report.refused += 1 } else { report.compensated += 1 }
    }
    if !order.saga.isFinal { report.open += 1 }
  }

  private func decisions() throws(StoreProblem) -> [OrderID: Payment] {
    var all: [OrderID: Payment] = [:]
    try pages(payments, \Payment.order) { records, last throws(StoreProblem) in
      try records.payments(after: last, limit: Self.page)
    } each: {
      all[$0.order] = $0
    }
    return all
  }

  private func reservations() throws(StoreProblem) -> [OrderID: Reservation] {
    var all: [OrderID: Reservation] = [:]
    try pages(inventory, \Reservation.order) { records, last throws(StoreProblem) in
      try records.reservations(after: last, limit: Self.page)
    } each: {
      all[$0.order] = $0
    }
    return all
  }

  private func checkMoney(
    _ paid: [OrderID: Payment], _ report: inout AuditReport
  ) throws(StoreProblem) {
    var charged: [UserID: Money] = [:]
    for payment in paid.values {
      if payment.decision == .charged {
        report.charges += 1
        charged[payment.user, default: .zero] =
          charged[payment.user, default: .zero] + payment.amount
      } else {
        report.declines += 1
      }
    }
    try pages(payments, \Account.user) { records, last throws(StoreProblem) in
      try records.accounts(after: last, limit: Self.page)
    } each: { account in
      let sum = charged.removeValue(forKey: account.user) ?? .zero
      report.check(
        account.opened - sum == account.balance,
        .money(account.user, opened: account.opened, charged: sum, balance: account.balance))
      report.check(
        account.balance >= .zero, .negativeBalance(account.user, account.balance))
    }
    for (user, sum) in charged {
      report.check(false, .money(user, opened: .zero, charged: sum, balance: .zero))
    }
  }

  private func checkStock(
    _ kept: [OrderID: Reservation], _ report: inout AuditReport
  ) throws(StoreProblem) {
    var held: [ProductID: Int] = [:]
    var sold: [ProductID: Int] = [:]
    for reservation in kept.values {
      for item in reservation.basket?.items ?? [] {
        switch reservation.state {
        case .held: held[item.product, default: 0] += item.quantity
        case .committed: sold[item.product, default: 0] += item.quantity
        case .released: break
        }
      }
    }
    try pages(inventory, \StockLevel.product) { records, last throws(StoreProblem) in
      try records.levels(after: last, limit: Self.page)
    } each: { level in
      let gone = sold[level.product] ?? 0
      let promised = held[level.product] ?? 0
      report.check(
        level.received - gone == level.onHand,
        .stock(level.product, received: level.received, sold: gone, onHand: level.onHand))
      report.check(
        promised == level.reserved,
        .reserved(level.product, counted: promised, noted: level.reserved))
      report.check(level.available >= 0, .oversold(level.product, available: level.available))
    }
  }

  /// Walks over all rows of a kind.
  private func pages<Records, Row: Sendable, Key: Sendable>(
    _ store: any TransactionalStore<Records>, _ key: (Row) -> Key,
    _ read: (Records, Key?) throws(StoreProblem) -> [Row], each: (Row) -> Void
  ) throws(StoreProblem) {
    var last: Key?
    while true {
      let rows = try store.read { records throws(StoreProblem) in try read(records, last) }
      rows.forEach(each)
      guard rows.count == Self.page, let row = rows.last else { return }
      last = key(row)
    }
  }
}
