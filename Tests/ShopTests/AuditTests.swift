import Shop
import ShopTestSupport
import Testing

/// Every violation is made once in stores that were sound, and must be found.
struct AuditTests {
  private let orders = MemoryStore<OrderWork>()
  private let payments = MemoryStore<PaymentWork>()
  private let inventory = MemoryStore<InventoryWork>()
  private let now = Moment(wall: 0, steady: 0)
  private let user: UserID
  private let product: ProductID
  private let order = OrderID(random: 1)

  /// One confirmed order of two pieces for 50 cents each.
  init() throws {
    user = try #require(UserID("u"))
    product = try #require(ProductID("p"))
    let price = [product: Money(cents: 50)]
    let basket = try Basket([Basket.Item(product, 2)])
    let stock = inventory
    let money = payments
    try stock.seed([StockLevel(product: product, received: 10)])
    try money.seed([Account(user: user, opened: Money(cents: 1000))])
    _ = try orders.draft(OrderRequest(user: user, basket: basket), id: order, now: now)
    #expect(try stock.reserve(basket, for: order) == .reserved)
    _ = try orders.accept(order, prices: price, trace: nil, now: now)
    let placed = ShopEvent.orderPlaced(order, user: user, total: Money(cents: 100))
    #expect(try money.handle(Message(placed, at: 0), trace: nil, now: now) == .done)
    let paid = Message(.paymentSucceeded(order, user: user, amount: Money(cents: 100)), at: 0)
    #expect(try orders.settle(paid, trace: nil, now: now).result == .done)
    #expect(try stock.handle(Message(.orderConfirmed(order, goods: basket), at: 0)) == .done)
  }

  private func violations(settled: Bool = true) throws -> [Violation] {
    try Audit(orders: orders, payments: payments, inventory: inventory).run(settled: settled)
      .violations
  }

  @Test func soundStoresAreSound() throws {
    let report = try Audit(orders: orders, payments: payments, inventory: inventory)
      .run(settled: true)
    #expect(report.isSound && report.checks >= 8)
    #expect((report.tried, report.accepted, report.confirmed, report.charges) == (1, 1, 1, 1))
    #expect((report.compensated, report.refused, report.open, report.declines) == (0, 0, 0, 0))
  }

