/// What sources of one kind count, put together.
struct MeshPart {
  private(set) var servers: [String: Gathered] = [:]
  private(set) var processes: [InstanceKey: Gathered] = [:]
  private(set) var calls: [EdgeKey: Gathered] = [:]
  private(set) var topics: [TopicKey: TopicParts] = [:]
  /// What each service, and each process, published and handled.
  private(set) var messages: [String: GatheredMessages] = [:]
  private(set) var messagesOfProcesses: [InstanceKey: GatheredMessages] = [:]
  /// Processes whose requests somebody has told of already, those whose calls, and those whose messages.
  private var serversTold: Set<InstanceKey> = []
  private var callsTold: Set<Call> = []
  private var channelsTold: Set<Told> = []

  private struct Call: Hashable {
    let process: InstanceKey
    let callee: String
  }

  private struct Told: Hashable {
    let process: InstanceKey
    let part: ChannelPart
  }

  mutating func add(
    _ observer: ObserverRecord, _ names: AddressBook.Names, since moment: Int, _ isFresh: Bool
  ) {
    let key = InstanceKey(service: observer.service, instance: observer.instance)
    if let server = observer.server, serversTold.insert(key).inserted {
      servers[observer.service, default: Gathered()].add(server, since: moment, isFresh: isFresh)
      processes[key, default: Gathered()].add(server, since: moment, isFresh: isFresh)
    }
    for (callee, series) in observer.clients
    where callsTold.insert(Call(process: key, callee: callee)).inserted {
      calls[EdgeKey(from: observer.service, to: names.service(callee)), default: Gathered()]
        .add(series, since: moment, isFresh: isFresh)
    }
    addMessages(observer, key, since: moment, isFresh)
  }

  private mutating func addMessages(
    _ observer: ObserverRecord, _ key: InstanceKey, since moment: Int, _ isFresh: Bool
  ) {
    // Numbers with fractions add up to the same only in the same order.
    for part in observer.channels.keys.sorted() {
      guard let record = observer.channels[part],
        channelsTold.insert(Told(process: key, part: part)).inserted
      else { continue }
      topics[TopicKey(broker: part.broker, topic: part.topic), default: TopicParts()]
        .add(part, record, of: observer.service, since: moment, isFresh)
      if part.side == .broker { continue }
      messages[observer.service, default: GatheredMessages()]
        .add(record, since: moment, isFresh: isFresh)
      messagesOfProcesses[key, default: GatheredMessages()]
        .add(record, since: moment, isFresh: isFresh)
    }
  }
}
