import Shop
import ShopStores
import ShopTestSupport
import TestSupport
import Testing

/// The whole business of an order in one transaction of its caller: kept together, or not at all.
struct SharedTransactionTests {
  /// The records of all services as one transaction sees them.
  private struct ShopWork {
    let users: any UserRecords
    let products: any ProductRecords
    let inventory: InventoryWork
    let orders: OrderWork
    let payments: PaymentWork

    init(_ connection: Connection) {
      users = connection.users
      products = connection.products
      inventory = connection.inventory
      orders = connection.orders
      payments = connection.payments
    }
  }

  private let folder: TemporaryFolder
  private let store: SQLiteStore<ShopWork>
  private let audited: Audit
  private let shop = DemoShop(seed: 1)

  init() throws {
    folder = try TemporaryFolder()
    let database = try SQLiteDatabase(path: folder.path("shop.db"))
    let orders = try SQLiteStore<OrderWork>(database)
    let payments = try SQLiteStore<PaymentWork>(database)
    let inventory = try SQLiteStore<InventoryWork>(database)
    try SQLiteStore<any UserRecords>(database).seed(shop.users)
    try SQLiteStore<any ProductRecords>(database).seed(shop.products)
    try inventory.seed(shop.stock)
    try payments.seed(shop.accounts)
    store = SQLiteStore(database) { ShopWork($0) }
    audited = Audit(orders: orders, payments: payments, inventory: inventory)
  }

  /// Places an order, charges it, and confirms or cancels it.
  private func buy(
    _ number: UInt64, _ request: OrderRequest, in work: ShopWork
  ) throws(StoreProblem) -> Order? {
    let place = PlaceOrder(
      users: LocalUsers(JoinedTransaction(work.users)),
      prices: LocalPrices(JoinedTransaction(work.products)),
      stock: LocalStock(JoinedTransaction(work.inventory)), trace: nil, now: { at(1) })
    let outcome = try place.run(
      request, id: OrderID(random: number), on: JoinedTransaction(work.orders))
    guard case .accepted(let order) = outcome,
      let payment = try PaymentService.charge(
        order.id, order.user, order.total, now: at(2), in: work.payments)
    else { return nil }
    let event: ShopEvent =
      switch payment.decision {
      case .charged: .paymentSucceeded(order.id, user: order.user, amount: payment.amount)
      case .declined(let reason):
        .paymentFailed(order.id, user: order.user, amount: payment.amount, reason: reason)
      }
    let settled = try OrderService.settle(
      Message(event, at: 0), trace: nil, now: at(3), in: work.orders
    ).order
    let end: ShopEvent =
      switch payment.decision {
      case .charged: .orderConfirmed(order.id, goods: order.basket)
      case .declined(let reason): .orderCancelled(order.id, goods: order.basket, reason: reason)
      }
    _ = try InventoryService.handle(Message(end, at: 0), in: work.inventory)
    return settled
  }

  private func request(_ user: Int, _ product: Int, _ quantity: Int) throws -> OrderRequest {
    OrderRequest(
      user: shop.users[user].id,
      basket: try Basket([Basket.Item(shop.products[product].id, quantity)]))
  }

  @Test func everythingOfAnOrderIsCommittedTogether() throws {
    let (rich, poor) = (try request(0, 0, 2), try request(9, 0, 1000))
    let (bought, declined) = try store.write { work throws(StoreProblem) in
      (try buy(1, rich, in: work), try buy(2, poor, in: work))
    }
    #expect(bought?.saga.isConfirmed == true)
    #expect(declined?.saga.isCancelled == true && declined?.reason == .insufficientFunds)
    let report = try audited.run(settled: true)
    #expect(report.violations == [])
    #expect((report.confirmed, report.compensated, report.open) == (1, 1, 0))
    #expect((report.charges, report.declines) == (1, 1))
  }

  @Test func everythingOfAnOrderVanishesTogether() throws {
    let before = try audited.run(settled: true)
    let wanted = try request(0, 0, 2)
    #expect(throws: StoreProblem.failed("x", "y")) {
      try store.write { work throws(StoreProblem) in
        guard try buy(1, wanted, in: work)?.saga.isConfirmed == true else { return }
        throw .failed("x", "y")
      }
    }
    #expect(try audited.run(settled: true) == before)
    #expect(before.tried == 0)
    let left = try store.read { work throws(StoreProblem) in
      (
        try work.orders.messages.waiting(limit: 9).count,
        try work.inventory.records.reservation(OrderID(random: 1))
      )
    }
    #expect(left == (0, nil))
  }

  /// A store that fails in the middle is no answer of the business.
  @Test func troubleInAPortIsTheCallersTrouble() throws {
    struct Broken: UserDirectory {
      func user(_ id: UserID) throws(PortProblem) -> User? { throw .store(.busy("user")) }
    }
    let wanted = try request(0, 0, 1)
    #expect(throws: StoreProblem.busy("user")) {
      try store.write { work throws(StoreProblem) in
        let place = PlaceOrder(
          users: Broken(), prices: LocalPrices(JoinedTransaction(work.products)),
          stock: LocalStock(JoinedTransaction(work.inventory)), trace: nil, now: { at(1) })
        _ = try place.run(
          wanted, id: OrderID(random: 1), on: JoinedTransaction(work.orders))
      }
    }
    #expect(try audited.run(settled: true).tried == 0)
  }
}
