import Dashboard
import MeshModel

/// The market's shop with a broker between its services.
extension MarketMesh {
  static func messages(
    published: Double? = nil, handled: Double?, failed: Double = 0, redelivered: Double = 0,
    lag: Double?
  ) -> MessageFigures {
    var messages = MessageFigures()
    messages.publishedPerSecond = published
    messages.handledPerSecond = handled
    messages.ignoredPerSecond = handled.map { _ in 0.4 }
    messages.failedPerSecond = handled.map { _ in failed }
    messages.redeliveredPerSecond = handled.map { _ in redelivered }
    messages.deadLetteredPerSecond = handled.map { _ in 0 }
    let tries = (handled ?? 0) + failed
    messages.failedRatio = tries > 0 ? failed / tries : nil
    messages.lag = figures(rate: handled, errors: 0, p99: lag).latency
    messages.handling = figures(rate: handled, errors: 0, p99: lag.map { $0 / 10 }).latency
    return messages
  }

  static func channel(
    _ topic: String, _ events: [String], from producers: [String], to consumers: [String],
    _ messages: MessageFigures, _ level: ChannelLevel = ChannelLevel()
  ) -> Snapshot.Channel {
    Snapshot.Channel(
      topic: topic, events: events, broker: "broker", group: consumers.first,
      producers: producers, consumers: consumers, messages: messages, level: level)
  }

  /// Orders are placed, paid and sent by messages; all are handled.
  static var messaging: MarketMesh {
    var mesh = MarketMesh(
      services: [
        service("gateway", rate: 30.2, p99: 41), service("order", rate: 20.4),
        service("payment", rate: 0, errors: nil, p99: nil), service("inventory", rate: 8.9),
        service("broker", rate: 71.2, p99: 3.2),
      ],
      edges: [edge("gateway", "order"), edge("order", "inventory")])
    mesh.services[1].messages = messages(published: 20.1, handled: 8.9, lag: 8.4)
    mesh.services[2].messages = messages(published: 8.9, handled: 8.9, lag: 9.8)
    mesh.services[3].messages = messages(handled: 11.2, lag: 12)
    let none = ChannelLevel(waiting: 0, inFlight: 0, oldestAge: 0, deadLetters: 0)
    mesh.channels = [
      channel(
        "orders", ["OrderCancelled", "OrderConfirmed"], from: ["order"], to: ["inventory"],
        messages(published: 11.2, handled: 11.2, lag: 12), none),
      channel(
        "orders", ["OrderPlaced"], from: ["order"], to: ["payment"],
        messages(published: 8.9, handled: 8.9, lag: 9.8),
        ChannelLevel(waiting: 0, inFlight: 1, oldestAge: 0.004, deadLetters: 0)),
      channel(
        "payments", ["PaymentFailed", "PaymentSucceeded"], from: ["payment"], to: ["order"],
        messages(published: 8.9, handled: 8.9, lag: 8.4), none),
    ]
    return mesh
  }

  /// Payment is down: what is told to it is left lying, and some was given up.
  static var stuck: MarketMesh {
    var mesh = messaging
    mesh.services[2] = service(
      "payment", .failing, "no answer since 09:59:40Z", rate: 0, errors: nil, p99: nil, busy: nil,
      causes: ["payment"])
    mesh.channels[1].messages = messages(
      published: 8.9, handled: 0, failed: 3.2, redelivered: 2.9, lag: nil)
    mesh.channels[1].level = ChannelLevel(
      waiting: 112, inFlight: 8, oldestAge: 14.4, deadLetters: 3)
    mesh.channels[2].messages = messages(published: 0, handled: 0, lag: nil)
    mesh.faults = [MeshFault(number: 1, target: "payment", effect: "down", remaining: 26_000)]
    return mesh
  }

  /// Several publish and several take, by more than one topic, beside calls on the same ways.
  static var crowded: MarketMesh {
    var mesh = stuck
    mesh.channels[0].producers = ["order", "payment"]
    mesh.channels[0].consumers = ["inventory", "it's, here"]
    mesh.channels.append(
      channel(
        "refunds", [], from: ["gateway", "order"], to: ["payment"],
        messages(published: 2, handled: 1.5, failed: 0.5, lag: 1250),
        ChannelLevel(waiting: 5, inFlight: 0, oldestAge: 31, deadLetters: 0)))
    mesh.channels.append(channel("audit", [], from: ["order"], to: [], MessageFigures()))
    mesh.edges.append(edge("order", "broker"))
    mesh.edges.append(edge("broker", "order"))
    return mesh
  }
}
