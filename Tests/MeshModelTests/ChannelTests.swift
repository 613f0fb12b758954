import Testing

@testable import MeshModel

/// Messages on their way from order to payment and inventory, as both ends and the broker tell.
@Suite("Channels")
struct ChannelTests {
  static let placed = ChannelPart(
    .producer, broker: "broker", topic: "orders", event: "OrderPlaced")
  static let confirmed = ChannelPart(
    .producer, broker: "broker", topic: "orders", event: "OrderConfirmed")
  static let paying = ChannelPart(
    .consumer, broker: "broker", topic: "orders", group: "payment", event: "OrderPlaced")
  static let passing = ChannelPart(
    .consumer, broker: "broker", topic: "orders", group: "payment", event: "OrderConfirmed")
  static let kept = ChannelPart(.broker, broker: "broker", topic: "orders")
  static let waiting = ChannelPart(.broker, broker: "broker", topic: "orders", group: "payment")

  private static func town() -> Town {
    var town = Town(["order-1", "payment-1", "payment-2", "broker-1"])
    town.message("order-1", placed, [.published: 0])
    town.message("order-1", confirmed, [.published: 0])
    for name in ["payment-1", "payment-2"] {
      town.message(name, paying, [.handled: 0, .failed: 0])
    }
    town.message("broker-1", kept, [.published: 0])
    town.message("broker-1", waiting, [.handled: 0, .redelivered: 0, .deadLettered: 0])
    town.hold(
      "broker-1", waiting, ChannelLevel(waiting: 0, inFlight: 0, oldestAge: 0, deadLetters: 0))
    town.call("order-1", "broker", [.success: 0, .attempts: 0])
    return town
  }

  /// So many orders a second, handled by the two in turn; each confirmed in the end.
  private static func trade(_ town: inout Town, _ amount: Double = 4) {
    town.message("order-1", placed, [.published: amount])
    town.message("order-1", confirmed, [.published: amount])
    town.message("broker-1", kept, [.published: 2 * amount])
    for name in ["payment-1", "payment-2"] {
      town.message(name, paying, [.handled: amount / 2])
      town.message(name, passing, [.ignored: amount / 2])
    }
    town.message("broker-1", waiting, [.handled: 2 * amount])
    town.call("order-1", "broker", [.success: 2 * amount, .attempts: 2 * amount])
    town.call("payment-1", "broker", [.success: amount, .attempts: amount])
    town.call("order-1", "payment", [.success: 1, .attempts: 1])
    town.serve("payment-1", 1)
  }

  @Test("one for a topic and a group, from those who know")
  func merged() throws {
    var town = Self.town()
    town.run(12) { Self.trade(&$0) }
    let channel = try #require(town.channel("orders", "payment"))
    #expect(town.snapshot().channels.count == 1)
    #expect(channel.producers == ["order"] && channel.consumers == ["payment"])
    #expect(channel.broker == "broker" && channel.events == ["OrderPlaced"])
    let messages = channel.messages
    // Only what payment acts on counts as published to it.
    #expect(messages.publishedPerSecond == 4)
    #expect(messages.handledPerSecond == 4 && messages.ignoredPerSecond == 4)
    #expect(messages.failedPerSecond == 0 && messages.redeliveredPerSecond == 0)
    #expect(channel.level == ChannelLevel(waiting: 0, inFlight: 0, oldestAge: 0, deadLetters: 0))
  }

  @Test("what is handled is traffic, and asking the broker is no call of its own")
  func traffic() throws {
    var town = Self.town()
    town.run(12) { Self.trade(&$0) }
    let payment = try #require(town.service("payment"))
    #expect(payment.messages.handledPerSecond == 4 && payment.traffic.answersPerSecond == 1)
    #expect(payment.workPerSecond == 5 && payment.failedRatio == 0)
    #expect(payment.health.status == .healthy && payment.health.sample == 50)
    #expect(payment.instances.map(\.messages.handledPerSecond) == [2, 2])
    #expect(town.snapshot().edges.map(\.to) == ["payment"])
    #expect(town.service("broker") != nil)
    town.run(12)
    let idle = try #require(town.service("payment"))
    #expect(idle.health.reason == "no requests or messages in 10 s")
    #expect(idle.health.status == .noTraffic && idle.workPerSecond == 0)
  }

  @Test("without a valid window nothing is known, and the level is")
  func firstLook() throws {
    var town = Self.town()
    for place in town.processes.indices { town.processes[place].began = -10_000 }
    town.message("broker-1", Self.kept, [.published: 1000])
    town.hold("broker-1", Self.waiting, ChannelLevel(waiting: 7))
    town.tick()
    let channel = try #require(town.channel("orders", "payment"))
    #expect(channel.messages == MessageFigures())
    #expect(channel.level == ChannelLevel(waiting: 7))
    #expect(channel.producers == ["order"] && channel.events == ["OrderPlaced"])
    town.tick()
    #expect(town.channel("orders", "payment")?.messages.publishedPerSecond == 0)
  }

