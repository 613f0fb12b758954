/// Checks that stock and money add up over the stores of all services.
///
/// It may be done while orders come in. Each store is read at one moment, and the stores in the order
/// in which an order goes through them: what follows from what was read is there by the time it is
/// looked for, and an order that has gone on meanwhile counts as on its way.
public struct Audit: Sendable {
  private let orders: OrderStore
  private let payments: PaymentStore
  private let inventory: InventoryStore

  public init(orders: OrderStore, payments: PaymentStore, inventory: InventoryStore) {
    self.orders = orders
    self.payments = payments
    self.inventory = inventory
  }

  /// - Parameter settled: whether every accepted order has to be final and every draft over.
  public func run(settled: Bool) throws(StoreProblem) -> AuditReport {
    var report = AuditReport()
    let placed = try orders.read { work throws(StoreProblem) in
      try Pages.all(\Order.id) { last, limit throws(StoreProblem) in
        try work.records.orders(after: last, limit: limit)
      }
    }
    let money = try MoneyBook(payments)
    let goods = try GoodsBook(inventory)
    for order in placed {
      Self.count(order, &report)
      try check(
        OrderChecks(
          order: order, payment: money.paid[order.id], reservation: goods.kept[order.id]),
        &report)
    }
    try checkPayments(money.paid, known: Set(placed.map(\.id)), &report)
    money.check(&report)
    goods.check(&report)
    return settled ? report.settled(onTheirWay: report.onTheirWay) : report
  }

  private func check(_ checks: OrderChecks, _ report: inout AuditReport) throws(StoreProblem) {
    let statements = checks.statements
    let order = checks.order
    if statements.contains(where: { $0.outcome == .fails }), try hasGoneOn(order) {
      return report.note(.isOnItsWay, .unsettled(order.id, state: order.saga.name))
    }
    for statement in statements { report.note(statement.outcome, statement.violation) }
  }

  /// Whether an order is another than it was when the orders were read.
  private func hasGoneOn(_ order: Order) throws(StoreProblem) -> Bool {
    try orders.read { work throws(StoreProblem) in try work.records.order(order.id) } != order
  }

  private func checkPayments(
    _ paid: [OrderID: Payment], known: Set<OrderID>, _ report: inout AuditReport
  ) throws(StoreProblem) {
    for order in paid.keys.sorted() {
      var exists = known.contains(order)
      if !exists {
        // One that was placed after the orders were read is there by now.
        exists =
          try orders.read { work throws(StoreProblem) in try work.records.order(order) } != nil
      }
      report.check(exists, .paymentWithoutOrder(order))
    }
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
}
