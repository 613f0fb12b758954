import Shop
import ShopTestSupport
import TestSupport

/// A shop whose services talk through a bad broker, step by step under a seed: messages come twice,
/// in any order, late, and again after a consumer or a relay has died in the middle.
struct SagaSimulation {
  /// Where a message waits for a group of consumers.
  private struct Queue {
    var topic: Topic
    var group: String
    var payloads: [String] = []
  }

  private let stores: Stores
  private let shop: DemoShop
  private var random: SeededGenerator
  private var queues: [Queue]
  private var microseconds = 0
  private var requests: [OrderRequest] = []
  private(set) var accepted: Set<OrderID> = []
  private(set) var impossible: [String] = []

  init(_ stores: Stores, seed: UInt64) throws {
    self.stores = stores
    random = SeededGenerator(seed: seed)
    shop = DemoShop(seed: seed)
    queues = Topic.allCases.flatMap { topic in
      topic.groups.map { Queue(topic: topic, group: $0) }
    }
    try stores.inventory.seed(shop.stock)
    try stores.payments.seed(shop.accounts)
  }

  private var now: Moment { Moment(wall: microseconds, steady: 1_000_000 + microseconds) }

  /// Lets things happen, then lets everything come to rest.
  mutating func run(steps: Int) throws {
    for _ in 0..<steps {
      microseconds += Int.random(in: 0...200_000, using: &random)
      switch Int.random(in: 0..<10, using: &random) {
      case 0..<3: try order()
      case 3..<5: try relay(mayDie: true)
      case 5..<9: try deliver(mayDie: true)
      default: _ = try stores.orders.expireDrafts(limit: 5, now: now)
      }
    }
    microseconds += OrderService.draftAge + Outbox.leaseLength + 1
    repeat {
      while try !stores.orders.expireDrafts(limit: 100, now: now).isEmpty {}
      while try relay(mayDie: false) {}
      while queues.contains(where: { !$0.payloads.isEmpty }) { try deliver(mayDie: false) }
    } while try relay(mayDie: false)
  }

  private mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &random) < percent
  }

  /// Places an order, or an earlier one again; whoever does it may die between any two steps.
  private mutating func order() throws {
    let request: OrderRequest
    if !requests.isEmpty, chance(30) {
      request = requests[Int.random(in: 0..<requests.count, using: &random)]
    } else {
      request = try fresh()
      requests.append(request)
    }
    let orders = stores.orders
    let id: OrderID
    switch try orders.draft(request, id: OrderID(random: random.next()), now: now) {
    case .drafted(let order): id = order.id
    case .known(let order):
      guard order.saga.isDraft else { return }
      id = order.id
    case .keyUsedOtherwise: return
    }
    if chance(10) { return }
    if chance(5) {
      _ = try orders.refuse(id, reason: .unavailable, trace: nil, now: now)
      // The request to reserve was on its way all the same.
      _ = try stores.inventory.reserve(request.basket, for: id)
      return
    }
    guard try stores.inventory.reserve(request.basket, for: id) == .reserved else {
      _ = try orders.refuse(id, reason: .outOfStock, trace: nil, now: now)
      return
    }
    if chance(10) { return }
    if chance(5) { microseconds += OrderService.draftAge }
    let prices = Dictionary(uniqueKeysWithValues: shop.products.map { ($0.id, $0.price) })
    if case .accepted(let order) = try orders.accept(id, prices: prices, trace: nil, now: now) {
      accepted.insert(order.id)
    }
  }

  private mutating func fresh() throws -> OrderRequest {
    // Few users and few products, so that money and goods run out.
    let user = shop.users[Int.random(in: 0..<12, using: &random)].id
    let first = Int.random(in: 44..<50, using: &random)
    var items = [Basket.Item(shop.products[first].id, Int.random(in: 1...9, using: &random))]
    if chance(50) { items.append(Basket.Item(shop.products[first - 10].id, 1)) }
    return OrderRequest(user: user, basket: try Basket(items), key: "\(requests.count)")
  }

  /// One turn of one relay of one service; true when it has sent something.
  @discardableResult
  private mutating func relay(mayDie: Bool) throws -> Bool {
    let outboxes = [
      Outbox(stores.orders), Outbox(stores.payments),
    ]
    let owner = chance(50) ? "one" : "other"
    var hasSent = false
    for outbox in chance(50) ? outboxes : outboxes.reversed() {
      guard case .send(let messages) = try outbox.claim(owner, limit: 5, now: now) else { continue }
      var sent: [Int] = []
      for message in messages {
        if mayDie, chance(10) { return hasSent }
        for index in queues.indices where queues[index].topic == message.topic {
          queues[index].payloads.append(message.payload)
        }
        hasSent = true
        sent.append(message.number)
      }
      if mayDie, chance(10) { return hasSent }
      try outbox.release(owner, sent: sent)
    }
    return hasSent
  }

  /// Gives any waiting message of any queue to its consumer.
  private mutating func deliver(mayDie: Bool) throws {
    let waiting = queues.indices.filter { !queues[$0].payloads.isEmpty }
    guard let queue = waiting.randomElement(using: &random) else { return }
    let place = Int.random(in: 0..<queues[queue].payloads.count, using: &random)
    let message = try Message(json: Array(queues[queue].payloads[place].utf8))
    if mayDie, chance(15) { return }
    let handled: HandlingResult
    switch queues[queue].group {
    case "payment":
      handled = try stores.payments.handle(message, trace: nil, now: now)
    case "order":
      handled = try stores.orders.settle(message, trace: nil, now: now).result
    default: handled = try stores.inventory.handle(message)
    }
    if case .impossible(let sentence) = handled { impossible.append(sentence) }
    // Handled, but the acknowledgement may be lost.
    if mayDie, chance(15) { return }
    queues[queue].payloads.remove(at: place)
  }
}