  @Test func moneyThatIsMissingIsFound() throws {
    try payments.write { work throws(StoreProblem) in
      try work.records.save(
        Account(user: user, opened: Money(cents: 1000), balance: Money(cents: 800)))
    }
    #expect(
      try violations() == [
        .money(
          user, opened: Money(cents: 1000), charged: Money(cents: 100), balance: Money(cents: 800))
      ])
  }

  @Test func aBalanceBelowZeroIsFound() throws {
    try payments.write { work throws(StoreProblem) in
      try work.records.save(
        Account(user: user, opened: Money(cents: 50), balance: Money(cents: -50)))
    }
    #expect(try violations() == [.negativeBalance(user, Money(cents: -50))])
  }

  @Test func stockThatIsMissingIsFound() throws {
    try inventory.write { work throws(StoreProblem) in
      try work.records.save(StockLevel(product: product, received: 10, onHand: 7, reserved: 0))
    }
    #expect(try violations() == [.stock(product, received: 10, sold: 2, onHand: 7)])
  }

  @Test func piecesReservedForNobodyAreFound() throws {
    try inventory.write { work throws(StoreProblem) in
      try work.records.save(StockLevel(product: product, received: 10, onHand: 8, reserved: 9))
    }
    #expect(
      try violations() == [
        .reserved(product, counted: 0, noted: 9), .oversold(product, available: -1),
      ])
  }

  @Test func aPaymentWithoutOrderIsFound() throws {
    let lost = OrderID(random: 2)
    try payments.write { work throws(StoreProblem) in
      try work.records.add(
        Payment(
          order: lost, user: user, amount: .zero, decision: .declined(.noAccount), at: 0))
    }
    #expect(try violations() == [.paymentWithoutOrder(lost)])
  }

  private func add(
    _ state: String, amount: Int? = nil, charged: Bool = true, kept: Reservation.State? = nil,
    quantity: Int = 1
  ) throws -> OrderID {
    let other = OrderID(random: 3)
    let basket = try Basket([Basket.Item(product, 1)])
    let saga = try #require(Saga(name: state))
    let kept = try kept.map {
      Reservation(order: other, basket: try Basket([Basket.Item(product, quantity)]), state: $0)
    }
    try orders.write { work throws(StoreProblem) in
      try work.records.add(
        Order(
          id: other, user: user, key: nil, basket: basket, created: now, saga: saga,
          prices: [product: Money(cents: 50)], accepted: now, finished: nil, reason: nil))
    }
    if let amount {
      try payments.write { work throws(StoreProblem) in
        try work.records.add(
          Payment(
            order: other, user: user, amount: Money(cents: amount),
            decision: charged ? .charged : .declined(.noAccount), at: 0))
      }
    }
    if let kept {
      try inventory.write { work throws(StoreProblem) in try work.records.add(kept) }
    }
    return other
  }

  @Test func anOrderThatIsNotSettledIsFoundWhenAllShouldBe() throws {
    let other = try add("pending")
    #expect(try violations().contains(.unsettled(other, state: "pending")))
    #expect(try !violations(settled: false).contains(.unsettled(other, state: "pending")))
  }

  @Test func aConfirmedOrderWithoutChargeIsFound() throws {
    let other = try add("confirmed", amount: 50, charged: false, kept: .committed)
    #expect(try violations().contains(.confirmedWithoutCharge(other)))
  }

  @Test func aCancelledOrderThatWasChargedIsFound() throws {
    let other = try add("cancelled", amount: 50, kept: .released)
    #expect(try violations().contains(.cancelledButCharged(other)))
  }

  @Test func aWrongAmountIsFound() throws {
    let other = try add("confirmed", amount: 51, kept: .committed)
    #expect(
      try violations().contains(
        .wrongAmount(other, expected: Money(cents: 50), charged: Money(cents: 51))))
  }

  @Test func goodsThatDoNotFitTheOrderAreFound() throws {
    let other = try add("confirmed", amount: 50, kept: .released, quantity: 2)
    let found = try violations()
    #expect(found.contains(.otherGoods(other)))
    #expect(
      found.contains(.wrongReservation(other, order: "confirmed", reservation: "released")))
  }

  @Test func whatAMessageWillSettleIsOnItsWayAndNoFault() throws {
    let other = try add("confirmed", amount: 50, kept: .held)
    let audit = Audit(orders: orders, payments: payments, inventory: inventory)
    let report = try audit.run(settled: false)
    let late = Violation.wrongReservation(other, order: "confirmed", reservation: "held")
    #expect(report.onTheirWay == [late])
    #expect(!report.violations.contains(late))
    let settled = try audit.run(settled: true)
    #expect(settled.onTheirWay == [] && settled.violations.contains(late))
    #expect(settled.violationCount == report.violationCount + 1)
    #expect(settled.checks == report.checks + 1)
    #expect(report.settled(onTheirWay: [.unsettled(other, state: "x")]) == report)
  }

  /// The stores are read one after the other; an order that goes on in between is no fault.
  @Test(arguments: ["pending", "draft"])
  func anOrderThatGoesOnWhileTheStoresAreReadIsOnItsWay(state: String) throws {
    let other = try add(state, kept: state == "pending" ? .held : nil)
    let basket = try Basket([Basket.Item(product, 1)])
    let done = Order(
      id: other, user: user, key: nil, basket: basket, created: now,
      saga: try #require(Saga(name: "confirmed")), prices: [product: Money(cents: 50)],
      accepted: now, finished: now, reason: nil)
    let sold = Reservation(order: other, basket: basket, state: .committed)
    let moving = MovingStore(inner: payments) { [orders, inventory] () throws(StoreProblem) in
      try orders.write { work throws(StoreProblem) in try work.records.save(done) }
      try inventory.write { work throws(StoreProblem) in
        if state == "draft" { try work.records.add(sold) } else { try work.records.save(sold) }
      }
    }
    let report = try Audit(orders: orders, payments: moving, inventory: inventory)
      .run(settled: false)
    #expect(report.onTheirWay == [.unsettled(other, state: state)])
    #expect(!report.violations.contains { $0.order == other })
  }

  /// A payment whose order was placed after the orders were read.
  @Test func anOrderThatIsPlacedWhileTheStoresAreReadIsNoFault() throws {
    let late = OrderID(random: 3)
    let basket = try Basket([Basket.Item(product, 1)])
    let order = Order(
      id: late, user: user, key: nil, basket: basket, created: now,
      saga: try #require(Saga(name: "pending")), prices: [product: Money(cents: 50)],
      accepted: now, finished: nil, reason: nil)
    let payment = Payment(
      order: late, user: user, amount: Money(cents: 50), decision: .charged, at: 0)
    let moving = MovingStore(inner: payments) { [orders, payments] () throws(StoreProblem) in
      try orders.write { work throws(StoreProblem) in try work.records.add(order) }
      try payments.write { work throws(StoreProblem) in try work.records.add(payment) }
    }
    let report = try Audit(orders: orders, payments: moving, inventory: inventory)
      .run(settled: false)
    #expect(!report.violations.contains(.paymentWithoutOrder(late)))
    #expect(report.checked[.paymentHasOrder] == 2)
  }

  /// Something happens right before each read.
  private struct MovingStore: TransactionalStore {
    let inner: any TransactionalStore<PaymentWork>
    let happens: @Sendable () throws(StoreProblem) -> Void

    func read<Result: Sendable>(
      _ work: (PaymentWork) throws(StoreProblem) -> Result
    ) throws(StoreProblem) -> Result {
      try happens()
      return try inner.read(work)
    }

    func write<Result: Sendable>(
      _ work: (PaymentWork) throws(StoreProblem) -> Result
    ) throws(StoreProblem) -> Result { try inner.write(work) }
  }

  @Test func everyViolationSaysWhatItIsAbout() throws {
    let all: [Violation] = [
      .unsettled(order, state: "draft"), .confirmedWithoutCharge(order),
      .cancelledButCharged(order), .wrongAmount(order, expected: .zero, charged: .zero),
      .paymentWithoutOrder(order), .wrongReservation(order, order: "a", reservation: "b"),
      .otherGoods(order),
    ]
    #expect(all.allSatisfy { $0.sentence.contains(order.text) })
    #expect(Set(all.map(\.sentence)).count == all.count)
  }
}
