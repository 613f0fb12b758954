import Shop
import ShopTestSupport
import Testing

/// Somebody sets the clock while orders are on their way: a day forward, or a day back.
struct ClockStepTests {
  private static let steps = [-86_400, 86_400]
  private let id = OrderID(random: 1)

  /// So many seconds after the beginning, with the wall clock set in between.
  private func moment(_ seconds: Int, set step: Int = 0) -> Moment {
    let steady = 200_000 + seconds
    return Moment(
      wall: (1_700_000_000 + seconds + step) * 1_000_000, steady: steady * 1_000_000)
  }

  private func draft(_ orders: OrderStore) throws {
    let request = OrderRequest(user: try user("ada"), basket: try basket(("cup", 1)))
    _ = try orders.draft(request, id: id, now: moment(0))
  }

  @Test(arguments: StoreKind.allCases, steps)
  func draftsLiveAsLongAsEver(kind: StoreKind, step: Int) throws {
    let orders = try Stores(kind).orders
    try draft(orders)
    let age = OrderService.draftAge / 1_000_000
    #expect(try orders.expireDrafts(limit: 9, now: moment(age - 1, set: step)).isEmpty)
    #expect(try orders.expireDrafts(limit: 9, now: moment(age + 1, set: step)).map(\.id) == [id])
  }

  @Test(arguments: StoreKind.allCases, steps)
  func theTimeToTheFinalStateIsWhatPassed(kind: StoreKind, step: Int) throws {
    let orders = try Stores(kind).orders
    try draft(orders)
    let prices = [try product("cup"): Money(cents: 250)]
    _ = try orders.accept(id, prices: prices, trace: nil, now: moment(1))
    let paid = Message(
      .paymentSucceeded(id, user: try user("ada"), amount: Money(cents: 250)), at: 0)
    let order = try orders.settle(paid, trace: nil, now: moment(4, set: step)).order
    #expect(order?.timeToFinal == 3_000_000)
  }

  @Test(arguments: StoreKind.allCases, steps)
  func oneRelaySendsAtATime(kind: StoreKind, step: Int) throws {
    let stores = try Stores(kind)
    let goods = try basket(("cup", 1))
    try stores.orders.write { [id] work throws(StoreProblem) in
      try work.messages.send(Message(.orderConfirmed(id, goods: goods), at: 0), trace: nil)
    }
    let outbox = Outbox(stores.orders)
    guard case .send = try outbox.claim("a", limit: 9, now: moment(0)) else {
      Issue.record("nothing to send")
      return
    }
    let length = Outbox.leaseLength / 1_000_000
    #expect(try outbox.claim("b", limit: 9, now: moment(length - 1, set: step)) == .taken)
    guard case .send = try outbox.claim("b", limit: 9, now: moment(length, set: step)) else {
      Issue.record("a dead relay's lease never ends")
      return
    }
  }
}
