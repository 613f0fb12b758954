/// All sources seen together, over one window.
struct MeshView: Sendable {
  private var servers: [String: Gathered] = [:]
  private var processes: [InstanceKey: Gathered] = [:]
  private var calls: [EdgeKey: Gathered] = [:]
  private var topics: [TopicKey: TopicParts] = [:]
  private var messages: [String: GatheredMessages] = [:]
  private var messagesOfProcesses: [InstanceKey: GatheredMessages] = [:]
  /// By broker, topic and group.
  private(set) var channels: [ChannelView] = []
  /// The calls by which messages travel.
  private var carriers: Set<EdgeKey> = []
  private var instances: [InstanceKey: InstanceMerge] = [:]
  private var breakerMerges: [BreakerPlace: BreakerMerge] = [:]
  /// The keys of the calls in order.
  private var callOrder: [EdgeKey] = []
  /// What is known of every service that anybody speaks of.
  private(set) var evidence: [String: HealthEvidence] = [:]
  /// What was told of a service by a source that is not heard now.
  private var silences: [String: Silence] = [:]
  private let windowSeconds: Double

  init(_ sources: [SourceRecord], windowSeconds: Double, now: Int) {
    self.windowSeconds = windowSeconds
    let book = AddressBook(sources, now)
    var kinds: [String] = []
    for source in sources where !kinds.contains(source.identity.kind) {
      kinds.append(source.identity.kind)
    }
    for kind in kinds { add(sources.filter { $0.identity.kind == kind }, book, now) }
    for source in sources { addTarget(of: source, now) }
    callOrder = calls.keys.sorted()
    channels = topics.sorted { $0.key < $1.key }.flatMap(ChannelView.all)
    carriers = Set(channels.flatMap(\.carriers))
    evidence = gatherEvidence()
  }

  /// Adds sources of one kind: each may be one proxy of many, so what their processes tell adds up,
  /// and a process that several of them tell of counts once. Kinds are not added up, because two of
  /// them often count the same requests.
  private mutating func add(_ sources: [SourceRecord], _ book: AddressBook, _ now: Int) {
    var part = MeshPart()
    // The fresh ones first: where two tell of a process, its latest words count.
    for wanted in [true, false] {
      for source in sources {
        let newest = source.observers.values.compactMap(\.lastLook).max() ?? now
        let moment = newest - Int(windowSeconds * 1_000_000_000)
        for key in source.observers.keys.sorted() {
          guard let observer = source.observers[key],
            wanted != source.isStale(observer.lastLook, now)
          else { continue }
          let names = book.names(of: observer)
          part.add(observer, names, since: moment, wanted)
          addOpinions(of: observer, names, wanted)
          if let silence = source.silence(now) { add(silence, of: observer, names) }
        }
      }
    }
    servers.complete(with: part.servers)
    processes.complete(with: part.processes)
    calls.complete(with: part.calls)
    topics.complete(with: part.topics)
    messages.complete(with: part.messages)
    messagesOfProcesses.complete(with: part.messagesOfProcesses)
  }

  /// Remembers of which services an observer spoke that is not heard now.
  private mutating func add(
    _ silence: Silence, of observer: ObserverRecord, _ names: AddressBook.Names
  ) {
    var services = Set(observer.instances.map { names.instance($0).service })
    services.formUnion(observer.clients.keys.map(names.service))
    if observer.tellsOfItself { services.insert(observer.service) }
    for name in services { silences[name] = Silence.latest(silences[name], silence) }
  }

  /// Adds what is known of the process that a source asks itself.
  private mutating func addTarget(of source: SourceRecord, _ now: Int) {
    guard let target = source.target else { return }
    let silence = source.silence(now)
    if source.lastHeard == nil, let silence {
      silences[target.service] = Silence.latest(silences[target.service], silence)
    } else if source.observers[target.instance]?.tellsOfItself ?? false {
      let key = InstanceKey(service: target.service, instance: target.instance)
      instances[key, default: InstanceMerge()].addAsked(silence)
    }
  }

  private mutating func addOpinions(
    of observer: ObserverRecord, _ names: AddressBook.Names, _ isFresh: Bool
  ) {
    for reading in observer.instances {
      let key = names.instance(reading)
      instances[key, default: InstanceMerge()].add(reading, of: observer.instance, isFresh)
    }
    for (key, record) in observer.breakers {
      breakerMerges[
        BreakerPlace(from: observer.service, key: names.breaker(key)), default: BreakerMerge()
      ].add(record, of: observer.instance, isFresh)
    }
  }

  private func gatherEvidence() -> [String: HealthEvidence] {
    var all: [String: HealthEvidence] = [:]
    for name in servers.keys { all[name] = HealthEvidence() }
    for key in calls.keys {
      all[key.from] = HealthEvidence()
      all[key.to] = HealthEvidence()
    }
    for name in messages.keys { all[name] = HealthEvidence() }
    for channel in channels { channel.consumers.forEach { all[$0] = HealthEvidence() } }
    for (key, merge) in instances {
      merge.count(key.instance, in: &all[key.service, default: .init()])
    }
    for name in silences.keys { all[name, default: HealthEvidence()].silence = silences[name] }
    let (arrivals, callees) = (arrivals, Set(calls.keys.map(\.to)))
    for name in all.keys {
      all[name]?.window = requests(at: name, arrivals[name])
      all[name]?.messages = messages[name]?.window
      all[name]?.isCounted =
        servers[name] != nil || messages[name] != nil || callees.contains(name)
      all[name]?.isAnswering = arrivals[name]?.traffic.isAnswered ?? false
    }
    for channel in channels {
      for name in channel.consumers { all[name]?.channels.append(channel) }
    }
    return all
  }

