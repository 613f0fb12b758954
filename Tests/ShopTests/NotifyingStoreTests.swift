import Shop
import Synchronization
import Testing

struct NotifyingStoreTests {
  private final class Bell: Sendable {
    private let rung = Mutex(0)
    var count: Int { rung.withLock { $0 } }
    func ring() { rung.withLock { $0 += 1 } }
  }

  private let message: Message

  init() throws {
    let goods = try Basket([Basket.Item(try #require(ProductID("cup")), 1)])
    message = Message(.orderConfirmed(OrderID(random: 1), goods: goods), at: 0)
  }

  @Test func itRingsOnceForACommitThatSends() throws {
    let bell = Bell()
    let kept = MemoryStore<OrderWork>()
    let store = NotifyingStore(kept) {
      // Whoever is woken finds the message.
      let waiting = try? kept.read { work throws(StoreProblem) in
        try work.messages.waiting(limit: 9).count
      }
      if waiting == 2 { bell.ring() }
    }
    try store.write { [message] work throws(StoreProblem) in
      try work.messages.send(message, trace: nil)
      try work.messages.send(message, trace: nil)
    }
    #expect(bell.count == 1)
  }

  @Test func itStaysSilentWhenNothingIsSentOrKept() throws {
    let bell = Bell()
    let store = NotifyingStore(MemoryStore<OrderWork>()) { bell.ring() }
    try store.write { work throws(StoreProblem) in _ = try work.messages.markProcessed("m") }
    _ = try store.read { work throws(StoreProblem) in try work.messages.waiting(limit: 9) }
    #expect(throws: StoreProblem.busy("x")) {
      try store.write { [message] work throws(StoreProblem) in
        try work.messages.send(message, trace: nil)
        throw StoreProblem.busy("x")
      }
    }
    #expect(bell.count == 0)
  }
}
