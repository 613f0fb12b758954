import Shop
import ShopStores
import ShopTestSupport
import TestSupport
import Testing

/// Services that share a file have an outbox and an inbox each.
struct OwnerTests {
  private let folder: TemporaryFolder
  private let path: String
  private let event: ShopEvent

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path("shop.db")
    let goods = try Basket([Basket.Item(try #require(ProductID("cup")), 1)])
    event = .orderConfirmed(OrderID(random: 1), goods: goods)
  }

  private func send(_ count: Int, _ work: UnitOfWork<some Any>) throws(StoreProblem) {
    for _ in 0..<count { try work.messages.send(Message(event, at: 0), trace: nil) }
  }

  @Test func everyRelayHasItsOwnMessagesAndItsOwnLease() throws {
    let stores = try Stores(.shared)
    try stores.orders.write { work throws(StoreProblem) in try send(2, work) }
    try stores.payments.write { work throws(StoreProblem) in try send(3, work) }
    let (orders, payments) = (Outbox(stores.orders), Outbox(stores.payments))
    guard case .send(let own) = try orders.claim("a", limit: 9, now: at(0)),
      case .send(let other) = try payments.claim("b", limit: 9, now: at(0))
    else {
      Issue.record("two services block one another")
      return
    }
    #expect(own.count == 2 && other.count == 3)
    #expect(Set(own.map(\.number)).isDisjoint(with: other.map(\.number)))
    // What belongs to another service cannot be taken out, whoever says it was sent.
    try orders.release("a", sent: other.map(\.number))
    #expect(try payments.settle("b", sent: [], limit: 9, now: at(0)) == .send(other))
    #expect(try orders.claim("c", limit: 9, now: at(0)) == .send(own))
  }

  @Test func everyServiceProcessesAMessageOnce() throws {
    let stores = try Stores(.shared)
    func mark<Records>(_ store: any TransactionalStore<UnitOfWork<Records>>) throws -> Bool {
      try store.write { work throws(StoreProblem) in try work.messages.markProcessed("m") }
    }
    #expect(try mark(stores.inventory) && mark(stores.payments))
    #expect(try !mark(stores.inventory) && !mark(stores.payments))
  }

  /// One service's many messages must not make another forget its own.
  @Test func everyInboxRemembersAsManyAsItMay() throws {
    let stores = try Stores(.shared)
    try stores.payments.write { work throws(StoreProblem) in
      _ = try work.messages.markProcessed("first")
    }
    try stores.inventory.write { work throws(StoreProblem) in
      for number in 0...InboxLimit.messages { _ = try work.messages.markProcessed("\(number)") }
    }
    let isNew = try stores.payments.write { work throws(StoreProblem) in
      try work.messages.markProcessed("first")
    }
    #expect(!isNew)
    let isForgotten = try stores.inventory.write { work throws(StoreProblem) in
      try work.messages.markProcessed("0")
    }
    #expect(isForgotten)
  }

  /// The tables as they were when every service had a file of its own.
  private static let before = [
    """
    CREATE TABLE outbox(
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      topic TEXT NOT NULL, key TEXT NOT NULL, payload TEXT NOT NULL, trace TEXT)
    """,
    """
    CREATE TABLE relay(
      id INTEGER PRIMARY KEY CHECK (id = 1), owner TEXT NOT NULL, expires INTEGER NOT NULL)
    """,
    """
    CREATE TABLE inbox(
      number INTEGER PRIMARY KEY AUTOINCREMENT, message TEXT NOT NULL UNIQUE)
    """,
    """
    CREATE TABLE orders(
      number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, user TEXT NOT NULL, key TEXT,
      created_wall INTEGER NOT NULL, created_steady INTEGER NOT NULL,
      state TEXT NOT NULL, reason TEXT, accepted_wall INTEGER, accepted_steady INTEGER,
      finished_wall INTEGER, finished_steady INTEGER)
    """,
    """
    CREATE TABLE order_items(
      number INTEGER NOT NULL, product TEXT NOT NULL, quantity INTEGER NOT NULL, price INTEGER,
      PRIMARY KEY(number, product)) WITHOUT ROWID
    """,
    "INSERT INTO orders VALUES(1, 'o-1', 'ada', 'k', 1, 2, 'pending', NULL, 3, 4, NULL, NULL)",
    "INSERT INTO order_items VALUES(1, 'cup', 2, 250)",
    """
    INSERT INTO outbox(number, topic, key, payload, trace)
    VALUES(7, 'orders', 'o-1', '{"event":"OrderConfirmed","order":"o-1","at_us":0}', '00-t')
    """,
    "INSERT INTO relay VALUES(1, 'order-1-x', 9000000000000)",
    "INSERT INTO inbox(number, message) VALUES(4, 'a'), (5, 'b')",
  ]

  @Test func aFileFromBeforeKeepsItsOrdersAndMessages() throws {
    let old = try Connection(path)
    for statement in Self.before { try old.run(statement) }
    // Opened again and again, and by a process that has it open beside another.
    for _ in 0..<2 {
      let orders = try SQLiteStore<OrderWork>(SQLiteDatabase(path: path))
      let id = try #require(OrderID("o-1"))
      let order = try #require(try orders.order(id))
      #expect(order.saga.isPending && order.key == "k" && order.total == Money(cents: 500))
      let waiting = try orders.read { work throws(StoreProblem) in
        try work.messages.waiting(limit: 9)
      }
      #expect(waiting.map(\.number) == [7] && waiting.first?.trace == "00-t")
      let isNew = try orders.write { work throws(StoreProblem) in
        try ["a", "b"].map { message throws(StoreProblem) in
          try work.messages.markProcessed(message)
        }
      }
      #expect(isNew == [false, false])
    }
    let orders = try SQLiteStore<OrderWork>(SQLiteDatabase(path: path))
    // The lease of a relay that is gone with its program binds nobody.
    guard case .send(let messages) = try Outbox(orders).claim("new", limit: 9, now: at(0)) else {
      Issue.record("nothing to send")
      return
    }
    #expect(messages.map(\.number) == [7])
    // Numbers go on where they were.
    try orders.write { work throws(StoreProblem) in try send(1, work) }
    #expect(
      try Outbox(orders).settle("new", sent: [7], limit: 9, now: at(0)) != .empty)
    let numbers = try orders.read { work throws(StoreProblem) in
      try work.messages.waiting(limit: 9).map(\.number)
    }
    #expect(numbers == [8])
  }
}
