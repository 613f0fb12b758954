import Shop
import ShopTestSupport
import Testing

struct OrderServiceTests {
  private let id = OrderID(random: 1)
  private let prices: [ProductID: Money]
  private let request: OrderRequest

  init() throws {
    prices = [
      try product("cup"): Money(cents: 250), try product("pan"): Money(cents: 1000),
      try product("rope"): Money(cents: 1),
    ]
    request = OrderRequest(
      user: try user("ada"), basket: try basket(("cup", 2), ("pan", 1)), key: "k")
  }

  private func outbox(_ stores: Stores) throws -> [OutgoingMessage] {
    try stores.orders.read { work throws(StoreProblem) in try work.messages.waiting(limit: 100) }
  }

  @Test(arguments: StoreKind.allCases)
  func aDraftIsPlacedAndSaysSo(kind: StoreKind) throws {
    let stores = try Stores(kind)
    let orders = stores.orders
    let drafted = try orders.draft(request, id: id, now: at(0))
    guard case .drafted(let draft) = drafted else { Issue.record("\(drafted)"); return }
    #expect(draft.saga.isDraft && draft.total == .zero)
    #expect(try outbox(stores).isEmpty)

    let placing = try orders.accept(id, prices: prices, trace: "00-trace", now: at(1))
    guard case .accepted(let order) = placing else { Issue.record("\(placing)"); return }
    #expect(order.total == Money(cents: 1500) && order.accepted == at(1))
    #expect(order.prices.count == 2)
    #expect(try orders.order(id) == order)
    let event = ShopEvent.orderPlaced(id, user: request.user, total: Money(cents: 1500))
    let message = Message(event, at: at(1).wall)
    #expect(
      try outbox(stores) == [
        OutgoingMessage(number: 1, message: message, trace: "00-trace")
      ])
  }

  @Test(arguments: StoreKind.allCases)
  func theSameKeyFindsTheSameOrder(kind: StoreKind) throws {
    let orders = try Stores(kind).orders
    _ = try orders.draft(request, id: id, now: at(0))
    let again = try orders.draft(request, id: OrderID(random: 2), now: at(1))
    #expect(again == .known(try #require(try orders.order(id))))
    let other = OrderRequest(user: request.user, basket: try basket(("cup", 1)), key: "k")
    #expect(
      try orders.draft(other, id: OrderID(random: 3), now: at(1)) == .keyUsedOtherwise(id))
    let bob = OrderRequest(user: try user("bob"), basket: request.basket, key: "k")
    let bobs = try orders.draft(bob, id: OrderID(random: 4), now: at(1))
    guard case .drafted = bobs else { Issue.record("\(bobs)"); return }
    let keyless = OrderRequest(user: request.user, basket: request.basket)
    for number in 5...6 {
      let fresh = try orders.draft(keyless, id: OrderID(random: UInt64(number)), now: at(1))
      guard case .drafted = fresh else { Issue.record("\(fresh)"); return }
    }
  }

  @Test(arguments: StoreKind.allCases)
  func placingTwiceAcceptsOnce(kind: StoreKind) throws {
    let stores = try Stores(kind)
    let orders = stores.orders
    _ = try orders.draft(request, id: id, now: at(0))
    let first = try orders.accept(id, prices: prices, trace: nil, now: at(1))
    let dearer = prices.mapValues { $0 * 2 }
    #expect(try orders.accept(id, prices: dearer, trace: nil, now: at(2)) == first)
    #expect(try outbox(stores).count == 1)
  }

  @Test(arguments: StoreKind.allCases)
  func whatHasNoPriceIsNotPlaced(kind: StoreKind) throws {
    let stores = try Stores(kind)
    let orders = stores.orders
    _ = try orders.draft(request, id: id, now: at(0))
    let cup = try product("cup")
    let known = prices.filter { $0.key == cup }
    #expect(
      try orders.accept(id, prices: known, trace: nil, now: at(1)) == .unpriced(product("pan")))
    #expect(
      try orders.accept(OrderID(random: 9), prices: prices, trace: nil, now: at(1)) == .unknown)
    #expect(try orders.order(id)?.saga.isDraft == true)
  }

  @Test(arguments: StoreKind.allCases)
  func aRefusedDraftIsCancelledOnce(kind: StoreKind) throws {
    let stores = try Stores(kind)
    let orders = stores.orders
    _ = try orders.draft(request, id: id, now: at(0))
    let order = try orders.refuse(id, reason: .outOfStock, trace: nil, now: at(1))
    #expect(order?.reason == .outOfStock && order?.saga.isCancelled == true)
    #expect(try orders.refuse(id, reason: .expired, trace: nil, now: at(2)) == order)
    #expect(
      try orders.accept(id, prices: prices, trace: nil, now: at(2)) == .cancelled(#require(order)))
    #expect(try orders.order(id) == order)
    #expect(order?.timeToFinal == nil)
    #expect(try orders.refuse(OrderID(random: 9), reason: .expired, trace: nil, now: at(2)) == nil)
    #expect(try outbox(stores).map(\.topic) == [.orders])
  }

  @Test(arguments: StoreKind.allCases)
  func paymentSettlesOnce(kind: StoreKind) throws {
    let stores = try Stores(kind)
    let orders = stores.orders
    _ = try orders.draft(request, id: id, now: at(0))
    _ = try orders.accept(id, prices: prices, trace: nil, now: at(1))
    let total = Money(cents: 1500)
    let paid = Message(.paymentSucceeded(id, user: request.user, amount: total), at: 0)
    let settlement = try orders.settle(paid, trace: "00-t", now: at(3))
    #expect(settlement.result == .done && settlement.order?.saga.isConfirmed == true)
    #expect(settlement.order?.timeToFinal == 2_000_000)
    #expect(try orders.order(id) == settlement.order)
    #expect(try orders.settle(paid, trace: nil, now: at(4)).result == .repeated)
    let failed = Message(
      .paymentFailed(id, user: request.user, amount: total, reason: .noAccount), at: 0)
    guard case .impossible = try orders.settle(failed, trace: nil, now: at(4)).result else {
      Issue.record("a confirmed order cannot fail"); return
    }
    #expect(try orders.order(id)?.saga.isConfirmed == true)
    let events = try outbox(stores).map { try Message(json: Array($0.payload.utf8)).event.kind }
    #expect(events == [.orderPlaced, .orderConfirmed])
    #expect(try outbox(stores).last?.trace == "00-t")
  }

  /// Somebody else may publish, or a message may be of another life. What does not fit changes nothing,
  /// and does not stand in the way of the true one.
  @Test(arguments: StoreKind.allCases)
  func aPaymentOfSomethingElseIsNotBelieved(kind: StoreKind) throws {
    let stores = try Stores(kind)
    let orders = stores.orders
    _ = try orders.draft(request, id: id, now: at(0))
    let (total, one) = (Money(cents: 1500), Money(cents: 1))
    let (ada, bob) = (request.user, try user("bob"))
    let genuine = ShopEvent.paymentSucceeded(id, user: ada, amount: total)
    // No order of events brings a payment to a draft.
    guard
      case .impossible = try orders.settle(Message(genuine, at: 0), trace: nil, now: at(1)).result
    else {
      Issue.record("it was not even placed"); return
    }
    _ = try orders.accept(id, prices: prices, trace: nil, now: at(1))
    for forged: ShopEvent in [
      .paymentSucceeded(id, user: ada, amount: one),
      .paymentSucceeded(id, user: bob, amount: total),
      .paymentFailed(id, user: ada, amount: one, reason: .noAccount),
      .paymentFailed(id, user: bob, amount: total, reason: .noAccount),
      .paymentSucceeded(id, user: ada, amount: .zero),
    ] {
      for _ in 0..<2 {
        let settlement = try orders.settle(Message(forged, at: 0), trace: nil, now: at(2))
        guard case .impossible(let sentence) = settlement.result else {
          Issue.record("\(forged) was believed"); continue
        }
        #expect(sentence.contains("names another user or amount than its order"))
        #expect(settlement.order == nil)
      }
    }
    #expect(try orders.order(id)?.saga.isPending == true)
    let settlement = try orders.settle(Message(genuine, at: 0), trace: nil, now: at(3))
    #expect(settlement.result == .done && settlement.order?.saga.isConfirmed == true)
  }

  @Test(arguments: StoreKind.allCases)
  func aFailedPaymentCancels(kind: StoreKind) throws {
    let stores = try Stores(kind)
    let orders = stores.orders
    _ = try orders.draft(request, id: id, now: at(0))
    _ = try orders.accept(id, prices: prices, trace: nil, now: at(1))
    let total = Money(cents: 1500)
    let failed = Message(
      .paymentFailed(id, user: request.user, amount: total, reason: .insufficientFunds), at: 0)
    let settlement = try orders.settle(failed, trace: nil, now: at(2))
    #expect(settlement.order?.reason == .insufficientFunds)
    #expect(try orders.order(id)?.saga.isCancelled == true)
    // A repetition under another name, as after the inbox has forgotten the first one.
    let other = OrderID(random: 9)
    let unknown = Message(
      .paymentFailed(other, user: request.user, amount: total, reason: .noAccount), at: 0)
    guard case .impossible = try orders.settle(unknown, trace: nil, now: at(2)).result else {
      Issue.record("payment knows an order that we do not"); return
    }
    let own = Message(.orderConfirmed(id, goods: request.basket), at: 0)
    #expect(try orders.settle(own, trace: nil, now: at(2)).result == .irrelevant)
  }

  @Test(arguments: StoreKind.allCases)
  func onlyOldDraftsExpire(kind: StoreKind) throws {
    let orders = try Stores(kind).orders
    for (number, second) in [(1, 0), (2, 5), (3, 0), (4, 0)] {
      let request = OrderRequest(user: try user("ada"), basket: try basket(("cup", 1)))
      _ = try orders.draft(request, id: OrderID(random: UInt64(number)), now: at(second))
    }
    _ = try orders.accept(OrderID(random: 3), prices: prices, trace: nil, now: at(1))
    #expect(try orders.expireDrafts(limit: 10, now: at(10)) == [])
    let expired = try orders.expireDrafts(limit: 1, now: at(11))
    #expect(expired.map(\.id) == [OrderID(random: 1)])
    #expect(expired.first?.reason == .expired)
    #expect(
      try orders.expireDrafts(limit: 10, now: at(11)).map(\.id) == [OrderID(random: 4)])
    #expect(try orders.order(OrderID(random: 2))?.saga.isDraft == true)
    #expect(try orders.order(OrderID(random: 3))?.saga.isPending == true)
  }

  @Test(arguments: StoreKind.allCases)
  func aDraftFromBeforeTheMachineStartedIsOld(kind: StoreKind) throws {
    let orders = try Stores(kind).orders
    _ = try orders.draft(request, id: id, now: at(1000))
    #expect(try orders.expireDrafts(limit: 10, now: at(0)).map(\.id) == [id])
  }

  /// Whoever looks for old drafts looked at its clock before this one was made.
  @Test(arguments: StoreKind.allCases)
  func aDraftMadeMeanwhileIsNotOld(kind: StoreKind) throws {
    let orders = try Stores(kind).orders
    _ = try orders.draft(request, id: id, now: at(3))
    #expect(try orders.expireDrafts(limit: 10, now: at(1)) == [])
  }

  @Test(arguments: StoreKind.allCases)
  func aUsersOrdersComeLatestFirst(kind: StoreKind) throws {
    let orders = try Stores(kind).orders
    for number in [5, 3, 8] as [UInt64] {
      let request = OrderRequest(user: try user("ada"), basket: try basket(("cup", 1)))
      _ = try orders.draft(request, id: OrderID(random: number), now: at(0))
    }
    let bob = OrderRequest(user: try user("bob"), basket: try basket(("cup", 1)))
    _ = try orders.draft(bob, id: OrderID(random: 4), now: at(0))
    let found = try orders.orders(of: user("ada"), limit: 2).map(\.id)
    #expect(found == [OrderID(random: 8), OrderID(random: 3)])
    #expect(try orders.orders(of: user("eve"), limit: 2) == [])
  }
}
