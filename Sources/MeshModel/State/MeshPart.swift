/// What sources of one kind count, put together.
struct MeshPart {
  private(set) var servers: [String: Gathered] = [:]
  private(set) var processes: [InstanceKey: Gathered] = [:]
  private(set) var calls: [EdgeKey: Gathered] = [:]
  /// Processes whose requests somebody has told of already, and those whose calls.
  private var serversTold: Set<InstanceKey> = []
  private var callsTold: Set<Call> = []

  private struct Call: Hashable {
    let process: InstanceKey
    let callee: String
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
  }
}
