import Shop
import ShopTestSupport
import Testing

struct PaymentServiceTests {
  private let order = OrderID(random: 1)

  private func payments(_ stores: Stores) throws -> PaymentStore {
    let payments = stores.payments
    try payments.seed([Account(user: try user("ada"), opened: Money(cents: 1000))])
    return payments
  }

  private func placed(_ number: UInt64, _ name: String, _ cents: Int) throws -> Message {
    let total = Money(cents: cents)
    return Message(
      .orderPlaced(OrderID(random: number), user: try user(name), total: total), at: 7)
  }

  private func sent(_ stores: Stores) throws -> [ShopEvent] {
    let waiting = try stores.payments.read { work throws(StoreProblem) in
      try work.messages.waiting(limit: 100)
    }
    return try waiting.map { try Message(json: Array($0.payload.utf8)).event }
  }

  @Test(arguments: StoreKind.allCases)
  func anOrderIsChargedOnce(kind: StoreKind) throws {
    let stores = try Stores(kind)
    let payments = try payments(stores)
    let message = try placed(1, "ada", 700)
    #expect(try payments.handle(message, trace: "00-t", now: at(1)) == .done)
    #expect(try payments.handle(message, trace: nil, now: at(2)) == .repeated)
    #expect(try payments.account(user("ada"))?.balance == Money(cents: 300))
    let payment = Payment(
      order: order, user: try user("ada"), amount: Money(cents: 700), decision: .charged,
      at: at(1).wall)
    #expect(try payments.payment(order) == payment)
    #expect(
      try sent(stores) == [.paymentSucceeded(order, user: user("ada"), amount: Money(cents: 700))])
  }

  /// The inbox forgets in the end; the order's own payment does not.
  @Test(arguments: StoreKind.allCases)
  func aForgottenMessageStillChargesOnlyOnce(kind: StoreKind) throws {
    let stores = try Stores(kind)
    let payments = try payments(stores)
    let message = try placed(1, "ada", 700)
    #expect(try payments.handle(message, trace: nil, now: at(1)) == .done)
    try stores.payments.write { work throws(StoreProblem) in
      for number in 0..<InboxLimit.messages {
        _ = try work.messages.markProcessed("filler-\(number)")
      }
    }
    let isForgotten = try stores.payments.write { work throws(StoreProblem) in
      try work.messages.markProcessed(message.id)
    }
    #expect(isForgotten)
    try stores.payments.write { work throws(StoreProblem) in
      for number in 0..<InboxLimit.messages {
        _ = try work.messages.markProcessed("other-\(number)")
      }
    }
    #expect(try payments.handle(message, trace: nil, now: at(2)) == .repeated)
    #expect(try payments.account(user("ada"))?.balance == Money(cents: 300))
    #expect(try sent(stores).count == 1)
  }

  @Test(arguments: StoreKind.allCases)
  func whoCannotPayIsDeclinedForGood(kind: StoreKind) throws {
    let stores = try Stores(kind)
    let payments = try payments(stores)
    #expect(try payments.handle(placed(1, "ada", 1001), trace: nil, now: at(1)) == .done)
    #expect(try payments.handle(placed(2, "bob", 1), trace: nil, now: at(1)) == .done)
    #expect(try payments.handle(placed(3, "ada", 1000), trace: nil, now: at(1)) == .done)
    #expect(try payments.handle(placed(1, "ada", 1001), trace: nil, now: at(2)) == .repeated)
    #expect(try payments.account(user("ada"))?.balance == .zero)
    let (ada, bob) = (try user("ada"), try user("bob"))
    #expect(
      try sent(stores) == [
        .paymentFailed(order, user: ada, amount: Money(cents: 1001), reason: .insufficientFunds),
        .paymentFailed(OrderID(random: 2), user: bob, amount: Money(cents: 1), reason: .noAccount),
        .paymentSucceeded(OrderID(random: 3), user: ada, amount: Money(cents: 1000)),
      ])
  }

  @Test(arguments: StoreKind.allCases)
  func anotherUserOrAmountForADecidedOrderIsNotBelieved(kind: StoreKind) throws {
    let stores = try Stores(kind)
    let payments = try payments(stores)
    #expect(try payments.handle(placed(1, "ada", 700), trace: nil, now: at(1)) == .done)
    for forged in [try placed(1, "ada", 1), try placed(1, "bob", 700)] {
      guard case .impossible = try payments.handle(forged, trace: nil, now: at(2)) else {
        Issue.record("\(forged) was believed"); continue
      }
    }
    #expect(try payments.account(user("ada"))?.balance == Money(cents: 300))
    #expect(try sent(stores).count == 1)
  }

  @Test(arguments: StoreKind.allCases)
  func whatIsForOthersIsLeftAlone(kind: StoreKind) throws {
    let stores = try Stores(kind)
    let payments = try payments(stores)
    let message = Message(.orderConfirmed(order, goods: try basket(("cup", 1))), at: 0)
    #expect(try payments.handle(message, trace: nil, now: at(1)) == .irrelevant)
    #expect(try sent(stores).isEmpty)
  }
}
