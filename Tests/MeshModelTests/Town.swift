@testable import MeshModel

/// A mesh made up for tests: processes with counters, looked at when a test says so.
struct Town {
  struct Process {
    let service: String
    let instance: String
    var epoch = 1
    var began = 0.0
    var served = TrafficCounts([.success: 0, .serverError: 0])
    var latency = LatencyHistogram()
    var calls: [String: TrafficCounts] = [:]
    var channels: [ChannelPart: ChannelSeries] = [:]
    var breakers: [BreakerReading] = []
    var opinions: [InstanceReading] = []
    var isSilent = false
  }

  var state = MeshState()
  var processes: [Process] = []
  /// Seconds on the monotonic clock.
  var time = 100.0
  var source = SourceIdentity(id: "town", kind: "test")
  var tellsEvents = false
  var faults: [ActiveFault] = []

  static let wallStart = 1_800_000_000_000_000

  init(_ names: [String] = []) {
    for name in names {
      let service = String(name[..<(name.lastIndex(of: "-") ?? name.endIndex)])
      processes.append(Process(service: service, instance: name, began: time))
    }
  }

  var now: ClockReading {
    ClockReading(
      monotonic: Int((time * 1e9).rounded()),
      wall: Self.wallStart + Int((time * 1e6).rounded()))
  }

  subscript(name: String) -> Process {
    get { processes.first { $0.instance == name } ?? Process(service: name, instance: name) }
    set {
      guard let place = processes.firstIndex(where: { $0.instance == name }) else { return }
      processes[place] = newValue
    }
  }

  mutating func serve(_ name: String, _ amount: Double, _ count: TrafficCount = .success) {
    self[name].served.add(amount, to: count)
  }

  mutating func call(_ name: String, _ to: String, _ counts: [TrafficCount: Double]) {
    self[name].calls[to] = (self[name].calls[to] ?? TrafficCounts()) + TrafficCounts(counts)
  }

  /// A new process takes the place of an old one.
  mutating func restart(_ name: String) {
    self[name].epoch += 1
    self[name].began = time
    self[name].served = TrafficCounts([.success: 0, .serverError: 0])
    self[name].calls = [:]
    self[name].channels = [:]
  }

  /// A process says of a channel that something happened so often.
  mutating func message(_ name: String, _ part: ChannelPart, _ counts: [MessageCount: Double]) {
    var series = self[name].channels[part] ?? ChannelSeries(part)
    series.traffic.counts = series.traffic.counts + MessageCounts(counts)
    self[name].channels[part] = series
  }

  /// A broker says what it holds.
  mutating func hold(_ name: String, _ part: ChannelPart, _ level: ChannelLevel) {
    var series = self[name].channels[part] ?? ChannelSeries(part)
    series.level = level
    self[name].channels[part] = series
  }

  var report: SourceReport {
    var report = SourceReport(source, at: now, scrapeMilliseconds: 1)
    report.tellsEvents = tellsEvents
    report.faults = faults
    for process in processes where !process.isSilent {
      let epoch = Epoch(
        identity: "\(process.epoch)", began: Int((process.began * 1e9).rounded()))
      var seen = Observation(
        service: process.service, instance: process.instance, at: now.monotonic, epoch: epoch)
      seen.server = [
        ServerSeries(
          traffic: Traffic(counts: process.served, latency: process.latency), inFlight: 1)
      ]
      seen.clients = process.calls.map { ClientSeries(to: $0, traffic: Traffic(counts: $1)) }
      seen.channels = Array(process.channels.values)
      seen.breakers = process.breakers
      seen.instances = process.opinions
      report.observations.append(seen)
    }
    return report
  }

  /// Lets time pass and looks.
  mutating func tick(_ seconds: Double = 1) {
    time += seconds
    state.take([report], at: now)
  }

  /// So many seconds, with something done before each look.
  mutating func run(_ seconds: Int, _ body: (inout Town) -> Void = { _ in }) {
    for _ in 0..<seconds {
      body(&self)
      tick()
    }
  }

  func snapshot(_ window: Double = 10) -> Snapshot {
    state.snapshot(windowSeconds: window, at: now)
  }

  func service(_ name: String, _ window: Double = 10) -> Snapshot.Service? {
    snapshot(window).services.first { $0.name == name }
  }

  func edge(_ from: String, _ to: String, _ window: Double = 10) -> Snapshot.Edge? {
    snapshot(window).edges.first { $0.from == from && $0.to == to }
  }

  func channel(_ topic: String, _ group: String? = nil, _ window: Double = 10) -> Snapshot.Channel?
  {
    snapshot(window).channels.first { $0.topic == topic && $0.group == group }
  }

  var told: [String] { state.events.all.map { "\($0.kind.rawValue) \($0.subject)" } }
}
