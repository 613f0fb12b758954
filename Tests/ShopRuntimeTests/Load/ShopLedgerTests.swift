import MeshModel
import Shop
import ShopTestSupport
import ShopStores
import TestSupport
import Testing

@testable import ShopRuntime

/// The stores of a mesh that has ended and whose state was kept.
struct ShopLedgerTests {
  private let folder: TemporaryFolder
  private let stores: String
  private let orders: OrderStore
  private let payments: PaymentStore
  private let user: UserID
  private let now = Moment(wall: 0, steady: 0)

  init() throws {
    folder = try TemporaryFolder()
    let state = MeshFolders(mesh: "shop", user: 0) { [folder] name in
      name == "XDG_STATE_HOME" ? "\(folder.path)/state" : nil
    }
    stores = state.stores
    try state.makeState()
    orders = try SQLiteStore<OrderWork>(SQLiteDatabase(path: "\(stores)/order.sqlite"))
    payments = try SQLiteStore<PaymentWork>(SQLiteDatabase(path: "\(stores)/payment.sqlite"))
    _ = try SQLiteStore<InventoryWork>(SQLiteDatabase(path: "\(stores)/inventory.sqlite"))
    user = try #require(UserID("user-001"))
    try payments.seed(DemoShop(seed: 1).accounts)
  }

  private func verify(_ words: String...) throws -> ProgramRun {
    try Program.archadvisor.run(
      arguments: ["mesh", "verify"] + words,
      environment: ["XDG_STATE_HOME": "\(folder.path)/state", "XDG_RUNTIME_DIR": folder.path])
  }

  @Test func booksThatAddUpAreFine() throws {
    let run = try verify()
    #expect(run.status == 0, "\(run)")
    #expect(run.output.hasPrefix("The books of shop are in order: 400 checks hold.\n"))
    #expect(try verify("-o", "json").output.contains(#""ok": true"#))
  }

  @Test func whatDoesNotAddUpIsNamed() throws {
    let opened = Money(cents: 1000)
    try payments.write { [user] work throws(StoreProblem) in
      try work.records.save(Account(user: user, opened: opened, balance: Money(cents: 900)))
    }
    let run = try verify()
    #expect(run.status == 1)
    #expect(run.output.hasPrefix("The books of shop are not in order: 1 of 400 checks fail.\n"))
    #expect(run.output.contains("✗ user-001 began with 10.00 and was charged 0.00, but has 9.00"))
    let json = try verify("-o", "json").output
    #expect(json.contains(#""ok": false"#) && json.contains(#""subject": "user-001""#))
    #expect(json.contains(#""invariant": "money-adds-up""#))
  }

  /// What an order in flight lacks is no fault while others follow it, as under a load; one that never
  /// ends is.
  @Test func ordersOnTheirWayAreNoFaultUntilTheyAreLate() throws {
    let first = try place(1)
    try reserve(first)
    let ledger = try ShopLedger(stores: stores)
    let once = try ledger.settledAudit(within: 0).report
    #expect(once.isSound && once.onTheirWay == [.unsettled(first, state: "pending")])
    let stuck = try ledger.settledAudit(within: 1).report
    #expect(stuck.violations == [.unsettled(first, state: "pending")])
    var next: UInt64 = 1
    let flowing = try ledger.settledAudit(within: 600_000) {
      next += 1
      // Each time one comes and another ends.
      try? reserve(try place(next))
      try? cancel(OrderID(random: next - 1))
      return false
    }
    #expect(flowing.report.isSound, "\(flowing.report.violations)")
    #expect(flowing.report.onTheirWay.count == 1 && flowing.waited < 600_000)
    let run = try verify()
    #expect(run.status == 0, "\(run)")
    #expect(run.output.contains("1 order is still on its way; it goes on when the mesh runs again"))
  }

  private func reserve(_ order: OrderID) throws {
    let basket = try Basket([Basket.Item(try #require(ProductID("product-01")), 1)])
    let store: InventoryStore = try SQLiteStore<InventoryWork>(
      SQLiteDatabase(path: "\(stores)/inventory.sqlite"))
    try store.write { work throws(StoreProblem) in
      let records = work.records
      try records.add(Reservation(order: order, basket: basket, state: .held))
      let product = basket.items[0].product
      var level = try records.level(product) ?? StockLevel(product: product, received: 1000)
      level = StockLevel(
        product: product, received: 1000, onHand: 1000, reserved: level.reserved + 1)
      try records.save(level)
    }
  }

  private func cancel(_ order: OrderID) throws {
    let basket = try Basket([Basket.Item(try #require(ProductID("product-01")), 1)])
    try settle(
      .paymentFailed(
        order, user: user, amount: Money(cents: 100), reason: .insufficientFunds))
    let store: InventoryStore = try SQLiteStore<InventoryWork>(
      SQLiteDatabase(path: "\(stores)/inventory.sqlite"))
    let event = ShopEvent.orderCancelled(order, goods: basket, reason: .noAccount)
    #expect(try store.handle(Message(event, at: 0)) == .done)
  }

  @Test func askingForBooksMakesNone() throws {
    let empty = try TemporaryFolder()
    let run = try Program.archadvisor.run(
      "mesh", "verify", environment: ["XDG_STATE_HOME": empty.path, "XDG_RUNTIME_DIR": empty.path])
    #expect(run.status == 69)
    #expect(empty.entries().isEmpty)
  }

  private func place(_ number: UInt64) throws -> OrderID {
    let id = OrderID(random: number)
    let product = try #require(ProductID("product-01"))
    let basket = try Basket([Basket.Item(product, 1)])
    _ = try orders.draft(OrderRequest(user: user, basket: basket), id: id, now: now)
    _ = try orders.accept(id, prices: [product: Money(cents: 100)], trace: nil, now: now)
    return id
  }

  private func settle(_ event: ShopEvent) throws {
    #expect(try orders.settle(Message(event, at: 0), trace: nil, now: now).result == .done)
  }

  @Test func everyOrderOfALoadHasAFate() throws {
    let (paid, declined, open) = (try place(1), try place(2), try place(3))
    let price = Money(cents: 100)
    try settle(.paymentSucceeded(paid, user: user, amount: price))
    try settle(.paymentFailed(declined, user: user, amount: price, reason: .insufficientFunds))
    let fates = try ShopLedger(stores: stores).fates(
      of: [paid, declined, open, OrderID(random: 9)], count: 7, within: 0)
    #expect((fates.accepted, fates.confirmed, fates.cancelled) == (7, 1, 1))
    #expect((fates.open, fates.lost, fates.notFollowed) == (1, 1, 3))
  }

  @Test func waitingEndsWithTheLastOrderOrWhenAsked() throws {
    let order = try place(1)
    let ledger = try ShopLedger(stores: stores)
    var asked = 0
    let early = try ledger.fates(of: [order], count: 1, within: 60_000) {
      asked += 1
      return true
    }
    #expect(early.open == 1 && asked == 1)
    let late = try ledger.fates(of: [order], count: 1, within: 60_000) {
      try? settle(.paymentSucceeded(order, user: user, amount: Money(cents: 100)))
      return false
    }
    #expect(late.confirmed == 1 && late.open == 0)
    #expect(late.waitedSeconds < 60)
  }
}