  @Test("a restart is no jump, forward or back")
  func restart() throws {
    var town = Self.town()
    for place in town.processes.indices { town.processes[place].began = -10_000 }
    town.run(6) { Self.trade(&$0) }
    town.restart("payment-1")
    town.restart("broker-1")
    town.message("payment-1", Self.paying, [.handled: 0, .failed: 0])
    town.run(6) { Self.trade(&$0) }
    let messages = try #require(town.channel("orders", "payment")?.messages)
    #expect(messages.handledPerSecond == 4 && messages.publishedPerSecond == 4)
  }

  /// The consumers are dead, and the broker says that nothing is handled: that is no unknown.
  @Test("the broker vouches for those who fell silent")
  func silent() throws {
    var town = Self.town()
    town.run(12) { Self.trade(&$0) }
    for name in ["payment-1", "payment-2"] { town[name].isSilent = true }
    town.run(5) { town in
      town.message("order-1", Self.placed, [.published: 4])
      town.message("broker-1", Self.kept, [.published: 4])
    }
    let dying = try #require(town.channel("orders", "payment")?.messages)
    #expect(dying.handledPerSecond == 2 && dying.publishedPerSecond == 4)
    town.run(40)
    #expect(town.channel("orders", "payment")?.messages.handledPerSecond == 0)
    #expect(town.channel("orders", "payment")?.consumers == ["payment"])
    // Long gone, the group is known by its name alone.
    town.run(30)
    #expect(town.channel("orders", "payment")?.consumers == ["payment"])
    #expect(town.channel("orders", "payment")?.events == [])
    town["broker-1"].isSilent = true
    town.run(5)
    #expect(town.channel("orders", "payment")?.level == ChannelLevel())
    #expect(town.channel("orders", "payment")?.messages.handledPerSecond == nil)
  }

  @Test("where only one side tells, that is what is known")
  func oneSide() throws {
    var producer = Town(["order-1"])
    producer.run(3) { $0.message("order-1", Self.placed, [.published: 2]) }
    let published = try #require(producer.channel("orders"))
    #expect(published.consumers == [] && published.messages.publishedPerSecond == 2)
    #expect(published.messages.handledPerSecond == nil && published.level == ChannelLevel())

    var consumer = Town(["payment-1"])
    consumer.run(3) { $0.message("payment-1", Self.paying, [.handled: 2, .failed: 1]) }
    let handled = try #require(consumer.channel("orders", "payment"))
    #expect(handled.producers == [] && handled.messages.publishedPerSecond == nil)
    #expect(handled.messages.handledPerSecond == 2)
    #expect(handled.messages.failedRatio.map { abs($0 - 1.0 / 3) < 1e-9 } == true)

    var broker = Town(["nats-1"])
    let group = ChannelPart(.broker, broker: "nats", topic: "orders", group: "workers")
    broker.run(3) { $0.message("nats-1", group, [.handled: 5, .redelivered: 1]) }
    let kept = try #require(broker.channel("orders", "workers"))
    #expect(kept.consumers == ["workers"] && kept.messages.handledPerSecond == 5)
  }

  @Test("two of one kind that tell of the same process count once, and kinds are not added up")
  func once() throws {
    var town = Self.town()
    var state = MeshState()
    for _ in 0..<12 {
      Self.trade(&town)
      town.time += 1
      var reports: [SourceReport] = []
      for (id, kind) in [("a", "test"), ("b", "test"), ("c", "other")] {
        town.source = SourceIdentity(id: id, kind: kind)
        reports.append(town.report)
      }
      state.take(reports, at: town.now)
    }
    let snapshot = state.snapshot(windowSeconds: 10, at: town.now)
    #expect(snapshot.channels.map(\.messages.handledPerSecond) == [4])
    #expect(
      snapshot.services.first { $0.name == "payment" }?.messages.handledPerSecond == 4)
  }

  @Test("what a channel has come to is told: a backlog, its end, dead letters")
  func events() throws {
    var town = Self.town()
    func hold(_ town: inout Town, _ waiting: Double, _ age: Double, _ dead: Double) {
      town.hold(
        "broker-1", Self.waiting,
        ChannelLevel(waiting: waiting, inFlight: 0, oldestAge: age, deadLetters: dead))
    }
    town.run(3) { Self.trade(&$0) }
    for second in 1...8 {
      hold(&town, Double(second) * 4, Double(second), 2)
      town.tick()
    }
    hold(&town, 0, 0, 2)
    town.run(3)
    let told = town.state.events.all.filter { $0.kind != .health }
    #expect(told.map(\.kind) == [.deadLetter, .backlog, .backlogCleared])
    #expect(told.allSatisfy { $0.subject == "payment" && $0.snapshot != nil })
    #expect(told.map(\.detail).first == "2 of orders given up")
    #expect(told[1].detail == "20 of orders not handled, the oldest is 5 s old")
  }
}
