import Shop
import ShopTestSupport
import Testing

/// Placing an order against services that say whatever they may say.
struct PlaceOrderTests {
  private let orders = MemoryStore<OrderWork>()
  private let user: UserID
  private let product: ProductID
  private let id = OrderID(random: 1)
  private let late = Unavailable(.timedOut, "user did not answer in time")

  init() throws {
    user = try #require(UserID("ada"))
    product = try #require(ProductID("cup"))
  }

  /// The services around; each answers what it was told to.
  private struct Others: UserDirectory, PriceList, StockReservations {
    var user: Result<User?, PortProblem>
    var prices: Result<Prices, PortProblem>
    var stock: Result<Reserving, PortProblem> = .success(.reserved)
    var meanwhile: @Sendable () -> Void = {}

    func user(_ id: UserID) throws(PortProblem) -> User? { try user.get() }
    func prices(of products: [ProductID]) throws(PortProblem) -> Prices { try prices.get() }
    func reserve(_ basket: Basket, for order: OrderID) throws(PortProblem) -> Reserving {
      meanwhile()
      return try stock.get()
    }
  }

  private var willing: Others {
    Others(
      user: .success(User(id: user, name: "Ada", email: "a")),
      prices: .success(.known([product: Money(cents: 250)])))
  }

  private func place(
    _ others: Others, key: String? = "k", quantity: Int = 2, id: OrderID? = nil
  ) throws -> PlaceOrder.Outcome {
    let basket = try Basket([Basket.Item(product, quantity)])
    let place = PlaceOrder(
      users: others, prices: others, stock: others, trace: "00-t",
      now: { Moment(wall: 5, steady: 5) })
    return try place.run(
      OrderRequest(user: user, basket: basket, key: key), id: id ?? self.id, on: orders)
  }

  private var sent: [ShopEvent] {
    get throws {
      try orders.read { work throws(StoreProblem) in try work.messages.waiting(limit: 9) }
        .map { try Message(json: Array($0.payload.utf8)).event }
    }
  }

  @Test func anOrderThatCanBeHadIsAccepted() throws {
    guard case .accepted(let order) = try place(willing) else {
      Issue.record("not accepted")
      return
    }
    #expect(try orders.order(id) == order)
    #expect(try sent == [.orderPlaced(id, user: user, total: Money(cents: 500))])
    // The same key again, whatever the others say by now.
    var gone = willing
    gone.user = .failure(.unavailable(late))
    #expect(try place(gone, id: OrderID(random: 2)) == .standing(order))
    #expect(try place(willing, quantity: 3, id: OrderID(random: 2)) == .keyUsedOtherwise(id))
  }

  @Test func whatCannotBeHadIsRefusedForItsReason() throws {
    var (nobody, unsold, unknown, short) = (willing, willing, willing, willing)
    nobody.user = .success(nil)
    unsold.prices = .success(.unknown(product))
    unknown.stock = .success(.unknownProduct(product))
    short.stock = .success(.short(product))
    let rows: [(Others, CancelReason)] = [
      (nobody, .unknownUser), (unsold, .unknownProduct), (unknown, .unknownProduct),
      (short, .outOfStock),
    ]
    for (number, (others, reason)) in rows.enumerated() {
      let id = OrderID(random: UInt64(number))
      guard case .refused(let order, let why) = try place(others, key: "\(number)", id: id) else {
        Issue.record("not refused: \(reason)")
        continue
      }
      #expect(why == reason && order.reason == reason && order.saga.isCancelled)
      #expect(try orders.order(id) == order)
    }
    #expect(try sent.count == rows.count)
  }

  @Test func withAKeyADraftWaitsForItsClient() throws {
    var away = willing
    away.stock = .failure(.unavailable(late))
    #expect(try place(away) == .unavailable(late, abandoned: nil))
    #expect(try orders.order(id)?.saga.isDraft == true && sent.isEmpty)
    // It comes back, and its order goes on.
    guard case .accepted(let order) = try place(willing, id: OrderID(random: 2)) else {
      Issue.record("not accepted")
      return
    }
    #expect(order.id == id)
  }

  @Test func withoutAKeyNobodyComesBackToADraft() throws {
    var away = willing
    away.prices = .failure(.unavailable(late))
    guard case .unavailable(late, abandoned: let order?) = try place(away, key: nil) else {
      Issue.record("not given up")
      return
    }
    #expect(order.reason == .unavailable && order.saga.isCancelled)
    #expect(try sent == [.orderCancelled(id, goods: order.basket, reason: .unavailable)])
  }

  @Test(arguments: [Reservation.State.released, .committed])
  func whoeverSettlesItMeanwhileWins(state: Reservation.State) throws {
    var overtaken = willing
    overtaken.stock = .success(.settled(state))
    overtaken.meanwhile = { [orders, id] in
      let now = Moment(wall: 6, steady: 6)
      _ = try? orders.refuse(id, reason: .expired, trace: nil, now: now)
    }
    let outcome = try place(overtaken)
    let order = try #require(try orders.order(id))
    #expect(outcome == .standing(order) && order.reason == .expired)
    #expect(try sent == [.orderCancelled(id, goods: order.basket, reason: .expired)])
  }

  /// The draft expires between the reservation and its acceptance: the sweep was faster.
  @Test func aDraftThatExpiresLastIsNotAccepted() throws {
    var slow = willing
    slow.meanwhile = { [orders, id] in
      let now = Moment(wall: 6, steady: 6)
      _ = try? orders.refuse(id, reason: .expired, trace: nil, now: now)
    }
    guard case .standing(let order) = try place(slow) else {
      Issue.record("accepted a cancelled order")
      return
    }
    #expect(order.saga.isCancelled && order.accepted == nil)
  }

  @Test func whatContradictsItselfAcceptsNothing() throws {
    var unpriced = willing
    unpriced.prices = .success(.known([:]))
    var differs = willing
    differs.stock = .success(.differs)
    for others in [unpriced, differs] {
      guard case .impossible = try place(others) else {
        Issue.record("took a contradiction for an answer")
        continue
      }
    }
    #expect(try orders.order(id)?.saga.isDraft == true && sent.isEmpty)
  }
}
