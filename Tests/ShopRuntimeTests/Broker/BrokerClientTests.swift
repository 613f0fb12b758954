import Glibc
import HTTP
import Instruments
import Platform
import Shop
import ShopStores
import Synchronization
import TestSupport
import Testing

@testable import ShopRuntime

/// Relay and consumers against a broker behind a real socket.
struct BrokerClientTests {
  private let context = ServiceContext(
    service: "order", instance: "order-1", version: "v1", seed: 1)

  private func store(
    _ count: Int, _ folder: TemporaryFolder
  ) throws -> SQLiteStore<OrderWork> {
    let store = try SQLiteStore<OrderWork>(SQLiteDatabase(path: folder.path("order.db")))
    try add(count, to: store)
    return store
  }

  private func add(_ count: Int, to store: SQLiteStore<OrderWork>) throws {
    let goods = try Basket([Basket.Item(try #require(ProductID("cup")), 1)])
    try store.write { work throws(StoreProblem) in
      for number in 0..<count {
        let order = OrderID(random: UInt64(number))
        let message = Message(.orderConfirmed(order, goods: goods), at: number)
        try work.messages.send(message, trace: nil)
      }
    }
  }

  private func waiting(_ store: SQLiteStore<OrderWork>) throws -> Int {
    try store.read { work throws(StoreProblem) in try work.messages.waiting(limit: 10_000).count }
  }

  /// Handled messages by group.
  private final class Ledger: Sendable {
    let gate = Gate<[String: [String]]>([:])

    func note(_ group: String, _ text: String) {
      gate.change { $0[group, default: []].append(text) }
    }

    func wait(_ group: String, _ count: Int) -> Bool {
      gate.wait(milliseconds: 20_000) { ($0[group] ?? []).count >= count }
    }
  }

  private func consumer(
    _ group: String, _ link: BrokerLink, threads: Int = 1, _ handler: @escaping Consumer.Handler
  ) -> Consumer {
    var settings = Consumer.Settings(topic: "orders", group: group, name: "\(group)-1")
    settings.threads = threads
    settings.wait = 200
    return Consumer(settings, link, context, handler)
  }

  @Test func messagesGoFromOutboxToEveryGroup() throws {
    let house = try BrokerHouse { $0.declared = ["orders": ["payment", "inventory"]] }
    let folder = try TemporaryFolder()
    let store = try store(100, folder)
    let link = BrokerLink(house.client, base: house.base)
    let relay = Relay(Outbox(store), owner: "order-1", link, context)
    let ledger = Ledger()
    let consumers = ["payment", "inventory"].map { group in
      consumer(group, link, threads: 2) { delivery, _ in
        ledger.note(group, String(decoding: delivery.payload, as: UTF8.self))
        return .done
      }
    }
    consumers.forEach { $0.start() }
    relay.start()
    #expect(ledger.wait("payment", 100) && ledger.wait("inventory", 100))
    try add(5, to: store)
    relay.wake()
    #expect(ledger.wait("payment", 105) && ledger.wait("inventory", 105))
    relay.stop()
    consumers.forEach { $0.stop() }
    #expect(try waiting(store) == 0)
    for texts in ledger.gate.value.values { #expect(Set(texts).count == 100 && texts.count == 105) }
    #expect(try house.send("GET", "/topics").text.contains("\"retained\":0"))
  }

  @Test func theRelayWaitsForABrokerThatIsAway() throws {
    let folder = try TemporaryFolder()
    let store = try store(3, folder)
    let house = try BrokerHouse { $0.declared = ["orders": ["payment"]] }
    let client = house.client
    let base = house.base
    let asked = Gate(0)
    let taken = Gate(0)
    let flag = Flag()
    let link = BrokerLink(
      call: { request, _ throws(BrokerProblem) in
        asked.change { $0 += 1 }
        guard flag.isSet else { throw .unreachable("connection refused") }
        do throws(HTTPProblem) {
          let response = try client.send(request, to: base, timeout: 2000)
          taken.change { $0 += 1 }
          return response
        } catch {
          throw .unreachable(error.sentence)
        }
      }, poll: { _, _ throws(BrokerProblem) in throw .malformed })
    let relay = Relay(Outbox(store), owner: "order-1", link, context)
    relay.start()
    #expect(asked.wait(milliseconds: 10_000) { $0 >= 2 })
    #expect(try waiting(store) == 3)
    flag.set()
    #expect(taken.wait(milliseconds: 10_000) { $0 == 3 })
    relay.stop()
    #expect(try waiting(store) == 0)
  }

  private final class Flag: Sendable {
    private let value = Atomic<Bool>(false)
    var isSet: Bool { value.load(ordering: .relaxed) }
    func set() { value.store(true, ordering: .relaxed) }
  }

  @Test func aMessageThatAlwaysFailsEndsAsADeadLetterAndHoldsUpNobody() throws {
    let house = try BrokerHouse { $0.declared = ["orders": ["payment"]] }
    let link = BrokerLink(house.client, base: house.base)
    for text in ["good", "bad", "fine"] {
      try link.publish(
        Array(text.utf8), topic: "orders", key: nil, name: text, trace: context.trace())
    }
    struct Malformed: Error {}
    let ledger = Ledger()
    let tries = Gate(0)
    let consumer = consumer("payment", link) { delivery, _ in
      let text = String(decoding: delivery.payload, as: UTF8.self)
      if text == "bad" {
        tries.change { $0 += 1 }
        if delivery.count == 1 { throw Malformed() }
        return .again(after: 0)
      }
      ledger.note("payment", text)
      return .done
    }
    consumer.start()
    #expect(ledger.wait("payment", 2))
    #expect(tries.wait(milliseconds: 20_000) { $0 >= 5 })
    consumer.stop()
    #expect(tries.value == 5)
    let letters = try house.send("GET", "/topics/orders/groups/payment/dead")
    let dead = try #require(Delivery.list(letters.body))
    #expect(dead.map(\.payload) == [Array("bad".utf8)] && dead.map(\.count) == [5])
  }

  /// A store that is busy, a lease that would run out: others get the message, and it stays alive.
  @Test func whatIsNotTheMessagesFaultNeverMakesADeadLetter() throws {
    let house = try BrokerHouse { $0.declared = ["orders": ["payment"]] }
    let link = BrokerLink(house.client, base: house.base)
    for text in ["1", "2", "3"] {
      try link.publish(
        Array(text.utf8), topic: "orders", key: nil, name: text, trace: context.trace())
    }
    let tries = Gate(0)
    let consumer = consumer("payment", link) { _, _ in
      tries.change { $0 += 1 }
      return .notNow(after: 0)
    }
    consumer.start()
    #expect(tries.wait(milliseconds: 20_000) { $0 > 30 })
    consumer.stop()
    let letters = try house.send("GET", "/topics/orders/groups/payment/dead")
    #expect(Delivery.list(letters.body) == [])
    let order = TakeOrder(
      name: GroupName(topic: "orders", group: "payment"), consumer: "x", limit: 9, lease: 9000)
    #expect(try link.take(order, wait: 1000).map(\.count) == [1, 1, 1])
  }

  @Test func whatDoesNotFitIntoTheLeaseGoesBackAtOnce() throws {
    let house = try BrokerHouse { $0.declared = ["orders": ["payment"]] }
    let link = BrokerLink(house.client, base: house.base)
    for text in ["1", "2", "3", "4"] {
      try link.publish(
        Array(text.utf8), topic: "orders", key: nil, name: text, trace: context.trace())
    }
    var settings = Consumer.Settings(topic: "orders", group: "payment", name: "slow")
    settings.wait = 0
    settings.lease = 400
    let counts = Gate<[Int]>([])
    let slow = Consumer(settings, link, context) { delivery, _ in
      counts.change { $0.append(delivery.count) }
      // Longer than half of the lease, so that each batch ends after its first message.
      Clock.pause(milliseconds: 210)
      return .done
    }
    slow.start()
    #expect(counts.wait(milliseconds: 20_000) { $0.count >= 4 })
    slow.stop()
    #expect(counts.value == [1, 1, 1, 1])
  }

  @Test func theTraceGoesOnBehindTheBroker() throws {
    let house = try BrokerHouse { $0.declared = ["orders": ["payment"]] }
    let link = BrokerLink(house.client, base: house.base)
    let origin = context.trace()
    for name in ["other", "n"] {
      try link.publish([1], topic: "orders", key: "k", name: name, trace: origin)
    }
    let seen = Gate<TraceContext?>(nil)
    let consumer = consumer("payment", link) { delivery, trace in
      if delivery.id == 1 { return Consumer.Handling(.done, event: "Odd", isForOthers: true) }
      seen.change { $0 = trace }
      return Consumer.Handling(.done, event: "OrderPlaced")
    }
    consumer.start()
    #expect(seen.wait(milliseconds: 10_000) { $0 != nil })
    consumer.stop()
    #expect(seen.value?.trace == origin.trace)
    let span = try #require(context.spans.after(0).items.first { $0.kind == .consumer })
    #expect(span.trace == origin.trace && span.parent == origin.span)
    #expect(span.name == "consume orders" && span.failure == nil)
    let message = try #require(span.message)
    #expect(message.topic == "orders" && message.event == "OrderPlaced")
    #expect(message.waited.map { $0 >= 0 } == true)
    // What was no work here is no part of what became of the request.
    #expect(context.spans.after(0).items.count { $0.kind == .consumer } == 1)
    #expect(SpanText.span(Array(SpanText.json(span).utf8)) == span)
  }

  @Test func stoppingTakesNoLongerThanOneWait() throws {
    let house = try BrokerHouse { $0.declared = ["orders": ["payment"]] }
    let consumer = consumer("payment", BrokerLink(house.client, base: house.base), threads: 4) {
      _, _ in .done
    }
    consumer.start()
    let elapsed = ContinuousClock().measure { consumer.stop() }
    #expect(elapsed < .seconds(2))
  }

  /// What both sides count, by kind of message.
  @Test func messagesAreCountedByWhatBecameOfThem() throws {
    let house = try BrokerHouse { $0.declared = ["orders": ["payment"]] }
    let folder = try TemporaryFolder()
    let store = try store(3, folder)
    let link = BrokerLink(house.client, base: house.base)
    let relay = Relay(
      Outbox(store), owner: "order-1", link, context,
      events: [.orderConfirmed, .orderCancelled])
    var settings = Consumer.Settings(topic: "orders", group: "payment", name: "payment-1")
    settings.wait = 100
    settings.events = ["OrderConfirmed", "OrderPlaced"]
    let done = Gate(0)
    let consumer = Consumer(settings, link, context) { delivery, _ in
      let event = delivery.id == 3 ? "OrderPlaced" : "OrderConfirmed"
      if delivery.id == 1, !delivery.isRedelivered {
        return Consumer.Handling(.notNow(after: 0), event: event)
      }
      done.change { $0 += 1 }
      return Consumer.Handling(.done, event: event, isForOthers: delivery.id == 2)
    }
    let names = #"broker="broker",topic="orders""#
    #expect(
      context.metrics.page().contains(
        "messaging_client_consumed_messages_total{\(names),group=\"payment\","
          + "event=\"OrderPlaced\",outcome=\"handled\"} 0\n"))
    relay.start()
    consumer.start()
    #expect(done.wait(milliseconds: 20_000) { $0 == 3 })
    consumer.stop()
    relay.stop()
    let page = context.metrics.page()
    let taken = "{\(names),group=\"payment\",event="
    for line in [
      "messaging_client_sent_messages_total{\(names),event=\"OrderConfirmed\"} 3",
      "messaging_client_sent_messages_total{\(names),event=\"OrderCancelled\"} 0",
      "messaging_client_consumed_messages_total\(taken)\"OrderConfirmed\",outcome=\"failed\"} 1",
      "messaging_client_consumed_messages_total\(taken)\"OrderConfirmed\",outcome=\"handled\"} 1",
      "messaging_client_consumed_messages_total\(taken)\"OrderConfirmed\",outcome=\"ignored\"} 1",
      "messaging_client_consumed_messages_total\(taken)\"OrderPlaced\",outcome=\"handled\"} 1",
      "messaging_process_duration_seconds_count\(taken)\"OrderConfirmed\"} 2",
      "messaging_process_lag_seconds_count\(taken)\"OrderConfirmed\"} 1",
    ] {
      #expect(page.contains(line + "\n"), "\(line)")
    }
  }
}
