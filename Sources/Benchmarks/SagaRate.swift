import Glibc
import Shop
import ShopStores

/// Orders through the whole saga, one after the other on one core: drafted, reserved, placed, paid,
/// confirmed, committed, with outbox and inbox, without a network.
struct SagaRate {
  private struct Stores {
    var orders: OrderStore
    var payments: PaymentStore
    var inventory: InventoryStore
  }

  private let shop = DemoShop(seed: 1)
  private let now = Moment(wall: 0, steady: 1_000_000)

  func measure(_ table: Table) {
    table.row("orders through the saga, in memory", rates(of: 2000) { _ in memory }, "a second")
    guard let folder = TemporaryFolder("saga") else { return }
    defer { folder.remove() }
    let onDisk = rates(of: 1000) { round in try? files(folder.path, round) }
    table.row("orders through the saga, on SQLite", onDisk, "a second")
  }

  private var memory: Stores {
    Stores(
      orders: MemoryStore<OrderWork>(), payments: MemoryStore<PaymentWork>(),
      inventory: MemoryStore<InventoryWork>())
  }

  private func files(_ folder: String, _ round: Int) throws(StoreProblem) -> Stores {
    let base = "\(folder)/\(round)"
    return Stores(
      orders: try SQLiteStore<OrderWork>(SQLiteDatabase(path: "\(base)-order")),
      payments: try SQLiteStore<PaymentWork>(SQLiteDatabase(path: "\(base)-payment")),
      inventory: try SQLiteStore<InventoryWork>(SQLiteDatabase(path: "\(base)-inventory")))
  }

  /// Orders a second, one value a run; each run begins with fresh stores.
  private func rates(of orders: Int, _ make: (Int) -> Stores?) -> [Double] {
    var rates: [Double] = []
    for round in 0..<5 {
      guard let stores = make(round) else { return [] }
      do {
        try stores.inventory.write { work throws(StoreProblem) in
          _ = try InventoryService.seed(shop.stock, in: work)
        }
        try stores.payments.write { work throws(StoreProblem) in
          _ = try PaymentService.seed(shop.accounts, in: work)
        }
        let start = ContinuousClock.now
        for number in 0..<orders { try settle(number, stores) }
        let elapsed = ContinuousClock.now - start
        let audit = Audit(
          orders: stores.orders, payments: stores.payments, inventory: stores.inventory)
        let report = try audit.run(settled: true)
        guard report.isSound, report.confirmed == orders else { return [] }
        rates.append(Double(orders) * 1000 / elapsed.milliseconds)
      } catch {
        return []
      }
    }
    return rates
  }

  private func settle(_ number: Int, _ stores: Stores) throws {
    let user = shop.users[number % 9].id
    let product = shop.products[number % 40]
    let basket = try Basket([Basket.Item(product.id, 1)])
    let id = OrderID(random: UInt64(number))
    let request = OrderRequest(user: user, basket: basket, key: "\(number)")
    _ = try stores.orders.write { work throws(StoreProblem) in
      try OrderService.draft(request, id: id, now: now, in: work)
    }
    _ = try stores.inventory.write { work throws(StoreProblem) in
      try InventoryService.reserve(basket, for: id, in: work)
    }
    _ = try stores.orders.write { work throws(StoreProblem) in
      try OrderService.accept(
        id, prices: [product.id: product.price], trace: nil, now: now, in: work)
    }
    for message in try relayed(Outbox(stores.orders)) {
      _ = try stores.payments.write { work throws(StoreProblem) in
        try PaymentService.handle(message, trace: nil, now: now, in: work)
      }
    }
    for message in try relayed(Outbox(stores.payments)) {
      _ = try stores.orders.write { work throws(StoreProblem) in
        try OrderService.settle(message, trace: nil, now: now, in: work)
      }
    }
    for message in try relayed(Outbox(stores.orders)) {
      _ = try stores.inventory.write { work throws(StoreProblem) in
        try InventoryService.handle(message, in: work)
      }
    }
  }

  private func relayed(_ outbox: Outbox) throws -> [Message] {
    guard case .send(let waiting) = try outbox.claim("relay", limit: 32, now: now) else {
      return []
    }
    _ = try outbox.settle("relay", sent: waiting.map(\.number), limit: 32, now: now)
    return try waiting.map { try Message(json: Array($0.payload.utf8)) }
  }
}

/// A folder that is removed with all that is in it.
struct TemporaryFolder {
  let path: String

  /// Nil when it cannot be made.
  init?(_ name: String) {
    var template = Array("/tmp/archadvisor-\(name)-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { return nil }
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  func remove() { _ = Child(["/bin/rm", "-rf", path]) }
}
