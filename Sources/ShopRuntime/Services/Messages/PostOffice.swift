import Platform
import Shop

/// What a service needs to talk to others: calls, and messages by the broker.
struct PostOffice: Sendable {
  let context: ServiceContext
  let caller: Caller
  let link: BrokerLink

  func relay(_ outbox: Outbox) -> Relay {
    // A process that comes back under the same name must not be taken for its earlier life.
    let life = String(context.random() ^ Clock.monotonic, radix: 16)
    return Relay(
      outbox, owner: "\(context.instance)-\(life)", link, context,
      events: ShopEvent.Kind.allCases.filter { $0.topic.producer.rawValue == context.service })
  }

  func consumer(_ topic: Topic, group: String, _ handle: @escaping EventHandler.Handle) -> Consumer
  {
    let events = topic.interests[group] ?? []
    var settings = Consumer.Settings(
      topic: topic.rawValue, group: group, name: context.instance)
    settings.batch = EventHandler.batch
    settings.events = events.map(\.rawValue).sorted()
    let handler = EventHandler(topic: topic, events: events, context: context, handle: handle)
    return Consumer(settings, link, context) { delivery, trace in
      try handler.judge(delivery, trace)
    }
  }
}
