/// Who listens where, so that what one proxy calls by an address, or by a name of its own, becomes
/// one with the proxy that answers there.
struct AddressBook {
  /// Nil where two processes claim the same address, as behind different machines' loopbacks.
  private var owners: [String: InstanceKey?] = [:]

  init(_ sources: [SourceRecord], _ now: Int) {
    for source in sources {
      for observer in source.observers.values where !source.isStale(observer.lastLook, now) {
        add(observer)
      }
    }
    // Who is not heard any more still owns its address, unless somebody else listens there now.
    var silent = AddressBook()
    for source in sources where source.isSilent(now) {
      for observer in source.observers.values { silent.add(observer) }
    }
    owners.merge(silent.owners) { fresh, _ in fresh }
  }

  private init() {}

  private mutating func add(_ observer: ObserverRecord) {
    let key = InstanceKey(service: observer.service, instance: observer.instance)
    for address in observer.addresses {
      let known = owners[address]
      owners[address] = .some(known == nil || known == key ? key : nil)
    }
  }

  /// The names that an observer gives to others, and what they are called by themselves.
  struct Names {
    /// By the observer's name of the service.
    fileprivate var services: [String: String] = [:]
    fileprivate var instances: [InstanceKey: InstanceKey] = [:]

    func service(_ name: String) -> String { services[name] ?? name }

    func instance(_ reading: InstanceReading) -> InstanceKey {
      let key = InstanceKey(service: reading.service, instance: reading.instance)
      return instances[key]
        ?? InstanceKey(service: service(reading.service), instance: reading.instance)
    }

    func breaker(_ key: BreakerKey) -> BreakerKey {
      let instance = key.instance.map { name in
        instances[InstanceKey(service: key.to, instance: name)]?.instance ?? name
      }
      return BreakerKey(to: service(key.to), instance: instance, kind: key.kind)
    }
  }

  func names(of observer: ObserverRecord) -> Names {
    var names = Names()
    guard !owners.isEmpty else { return names }
    var disagreeing: Set<String> = []
    for reading in observer.instances {
      guard let address = reading.address, let owner = owners[address] ?? nil else { continue }
      names.instances[InstanceKey(service: reading.service, instance: reading.instance)] = owner
      let known = names.services.updateValue(owner.service, forKey: reading.service)
      if let known, known != owner.service { disagreeing.insert(reading.service) }
    }
    // Instances of several services behind one name are a group of its own.
    for name in disagreeing {
      names.services[name] = nil
      names.instances = names.instances.filter { $0.key.service != name }
    }
    return names
  }
}
