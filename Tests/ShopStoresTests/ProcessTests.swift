import Glibc
import Shop
import ShopTestSupport
import ShopStores
import TestSupport
import Testing

/// Stores that real processes share, and that outlive them.
struct ProcessTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func start(_ words: String...) throws -> LineReader {
    try LineReader(Program.builtBeside("ShopWorker"), words)
  }

  private func orders() throws -> SQLiteStore<OrderWork> {
    try SQLiteStore(SQLiteDatabase(path: folder.path("order.db")))
  }

  private func audit(settled: Bool) throws -> AuditReport {
    let payments = try SQLiteStore<PaymentWork>(SQLiteDatabase(path: folder.path("payment.db")))
    let inventory = try SQLiteStore<InventoryWork>(
      SQLiteDatabase(path: folder.path("inventory.db")))
    return try Audit(orders: orders(), payments: payments, inventory: inventory)
      .run(settled: settled)
  }

  @Test func whatWasCommittedSurvivesTheKillOfItsProcess() throws {
    var promised: [String] = []
    for round in 1...5 {
      let worker = try start("place", folder.path, "round-\(round)")
      for _ in 0..<20 { promised.append(try #require(worker.line())) }
      worker.kill()
      promised += worker.lines()

      let orders = try orders()
      for id in promised {
        let order = try orders.order(#require(OrderID(id)))
        #expect(order?.saga.isPending == true)
      }
      let waiting = try orders.read { work throws(StoreProblem) in
        try work.messages.waiting(limit: 1_000_000)
      }
      #expect(Set(waiting.map(\.key)).isSuperset(of: promised))
      #expect(waiting.count == Set(waiting.map(\.key)).count)
      let report = try audit(settled: false)
      #expect(report.violations == [] && report.accepted == waiting.count)
    }
  }

  @Test func processesThatDoTheSameWorkDoItOnce() throws {
    let count = 60
    let workers = try ["a", "b", "c"].map { try start("race", folder.path, $0, "\(count)") }
    let lines = workers.map { $0.lines() }
    #expect(workers.map { $0.wait() } == [0, 0, 0])

    let report = try audit(settled: true)
    #expect(report.violations == [])
    #expect(report.tried == count && report.accepted == count && report.open == 0)
    #expect(report.charges + report.declines == count)

    // One relay at a time: every message goes out once, and each relay keeps the order.
    let sent = lines.flatMap { $0 }
    #expect(sent.count == 3 * count && Set(sent).count == sent.count)
    for own in lines {
      for service in ["orders", "payments"] {
        let numbers = own.filter { $0.hasPrefix(service) }
          .compactMap { Int($0.dropFirst(service.utf8.count + 1)) }
        #expect(numbers == numbers.sorted())
      }
    }
  }

  @Test func threadsThatDoTheSameWorkDoItOnce() async throws {
    let stores = try Stores(.disk)
    let inventory = stores.inventory
    try inventory.seed([StockLevel(product: product("cup"), received: 100)])
    let basket = try basket(("cup", 1))
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<8 {
        group.addTask {
          for number in 0..<120 as Range<UInt64> {
            let order = OrderID(random: number)
            _ = try? inventory.reserve(basket, for: order)
            _ = try? inventory.handle(Message(.orderConfirmed(order, goods: basket), at: 0))
          }
        }
      }
    }
    let level = try #require(try inventory.level(product("cup")))
    #expect((level.onHand, level.reserved) == (0, 0))
  }
}
