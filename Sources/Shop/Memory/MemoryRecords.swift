/// Users in memory.
final class MemoryUsers: UserRecords {
  let table = MemoryTable<UserID, User>()

  func user(_ id: UserID) -> User? { table[id] }
  func save(_ user: User) { table[user.id] = user }
  func users(after last: UserID?, limit: Int) -> [User] { table.page(after: last, limit: limit) }
}

/// Products in memory.
final class MemoryProducts: ProductRecords {
  let table = MemoryTable<ProductID, Product>()

  func product(_ id: ProductID) -> Product? { table[id] }
  func save(_ product: Product) { table[product.id] = product }
  func products(after last: ProductID?, limit: Int) -> [Product] {
    table.page(after: last, limit: limit)
  }
}

/// Stock in memory.
final class MemoryInventory: InventoryRecords {
  let stock = MemoryTable<ProductID, StockLevel>()
  let kept = MemoryTable<OrderID, Reservation>()

  func level(_ product: ProductID) -> StockLevel? { stock[product] }
  func save(_ level: StockLevel) { stock[level.product] = level }
  func levels(after last: ProductID?, limit: Int) -> [StockLevel] {
    stock.page(after: last, limit: limit)
  }

  func reservation(_ order: OrderID) -> Reservation? { kept[order] }
  func add(_ reservation: Reservation) { kept[reservation.order] = reservation }
  func save(_ reservation: Reservation) { kept[reservation.order] = reservation }
  func reservations(after last: OrderID?, limit: Int) -> [Reservation] {
    kept.page(after: last, limit: limit)
  }
}

/// Accounts and payments in memory.
final class MemoryPayments: PaymentRecords {
  let money = MemoryTable<UserID, Account>()
  let decisions = MemoryTable<OrderID, Payment>()

  func account(_ user: UserID) -> Account? { money[user] }
  func save(_ account: Account) { money[account.user] = account }
  func accounts(after last: UserID?, limit: Int) -> [Account] {
    money.page(after: last, limit: limit)
  }

  func payment(_ order: OrderID) -> Payment? { decisions[order] }
  func add(_ payment: Payment) { decisions[payment.order] = payment }
  func payments(after last: OrderID?, limit: Int) -> [Payment] {
    decisions.page(after: last, limit: limit)
  }
}
