import Shop
import ShopStores
import TestSupport
import Testing

/// The kinds of store that a test body runs against.
enum StoreKind: String, CaseIterable, Sendable {
  case memory
  /// A file for each service.
  case disk
  /// One file for all of them.
  case shared
}

/// Fresh stores of all services.
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
      inventory = MemoryStore<InventoryWork>()
      orders = MemoryStore<OrderWork>()
      payments = MemoryStore<PaymentWork>()
    case .disk:
      let folder = try TemporaryFolder()
      func file(_ name: String) throws(StoreProblem) -> SQLiteDatabase {
        try SQLiteDatabase(path: folder.path("\(name).db"))
      }
      users = Held(try SQLiteStore<any UserRecords>(try file("user")), folder)
      products = Held(try LMDBProductStore(path: folder.path("product")), folder)
      inventory = Held(try SQLiteStore<InventoryWork>(try file("inventory")), folder)
      orders = Held(try SQLiteStore<OrderWork>(try file("order")), folder)
      payments = Held(try SQLiteStore<PaymentWork>(try file("payment")), folder)
    case .shared:
      let folder = try TemporaryFolder()
      let file = try SQLiteDatabase(path: folder.path("shop.db"))
      users = Held(try SQLiteStore<any UserRecords>(file), folder)
      products = Held(try SQLiteStore<any ProductRecords>(file), folder)
      inventory = Held(try SQLiteStore<InventoryWork>(file), folder)
      orders = Held(try SQLiteStore<OrderWork>(file), folder)
      payments = Held(try SQLiteStore<PaymentWork>(file), folder)
    }
  }

  func audit(settled: Bool) throws -> AuditReport {
    try Audit(orders: orders, payments: payments, inventory: inventory).run(settled: settled)
  }
}

/// A store whose folder lives as long as the store.
private struct Held<Records>: TransactionalStore {
  private let store: any TransactionalStore<Records>
  private let folder: TemporaryFolder

  init(_ store: any TransactionalStore<Records>, _ folder: TemporaryFolder) {
    self.store = store
    self.folder = folder
  }

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
