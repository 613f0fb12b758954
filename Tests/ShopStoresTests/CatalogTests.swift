import Shop
import ShopTestSupport
import ShopStores
import TestSupport
import Testing

/// Users and products, which only have to be found again.
struct CatalogTests {
  private func sample(_ number: Int, cents: Int = 5) throws -> Product {
    Product(
      id: try product("p-\(number)"), name: "thing \(number) é網", price: Money(cents: cents))
  }

  @Test(arguments: StoreKind.allCases)
  func aProductIsFoundAgain(kind: StoreKind) throws {
    let catalog = try Stores(kind).products
    #expect(try catalog.seed((1...5).map { try sample($0, cents: $0 * 300) }))
    #expect(try catalog.product(product("p-3")) == sample(3, cents: 900))
    #expect(try catalog.product(product("p-9")) == nil)
  }

  @Test(arguments: StoreKind.allCases)
  func aStoreIsFilledOnlyOnce(kind: StoreKind) throws {
    let stores = try Stores(kind)
    let catalog = stores.products
    #expect(try catalog.seed([sample(1)]))
    #expect(try !catalog.seed([sample(1, cents: 9), sample(2)]))
    #expect(try catalog.products(limit: 9) == [sample(1)])
    let file = stores.users
    let ada = User(id: try user("ada"), name: "Ada", email: "ada@shop.example")
    #expect(try file.seed([ada]))
    #expect(try !file.seed([]))
    #expect(try file.user(user("ada")) == ada)
    #expect(try file.user(user("bob")) == nil)
  }

  @Test(arguments: StoreKind.allCases)
  func productsComePageByPage(kind: StoreKind) throws {
    let catalog = try Stores(kind).products
    let all = try (1...7).map { try sample($0) }
    try catalog.seed(all)
    #expect(try catalog.products(limit: 3) == Array(all[0..<3]))
    #expect(try catalog.products(after: product("p-3"), limit: 3) == Array(all[3..<6]))
    #expect(try catalog.products(after: product("p-6"), limit: 3) == [all[6]])
    #expect(try catalog.products(after: product("p-30"), limit: 9) == Array(all[3...]))
    #expect(try catalog.products(after: product("q"), limit: 3) == [])
  }

  @Test(arguments: StoreKind.allCases)
  func savingReplaces(kind: StoreKind) throws {
    let store = try Stores(kind).products
    try store.write { records throws(StoreProblem) in
      for cents in [1, 2] {
        guard let id = ProductID("p") else { return }
        try records.save(Product(id: id, name: "n", price: Money(cents: cents)))
      }
    }
    #expect(try store.product(product("p"))?.price == Money(cents: 2))
  }

  @Test(arguments: StoreKind.allCases)
  func whatFailsLeavesNothingBehind(kind: StoreKind) throws {
    let stores = try Stores(kind)
    let one = try sample(1)
    #expect(throws: StoreProblem.failed("x", "y")) {
      try stores.products.write { records throws(StoreProblem) in
        try records.save(one)
        throw StoreProblem.failed("x", "y")
      }
    }
    #expect(try stores.products.products(limit: 9) == [])
    #expect(try stores.products.seed([one]))
  }

  @Test(arguments: StoreKind.allCases)
  func manyReadersAndAWriterDoNotDisturbOneAnother(kind: StoreKind) async throws {
    let stores = try Stores(kind)
    let catalog = stores.products
    try catalog.seed([sample(0)])
    let id = try product("p-0")
    await withTaskGroup(of: Bool.self) { group in
      for worker in 0..<8 {
        group.addTask {
          for round in 1...50 {
            if worker == 0 {
              let next = Product(id: id, name: "n", price: Money(cents: round))
              let saved: Void? = try? stores.products.write { records throws(StoreProblem) in
                try records.save(next)
              }
              if saved == nil { return false }
            } else if (try? catalog.product(id)) == nil {
              return false
            }
          }
          return true
        }
      }
      for await isFine in group { #expect(isFine) }
    }
    #expect(try catalog.product(id)?.price == Money(cents: 50))
  }
}
