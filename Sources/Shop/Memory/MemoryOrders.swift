/// Orders in memory.
final class MemoryOrders: OrderRecords {
  /// An order with its place among all that were ever added.
  struct Row {
    var order: Order
    var place: Int
  }

  /// A user with a key of his own.
  struct Key: Hashable, Comparable {
    var user: UserID
    var word: String

    static func < (left: Key, right: Key) -> Bool {
      (left.user, left.word) < (right.user, right.word)
    }
  }

  let table = MemoryTable<OrderID, Row>()
  let keys = MemoryTable<Key, OrderID>()
  private var added = 0

  func order(_ id: OrderID) -> Order? { table[id]?.order }

  func order(of user: UserID, key: String) -> Order? {
    keys[Key(user: user, word: key)].flatMap(order)
  }

  func add(_ order: Order) {
    added += 1
    table[order.id] = Row(order: order, place: added)
    if let word = order.key { keys[Key(user: order.user, word: word)] = order.id }
  }

  func save(_ order: Order) { table[order.id]?.order = order }

  func orders(of user: UserID, limit: Int) -> [Order] {
    let rows = table.all.filter { $0.order.user == user }
    return rows.sorted { $0.place > $1.place }.prefix(limit).map(\.order)
  }

  func drafts(limit: Int) -> [Order] {
    let rows = table.all.filter { $0.order.saga.isDraft }
    return rows.sorted { $0.place < $1.place }.prefix(limit).map(\.order)
  }

  func orders(after last: OrderID?, limit: Int) -> [Order] {
    table.page(after: last, limit: limit).map(\.order)
  }
}
