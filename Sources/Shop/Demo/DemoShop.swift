/// What a demonstration begins with. The same seed gives the same shop on every machine.
///
/// One user in ten has little money and two products are scarce, so that some orders fail for good
/// reasons and their compensation can be watched.
public struct DemoShop: Sendable {
  public let users: [User]
  public let accounts: [Account]
  public let products: [Product]
  public let stock: [StockLevel]

  public static let userCount = 200
  public static let productCount = 50

  /// Draws names, prices, money and stock; the same seed gives the same shop everywhere.
  public init(seed: UInt64) {
    var chance = Chance(seed: seed)
    var users: [User] = []
    var accounts: [Account] = []
    for number in 1...Self.userCount {
      guard let id = Self.user(number) else { continue }
      let name =
        Self.draw(DemoWords.firstNames, &chance) + " " + Self.draw(DemoWords.lastNames, &chance)
      users.append(User(id: id, name: name, email: "\(id.text)@shop.example"))
      accounts.append(Account(user: id, opened: Self.money(number, &chance)))
    }
    var products: [Product] = []
    var stock: [StockLevel] = []
    for number in 1...Self.productCount {
      guard let id = Self.product(number) else { continue }
      let name = Self.draw(DemoWords.manners, &chance) + " " + Self.draw(DemoWords.things, &chance)
      let price = Money(cents: chance.number(in: 2...200) * 100 - 1)
      products.append(Product(id: id, name: name, price: price))
      let pieces = number > Self.productCount - 2 ? 25 : chance.number(in: 20_000...40_000)
      stock.append(StockLevel(product: id, received: pieces))
    }
    self.users = users
    self.accounts = accounts
    self.products = products
    self.stock = stock
  }

  /// The user of a number from 1 to `userCount`: `user-001`, `user-002`, and so on.
  public static func user(_ number: Int) -> UserID? {
    UserID("user-" + padded(number, 3))
  }

  /// The product of a number from 1 to `productCount`: `product-01`, `product-02`, and so on.
  public static func product(_ number: Int) -> ProductID? {
    ProductID("product-" + padded(number, 2))
  }

  /// What a user begins with: every tenth enough for one small order or two, the others for many.
  private static func money(_ number: Int, _ chance: inout Chance) -> Money {
    let units = number % 10 == 0 ? chance.number(in: 50...500) : chance.number(in: 50_000...90_000)
    return Money(cents: units * 100)
  }

  private static func draw(_ words: [String], _ chance: inout Chance) -> String {
    words[chance.number(in: 0...words.count - 1)]
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(width - digits.utf8.count, 0)) + digits
  }
}
