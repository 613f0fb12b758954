import Shop
import Testing

struct DemoShopTests {
  @Test func theSameSeedGivesTheSameShop() {
    let one = DemoShop(seed: 1)
    let again = DemoShop(seed: 1)
    #expect(one.users == again.users && one.accounts == again.accounts)
    #expect(one.products == again.products && one.stock == again.stock)
    #expect(DemoShop(seed: 2).products != one.products)
  }

  /// Written out: a compiler or machine that draws otherwise would change every demonstration.
  @Test func seedOneIsKnown() {
    let shop = DemoShop(seed: 1)
    #expect(shop.users.first?.json == Self.firstUser)
    #expect(shop.products.first?.json == Self.firstProduct)
    #expect(shop.accounts[9].json == Self.poorAccount)
  }

  static let firstUser =
    "{\"id\":\"user-001\",\"name\":\"Farid Weber\",\"email\":\"user-001@shop.example\"}"
  static let firstProduct = "{\"id\":\"product-01\",\"name\":\"old scarf\",\"price_cents\":6199}"
  static let poorAccount = "{\"user\":\"user-010\",\"opened_cents\":43000,\"balance_cents\":43000}"

  @Test func everythingIsThere() {
    let shop = DemoShop(seed: 5)
    #expect(Set(shop.users.map(\.id)).count == DemoShop.userCount)
    #expect(shop.accounts.map(\.user) == shop.users.map(\.id))
    #expect(Set(shop.products.map(\.id)).count == DemoShop.productCount)
    #expect(shop.stock.map(\.product) == shop.products.map(\.id))
  }

  @Test func someOrdersMustFail() throws {
    let shop = DemoShop(seed: 5)
    let poor = shop.accounts.filter { $0.opened <= Money(cents: 50_000) }
    #expect(poor.count == DemoShop.userCount / 10)
    #expect(shop.stock.filter { $0.received < 100 }.count == 2)
    #expect(shop.products.allSatisfy { $0.price > .zero && $0.price <= Product.highestPrice })
  }
}
