import Shop
import ShopTestSupport
import Testing

struct OutboxTests {
  private let length = Outbox.leaseLength / 1_000_000

  private func filled(_ kind: StoreKind, _ count: Int) throws -> (Stores, Outbox) {
    let stores = try Stores(kind)
    try add(stores, count)
    return (stores, Outbox(stores.orders))
  }

  private func add(_ stores: Stores, _ count: Int) throws {
    let goods = try basket(("cup", 1))
    try stores.orders.write { work throws(StoreProblem) in
      for number in 0..<count {
        try work.messages.send(
          Message(.orderConfirmed(OrderID(random: UInt64(number)), goods: goods), at: 0), trace: nil
        )
      }
    }
  }

  private func numbers(_ turn: Outbox.Turn) -> [Int]? {
    if case .send(let messages) = turn { messages.map(\.number) } else { nil }
  }

  @Test(arguments: StoreKind.allCases)
  func oneRelayAtATimeSendsInOrder(kind: StoreKind) throws {
    let (_, outbox) = try filled(kind, 5)
    #expect(numbers(try outbox.claim("a", limit: 2, now: at(0))) == [1, 2])
    #expect(try outbox.claim("b", limit: 2, now: at(0)) == .taken)
    #expect(numbers(try outbox.settle("a", sent: [1, 2], limit: 2, now: at(1))) == [3, 4])
    #expect(try outbox.claim("b", limit: 2, now: at(2)) == .taken)
    #expect(numbers(try outbox.settle("a", sent: [3, 4], limit: 2, now: at(2))) == [5])
    #expect(try outbox.settle("a", sent: [5], limit: 2, now: at(2)) == .empty)
    #expect(try outbox.claim("b", limit: 2, now: at(2)) == .empty)
  }

  @Test(arguments: StoreKind.allCases)
  func aDeadRelaysMessagesAreSentByAnother(kind: StoreKind) throws {
    let (_, outbox) = try filled(kind, 3)
    #expect(numbers(try outbox.claim("a", limit: 9, now: at(0))) == [1, 2, 3])
    #expect(try outbox.claim("b", limit: 9, now: at(length - 1)) == .taken)
    #expect(numbers(try outbox.claim("b", limit: 9, now: at(length))) == [1, 2, 3])
    // The first one was only slow; what it has sent needs not be sent again.
    #expect(try outbox.settle("a", sent: [1], limit: 9, now: at(length)) == .taken)
    #expect(numbers(try outbox.settle("b", sent: [2], limit: 9, now: at(length))) == [3])
  }

  @Test(arguments: StoreKind.allCases)
  func aRelayThatGivesUpLeavesTheRestToOthers(kind: StoreKind) throws {
    let (_, outbox) = try filled(kind, 3)
    #expect(numbers(try outbox.claim("a", limit: 9, now: at(0))) == [1, 2, 3])
    try outbox.release("a", sent: [1])
    #expect(numbers(try outbox.claim("b", limit: 9, now: at(0))) == [2, 3])
    // Only its own lease.
    try outbox.release("a", sent: [])
    #expect(try outbox.claim("a", limit: 9, now: at(0)) == .taken)
  }

  @Test(arguments: StoreKind.allCases)
  func aLeaseFromBeforeTheMachineStartedBindsNobody(kind: StoreKind) throws {
    let (_, outbox) = try filled(kind, 1)
    #expect(numbers(try outbox.claim("a", limit: 9, now: at(100_000))) == [1])
    #expect(numbers(try outbox.claim("b", limit: 9, now: at(0))) == [1])
  }

  /// It looked at its clock first and got its turn second.
  @Test(arguments: StoreKind.allCases)
  func aLeaseTakenALittleLaterBindsTheEarlierOneToo(kind: StoreKind) throws {
    let (_, outbox) = try filled(kind, 1)
    #expect(numbers(try outbox.claim("a", limit: 9, now: at(2))) == [1])
    #expect(try outbox.claim("b", limit: 9, now: at(1)) == .taken)
  }

  @Test(arguments: StoreKind.allCases)
  func noNumberIsGivenTwice(kind: StoreKind) throws {
    let (stores, outbox) = try filled(kind, 2)
    #expect(numbers(try outbox.claim("a", limit: 9, now: at(0))) == [1, 2])
    #expect(try outbox.settle("a", sent: [1, 2], limit: 9, now: at(0)) == .empty)
    try add(stores, 1)
    // A relay that is late takes out again what it has sent, and nothing else.
    try outbox.release("b", sent: [1, 2])
    #expect(numbers(try outbox.claim("b", limit: 9, now: at(0))) == [3])
  }

  @Test(arguments: StoreKind.allCases)
  func theInboxKnowsWhatItHasSeen(kind: StoreKind) throws {
    let stores = try Stores(kind)
    func note(_ message: String) throws -> Bool {
      try stores.orders.write { work throws(StoreProblem) in
        try work.messages.markProcessed(message)
      }
    }
    #expect(try note("x") && note("y"))
    #expect(try !note("x") && !note("y"))
  }

  @Test(arguments: StoreKind.allCases)
  func aMessageIsNotedOnlyIfItsWorkIsKept(kind: StoreKind) throws {
    let stores = try Stores(kind)
    let event = ShopEvent.orderConfirmed(OrderID(random: 1), goods: try basket(("cup", 1)))
    #expect(throws: StoreProblem.busy("x")) {
      try stores.orders.write { work throws(StoreProblem) in
        _ = try work.messages.markProcessed("x")
        try work.messages.send(Message(event, at: 0), trace: nil)
        throw StoreProblem.busy("x")
      }
    }
    let isNew = try stores.orders.write { work throws(StoreProblem) in
      guard try work.messages.waiting(limit: 9).isEmpty else { return false }
      return try work.messages.markProcessed("x")
    }
    #expect(isNew)
  }
}
