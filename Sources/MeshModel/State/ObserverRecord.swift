/// What a source has said about one process, and what that process has said about others.
struct ObserverRecord: Sendable {
  let service: String
  let instance: String
  /// Nanoseconds of the monotonic clock at which it was last heard.
  private(set) var lastLook: Int?
  private var epoch: String?
  private(set) var server: SeriesRecord?
  private(set) var clients: [String: SeriesRecord] = [:]
  private(set) var channels: [ChannelPart: ChannelRecord] = [:]
  /// Also those of earlier lives that this one has not made yet: their trips still count.
  private var knownBreakers: [BreakerKey: BreakerRecord] = [:]
  private var presentBreakers: Set<BreakerKey> = []
  private(set) var instances: [InstanceReading] = []
  /// Where it listens.
  private(set) var addresses: [String] = []

  init(service: String, instance: String) {
    self.service = service
    self.instance = instance
  }

  /// Takes an observation and tells what it shows to have happened.
  mutating func take(_ seen: Observation, wall: Int) -> [MeshEvent] {
    if let lastLook, seen.at <= lastLook { return [] }
    var events: [MeshEvent] = []
    let isSameLife = lastLook != nil && epoch == seen.epoch?.identity
    if lastLook != nil, !isSameLife {
      events.append(
        MeshEvent(
          at: wall, kind: .restart, subject: instance, detail: "its counters began anew"))
    }
    // What was not there at the last look has counted from zero since.
    let zeroAt = isSameLife ? lastLook : nil
    takeServer(seen, zeroAt)
    for series in seen.clients.prefix(StateLimits.callees) {
      clients[series.to, default: SeriesRecord(protocol: series.protocol)]
        .take(series.traffic, series.inFlight, seen, zeroAt)
    }
    for series in seen.channels.prefix(StateLimits.channels) {
      channels[series.channel, default: ChannelRecord()].take(series, seen, zeroAt)
    }
    events += takeBreakers(seen.breakers, wall)
    instances = Array(seen.instances.prefix(StateLimits.instances))
    addresses = Array(seen.addresses.prefix(StateLimits.addresses))
    lastLook = seen.at
    epoch = seen.epoch?.identity
    return events
  }

  /// Older than the longest window, by what it said last.
  private var oldest: Int { (lastLook ?? 0) - TrafficWindow.span }

  /// Whether there are callees or channels that it did not speak of for longer than the longest window.
  var hasForgotten: Bool {
    let oldest = oldest
    return clients.values.contains { ($0.window.lastLook ?? oldest) < oldest }
      || channels.values.contains { ($0.window.lastLook ?? oldest) < oldest }
  }

  /// Forgets these. Of one that is silent itself nothing is forgotten.
  mutating func forget() {
    let oldest = oldest
    clients = clients.filter { ($0.value.window.lastLook ?? oldest) >= oldest }
    channels = channels.filter { ($0.value.window.lastLook ?? oldest) >= oldest }
  }

  /// Whether it said of itself what it serves or calls, and not only of others.
  var tellsOfItself: Bool { server != nil || !clients.isEmpty || !channels.isEmpty }

  private mutating func takeServer(_ seen: Observation, _ zeroAt: Int?) {
    guard !seen.server.isEmpty else { return }
    var total = Traffic()
    var inFlight: Double?
    for series in seen.server {
      total += series.traffic
      if let more = series.inFlight { inFlight = (inFlight ?? 0) + more }
    }
    server = server ?? SeriesRecord(protocol: "http")
    server?.take(total, inFlight, seen, zeroAt)
    server?.countsProbes = seen.server.contains(where: \.countsProbes)
  }

  /// Those of the latest look.
  var breakers: [BreakerKey: BreakerRecord] {
    knownBreakers.filter { presentBreakers.contains($0.key) }
  }

  private mutating func takeBreakers(_ readings: [BreakerReading], _ wall: Int) -> [MeshEvent] {
    var events: [MeshEvent] = []
    presentBreakers = []
    for reading in readings.prefix(StateLimits.callees) {
      let key = BreakerKey(to: reading.to, instance: reading.instance, kind: reading.kind)
      presentBreakers.insert(key)
      if let found = knownBreakers[key]?.take(reading, wall: wall, from: service) {
        events += found
      } else if knownBreakers.count < StateLimits.callees {
        knownBreakers[key] = BreakerRecord(reading)
      }
    }
    return events
  }
}

/// Somebody's traffic over the last minute, and what is under way now.
struct SeriesRecord: Sendable {
  let `protocol`: String
  private(set) var window = TrafficWindow()
  private(set) var inFlight: Double?
  /// Whether health checks are counted along.
  var countsProbes = false

  init(protocol: String) { self.protocol = `protocol` }

  mutating func take(
    _ total: Traffic, _ inFlight: Double?, _ seen: Observation, _ zeroAt: Int?
  ) {
    window.take(total, at: seen.at, epoch: seen.epoch, zeroAt: zeroAt)
    self.inFlight = inFlight
  }
}

/// How much is kept, whatever a source says.
enum StateLimits {
  static let observers = 5000
  /// Of one observer.
  static let callees = 200
  /// Parts of channels that one observer speaks of.
  static let channels = 500
  /// That one observer knows of.
  static let instances = 5000
  /// Of one source.
  static let faults = 1000
  /// Of one observer.
  static let addresses = 100
}