  /// What callers sent to each service.
  private var arrivals: [String: WindowSum] {
    var all: [String: WindowSum] = [:]
    for key in callOrder {
      guard var window = calls[key]?.window else { continue }
      window.traffic = window.traffic.asArrivals
      all[key.to] = all[key.to].map { $0 + window } ?? window
    }
    return all
  }

  /// The requests of a service: what it says itself, and what its callers got no answer to, which
  /// it cannot know. Where it says nothing, or counts health checks along, its callers have to do.
  private func requests(at name: String, _ arrivals: WindowSum?) -> WindowSum? {
    guard let server = servers[name], var own = server.window else { return arrivals }
    if server.countsProbes, let arrivals { return arrivals }
    if let lost = arrivals?.traffic.counts[.unanswered], lost > 0 {
      own.traffic.counts[.unanswered] = max(lost, own.traffic.counts[.unanswered] ?? 0)
    }
    return own
  }

  /// The calls; those by which messages travel are told of as channels.
  var edges: [Snapshot.Edge] {
    callOrder.compactMap { key in
      guard let gathered = calls[key], !carriers.contains(key) else { return nil }
      return Snapshot.Edge(
        from: key.from, to: key.to, protocol: gathered.protocol,
        traffic: TrafficFigures(gathered.window), inFlight: gathered.inFlight)
    }
  }

  var breakers: [Snapshot.Breaker] {
    breakerMerges.sorted { $0.key < $1.key }.map { $1.snapshot($0) }
  }

  /// All services by name, judged by rules that are handed in.
  ///
  /// - Parameters:
  ///   - judge: of a service.
  ///   - judgeOne: of one of its instances, by its own answers.
  func services(
    _ judge: (String, HealthEvidence) -> Health, _ judgeOne: (String, HealthEvidence) -> Health
  ) -> [Snapshot.Service] {
    let health = evidence.reduce(into: [:]) { $0[$1.key] = judge($1.key, $1.value) }
    let causes = causes(evidence, health.mapValues(\.status))
    let instances = instancesByService(judgeOne)
    return evidence.keys.sorted().compactMap { name in
      guard let known = evidence[name], var verdict = health[name] else { return nil }
      if verdict.status.isIll { verdict.causes = causes.causes(of: name) }
      return Snapshot.Service(
        name: name, health: verdict, healthy: known.total.map { _ in known.healthy },
        total: known.total, traffic: TrafficFigures(known.window),
        messages: MessageFigures(known.messages), inFlight: servers[name]?.inFlight,
        instances: instances[name] ?? [])
    }
  }

  private func causes(
    _ evidence: [String: HealthEvidence], _ health: [String: Health.Status]
  ) -> CauseSearch {
    var found: [String: [(to: String, failures: Double)]] = [:]
    for key in callOrder {
      found[key.from, default: []]
        .append((key.to, calls[key]?.window?.traffic.counts.failures ?? 0))
    }
    return CauseSearch(
      failures: evidence.compactMapValues { $0.window?.traffic.counts.failures }, calls: found,
      health: health)
  }

  private func instancesByService(
    _ judge: (String, HealthEvidence) -> Health
  ) -> [String: [Snapshot.Instance]] {
    let keys = Set(instances.keys).union(processes.keys).union(messagesOfProcesses.keys).sorted()
    return keys.reduce(into: [:]) { all, key in
      let merge = instances[key] ?? InstanceMerge()
      let own = HealthEvidence(
        window: processes[key]?.window, messages: messagesOfProcesses[key]?.window)
      var instance = merge.snapshot(
        key.instance, TrafficFigures(own.window), judge(key.service, own))
      instance.messages = MessageFigures(own.messages)
      all[key.service, default: []].append(instance)
    }
  }
}

extension Traffic {
  /// Whether any of it was answered without failing.
  fileprivate var isAnswered: Bool { (counts.answers ?? 0) > (counts.failures ?? 0) }

  /// What callers sent, in the place of what the service would count itself.
  fileprivate var asArrivals: Traffic {
    guard let attempts = counts[.attempts], let failed = counts[.failedAttempts] else {
      return self
    }
    let unanswered = counts[.unansweredAttempts] ?? 0
    let faulty = counts[.clientError] ?? 0
    let redirected = counts[.redirect] ?? 0
    var arrived = TrafficCounts()
    arrived[.clientError] = faulty
    arrived[.refused] = counts[.refused]
    arrived[.redirect] = redirected
    arrived[.serverError] = failed - unanswered
    arrived[.unanswered] = unanswered
    arrived[.success] = attempts - failed - faulty - redirected
    return Traffic(counts: arrived, latency: latency)
  }
}
