import Glibc
import Shop
import ShopTestSupport
import ShopStores
import TestSupport
import Testing

/// Disks that are full, files that may not be written, files that are something else.
struct TroubleTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func fill(_ orders: OrderStore) throws(StoreProblem) -> Int {
    var number: UInt64 = 0
    guard let user = UserID("ada"), let cup = ProductID("cup"),
      let basket = try? Basket([Basket.Item(cup, 1)])
    else { return 0 }
    while true {
      let request = OrderRequest(user: user, basket: basket)
      let drafting = try orders.draft(request, id: OrderID(random: number), now: at(0))
      guard case .drafted = drafting else { return 0 }
      number += 1
    }
  }

  /// Also files that an earlier version has left open to others.
  @Test(arguments: [
    "", "umask 0; touch order.db order.db-wal order.db-shm product.lmdb",
  ])
  func nobodyElseCanReadAStore(before: String) throws {
    _ = try Program("/bin/sh").run("-c", before, in: folder.path)
    let orders = try SQLiteStore<OrderWork>(SQLiteDatabase(path: folder.path("order.db")))
    let products = try LMDBProductStore(path: folder.path("product.lmdb"))
    let names = folder.entries()
    #expect(
      names == ["order.db", "order.db-shm", "order.db-wal", "product.lmdb", "product.lmdb-lock"])
    for name in names {
      var status = stat()
      #expect(stat(folder.path(name), &status) == 0 && status.st_mode & 0o777 == 0o600, "\(name)")
    }
    withExtendedLifetime((orders, products)) {}
  }

  @Test func aFullStoreSaysSoAndStaysWhole() throws {
    var settings = StoreSettings()
    settings.pageLimit = 30
    let path = folder.path("order.db")
    let orders = try SQLiteStore<OrderWork>(SQLiteDatabase(path: path, settings: settings))
    #expect(throws: StoreProblem.full(path)) { try fill(orders) }
    // Still readable, and writable again with more room.
    let kept = try orders.orders(of: user("ada"), limit: 10_000).count
    #expect(kept > 10)
    let roomy = try SQLiteStore<OrderWork>(SQLiteDatabase(path: path))
    #expect(try roomy.orders(of: user("ada"), limit: 10_000).count == kept)
    let last = OrderID(random: .max)
    let request = OrderRequest(user: try user("ada"), basket: try basket(("cup", 1)))
    _ = try roomy.draft(request, id: last, now: at(0))
    #expect(try roomy.order(last) != nil)
  }

  @Test func aFullCatalogueSaysSoAndStaysWhole() throws {
    let path = folder.path("product")
    let store = try LMDBProductStore(path: path, limit: 64 * 1024)
    let cup = Product(id: try product("cup"), name: "cup", price: Money(cents: 1))
    try store.seed([cup])
    #expect(throws: StoreProblem.full(path)) {
      try store.write { records throws(StoreProblem) in
        for number in 0..<10_000 {
          guard let id = ProductID("p-\(number)") else { return }
          try records.save(Product(id: id, name: "n", price: Money(cents: 1)))
        }
      }
    }
    #expect(try store.products(limit: 10) == [cup])
  }

  @Test(arguments: ["/proc/self/order.db", "/no/such/folder/order.db"])
  func aFolderThatCannotBeUsedSaysSo(path: String) throws {
    func problem(_ open: () throws -> Void) -> String {
      do {
        try open()
        return "no problem"
      } catch {
        return (error as? StoreProblem)?.sentence ?? "\(error)"
      }
    }
    let orders = problem { _ = try SQLiteStore<OrderWork>(SQLiteDatabase(path: path)) }
    #expect(orders.hasPrefix("the store \(path) cannot be opened"))
    let products = problem { _ = try LMDBProductStore(path: path) }
    #expect(products.hasPrefix("the store \(path)"))
    #expect(products.contains("opened") || products.contains("may not be written"))
  }

  @Test func aFileThatMayNotBeWrittenSaysSo() throws {
    // The administrator may write everything.
    if geteuid() == 0 { return }
    let path = folder.path("user.db")
    _ = try SQLiteStore<any UserRecords>(SQLiteDatabase(path: path))
    chmod(path, 0o444)
    #expect(throws: StoreProblem.readOnly(path)) {
      try SQLiteStore<any UserRecords>(SQLiteDatabase(path: path))
    }
  }

  @Test func aFileThatIsSomethingElseSaysSo() throws {
    let text = String(repeating: "This is a letter, not a store.\n", count: 1000)
    let path = try folder.file("user.db", text)
    #expect(throws: StoreProblem.damaged(path, "file is not a database")) {
      try SQLiteStore<any UserRecords>(SQLiteDatabase(path: path))
    }
    let lmdb = try folder.file("product", text)
    #expect(throws: StoreProblem.self) { try LMDBProductStore(path: lmdb) }
  }

  @Test func whatSomebodyElseWroteIntoTheTablesSaysSo() throws {
    let path = folder.path("order.db")
    let orders = try SQLiteStore<OrderWork>(SQLiteDatabase(path: path))
    let id = OrderID(random: 1)
    let request = OrderRequest(user: try user("ada"), basket: try basket(("cup", 1)))
    _ = try orders.draft(request, id: id, now: at(0))
    let connection = try Connection(path)
    for change in [
      "UPDATE orders SET state = 'paid'", "UPDATE orders SET state = 'draft', user = 'a b'",
      "UPDATE orders SET user = 'ada', reason = 'none'",
      "UPDATE order_items SET quantity = 0", "DELETE FROM order_items",
    ] {
      try connection.run(change)
      do {
        _ = try orders.order(id)
        Issue.record("read in spite of: \(change)")
      } catch StoreProblem.damaged(let store, _) {
        #expect(store == path)
      }
    }
  }

  @Test func aStoreThatOthersKeepSaysSoAfterAWhile() throws {
    let path = folder.path("user.db")
    var settings = StoreSettings()
    settings.busyMilliseconds = 20
    let store = try SQLiteStore<any UserRecords>(SQLiteDatabase(path: path, settings: settings))
    let other = try Connection(path)
    try other.run("BEGIN IMMEDIATE")
    #expect(throws: StoreProblem.busy(path)) { try store.seed([]) }
    #expect(try store.user(user("ada")) == nil)
    try other.run("ROLLBACK")
    #expect(try store.seed([]))
  }
}
