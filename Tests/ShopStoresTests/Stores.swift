import Shop
import ShopStores
import TestSupport
import Testing

/// The kinds of store that a test body runs against.
enum StoreKind: String, CaseIterable, Sendable {
  case memory, disk
}

/// Fresh stores of all services: in memory, or on disk each in its own kind.
struct Stores: Sendable {
  let users: UserStore
  let products: ProductStore
  let inventory: InventoryStore
  let orders: OrderStore
  let payments: PaymentStore

  init(_ kind: StoreKind) throws {
    switch kind {
    case .memory:
      users = MemoryStore<any UserRecords>()
      products = MemoryStore<any ProductRecords>()
      inventory = MemoryStore<any InventoryRecords>()
      orders = MemoryStore<any OrderRecords>()
      payments = MemoryStore<any PaymentRecords>()
    case .disk:
      let folder = try TemporaryFolder()
      users = Held(
        store: try SQLiteStore<any UserRecords>(path: folder.path("user.db")), folder: folder)
      products = Held(store: try LMDBProductStore(path: folder.path("product")), folder: folder)
      inventory = Held(
        store: try SQLiteStore<any InventoryRecords>(path: folder.path("inventory.db")),
        folder: folder)
      orders = Held(
        store: try SQLiteStore<any OrderRecords>(path: folder.path("order.db")), folder: folder)
      payments = Held(
        store: try SQLiteStore<any PaymentRecords>(path: folder.path("payment.db")),
        folder: folder)
    }
  }

  func audit(settled: Bool) throws -> AuditReport {
    try Audit(orders: orders, payments: payments, inventory: inventory).run(settled: settled)
  }
}

/// A store whose folder lives as long as the store.
private struct Held<Records>: TransactionalStore {
  let store: any TransactionalStore<Records>
  let folder: TemporaryFolder

  func read<Result: Sendable>(
    _ work: (Records) throws(StoreProblem) -> Result
  ) throws(StoreProblem) -> Result {
    try store.read(work)
  }

  func write<Result: Sendable>(
    _ work: (Records) throws(StoreProblem) -> Result
  ) throws(StoreProblem) -> Result {
    try store.write(work)
  }
}

/// Names and baskets without ceremony.
func user(_ name: String) throws -> UserID { try #require(UserID(name)) }
func product(_ name: String) throws -> ProductID { try #require(ProductID(name)) }

func basket(_ items: (String, Int)...) throws -> Basket {
  try Basket(items.map { Basket.Item(try product($0.0), $0.1) })
}

/// So many seconds after the beginning.
func at(_ seconds: Int) -> Moment {
  Moment(
    wall: 1_700_000_000_000_000 + seconds * 1_000_000, steady: 50_000_000 + seconds * 1_000_000)
}
