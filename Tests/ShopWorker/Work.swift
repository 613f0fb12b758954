import Glibc
import Shop
import ShopTestSupport
import ShopStores

/// The services' work on stores that other processes use at the same time.
struct Work {
  private let name: String
  private let orders: SQLiteStore<OrderWork>
  private let payments: SQLiteStore<PaymentWork>
  private let inventory: SQLiteStore<InventoryWork>
  private let shop = DemoShop(seed: 1)

  init(folder: String, name: String) throws(StoreProblem) {
    self.name = name
    orders = try SQLiteStore(SQLiteDatabase(path: folder + "/order.db"))
    payments = try SQLiteStore(SQLiteDatabase(path: folder + "/payment.db"))
    inventory = try SQLiteStore(SQLiteDatabase(path: folder + "/inventory.db"))
    try inventory.seed(shop.stock)
    try payments.seed(shop.accounts)
  }

  private var now: Moment {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Moment(wall: 0, steady: time.tv_sec * 1_000_000 + time.tv_nsec / 1000)
  }

  func placeForever() throws {
    var number = 0
    while true {
      number += 1
      guard let order = try place(number, key: "\(name)-\(getpid())-\(number)") else { continue }
      ShopWorker.say(order.id.text)
    }
  }

  /// Everything that is to be done for some orders. All racers do it for the same ones.
  func race(_ count: Int) throws {
    var placed: [Order] = []
    for number in 0..<count {
      if let order = try place(number, key: "\(number)") { placed.append(order) }
    }
    for order in placed {
      let event = ShopEvent.orderPlaced(order.id, user: order.user, total: order.total)
      _ = try payments.handle(Message(event, at: 0), trace: nil, now: now)
      guard let payment = try payments.payment(order.id) else { continue }
      let paid: ShopEvent =
        switch payment.decision {
        case .charged: .paymentSucceeded(order.id, user: payment.user, amount: payment.amount)
        case .declined(let reason):
          .paymentFailed(order.id, user: payment.user, amount: payment.amount, reason: reason)
        }
      _ = try orders.settle(Message(paid, at: 0), trace: nil, now: now)
      let end: ShopEvent =
        switch payment.decision {
        case .charged: .orderConfirmed(order.id, goods: order.basket)
        case .declined(let reason): .orderCancelled(order.id, goods: order.basket, reason: reason)
        }
      _ = try inventory.handle(Message(end, at: 0))
    }
    try relay("orders", Outbox(orders))
    try relay("payments", Outbox(payments))
  }

  /// Places an order, or finds the one that another process has placed under the same key.
  private func place(_ number: Int, key: String) throws -> Order? {
    let user = shop.users[number % shop.users.count].id
    let item = Basket.Item(shop.products[number % 10].id, 1 + number % 3)
    let request = OrderRequest(user: user, basket: try Basket([item]), key: key)
    var random = SystemRandomNumberGenerator()
    let id: OrderID
    switch try orders.draft(request, id: OrderID(random: random.next()), now: now) {
    case .drafted(let order), .known(let order): id = order.id
    case .keyUsedOtherwise: return nil
    }
    _ = try inventory.reserve(request.basket, for: id)
    let prices = Dictionary(uniqueKeysWithValues: shop.products.map { ($0.id, $0.price) })
    switch try orders.accept(id, prices: prices, trace: nil, now: now) {
    case .accepted(let order): return order
    case .cancelled(let order): return order
    case .unpriced, .unknown: return nil
    }
  }

  /// Sends what waits, in small batches so that the others get their turn.
  private func relay(_ service: String, _ outbox: Outbox) throws {
    while true {
      switch try outbox.claim(name, limit: 3, now: now) {
      case .empty: return
      case .taken: sched_yield()
      case .send(let messages):
        for message in messages { ShopWorker.say("\(service) \(message.number)") }
        try outbox.release(name, sent: messages.map(\.number))
      }
    }
  }
}
