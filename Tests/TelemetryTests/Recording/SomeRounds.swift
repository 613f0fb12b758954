import MeshModel
import TestSupport

@testable import Telemetry

/// Rounds of a made-up mesh in which everything happens that can: processes come, go and count anew,
/// series appear and vanish, numbers have fractions, texts have control characters.
struct SomeRounds {
  private var random: SeededGenerator
  private var at = ClockReading(monotonic: 5_000_000_000, wall: 1_795_255_200_000_000)
  private var traffic: [String: Traffic] = [:]
  private var messages: [ChannelPart: MessageTraffic] = [:]
  private var lives: [String: Int] = [:]

  private static let texts = [
    "", "a", "5 of 10 calls failed", "with % and \" and @", "\u{1B}[31m\n\u{0}", "Grüße, 世界", "~",
  ]

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  static func some(_ count: Int, seed: UInt64) -> [RecordedRound] {
    var rounds = SomeRounds(seed: seed)
    return (0..<count).map { _ in rounds.next() }
  }

  mutating func next() -> RecordedRound {
    at = ClockReading(
      monotonic: at.monotonic + .random(in: 900_000_000...1_100_000_000, using: &random),
      wall: at.wall + .random(in: -2_000_000...3_000_000, using: &random))
    let ids = ["shop=demo", "envoy=http://127.0.0.1:9901"].filter { _ in chance(0.9) }
    return RecordedRound(at: at, reports: ids.map { report($0) })
  }

  private mutating func chance(_ share: Double) -> Bool {
    Double.random(in: 0..<1, using: &random) < share
  }

  private mutating func text() -> String { Self.texts.randomElement(using: &random) ?? "" }

  private mutating func sometimes<Value>(_ make: (inout Self) -> Value) -> Value? {
    chance(0.6) ? make(&self) : nil
  }

  private mutating func report(_ id: String) -> SourceReport {
    var report = SourceReport(
      SourceIdentity(id: id, kind: String(id.prefix(4))), at: at,
      scrapeMilliseconds: .random(in: 0..<50, using: &random))
    report.tellsEvents = chance(0.5)
    if chance(0.1) { report.problem = text() }
    while chance(0.2) {
      report.faults.append(ActiveFault(target: text(), effect: text(), ends: at.wall + 5_000_000))
    }
    if chance(0.2) { report.target = TargetProcess(service: text(), instance: "order-1") }
    while chance(0.3) {
      report.events.append(
        MeshEvent(
          at: at.wall, kind: [.faultOn, .panic].randomElement(using: &random) ?? .panic,
          subject: text(), detail: text(), snapshot: sometimes { $0.text() }))
    }
    for instance in ["order-1", "order-2", "payment-1"] where chance(0.9) {
      report.observations.append(observation(instance))
    }
    // Two of the same name are an error of the source, and must not be lost for all that.
    if chance(0.1) { report.observations.append(observation("order-1")) }
    return report
  }

  private mutating func observation(_ instance: String) -> Observation {
    if chance(0.05) {
      lives[instance, default: 0] += 1
      traffic = traffic.filter { !$0.key.hasPrefix(instance) }
    }
    let epoch = lives[instance].map {
      Epoch(identity: "life \($0)", began: sometimes { $0.at.monotonic - 7_000_000_000 })
    }
    var seen = Observation(
      service: String(instance.dropLast(2)), instance: instance, at: at.monotonic - 1000,
      epoch: epoch)
    for route in ["GET /orders", "POST /orders", "POST /orders"] where chance(0.8) {
      seen.server.append(
        ServerSeries(
          route: chance(0.9) ? route : nil, traffic: more(instance + route),
          inFlight: sometimes { .random(in: 0..<9, using: &$0.random) },
          countsProbes: chance(0.3)))
    }
    if chance(0.5) { seen.addresses = ["127.0.0.1:15101", text()] }
    for callee in ["payment", "inventory"] where chance(0.8) {
      seen.clients.append(ClientSeries(to: callee, traffic: more(instance + callee)))
      seen.breakers.append(breaker(callee))
    }
    for part in Self.parts where chance(0.3) { seen.channels.append(channel(part)) }
    if chance(0.7) {
      seen.instances = ["payment-1", "payment-2"].map { instance in
        InstanceReading(
          service: "payment", instance: instance, address: sometimes { $0.text() },
          version: sometimes { $0.text() },
          health: InstanceHealth.allCases.randomElement(using: &random) ?? .unknown,
          isStarting: chance(0.2),
          outage: sometimes { .init($0.text(), since: $0.sometimes { $0.at.wall - 9 }) })
      }
    }
    return seen
  }

  private mutating func breaker(_ to: String) -> BreakerReading {
    var breaker = BreakerReading(
      to: to, instance: chance(0.3) ? "payment-2" : nil,
      kind: BreakerKind.allCases.randomElement(using: &random) ?? .library,
      state: BreakerCondition.allCases.randomElement(using: &random) ?? .open,
      confidence: chance(0.5) ? .reported : .derived)
    breaker.since = sometimes { $0.at.wall - 3_000_000 }
    breaker.reason = sometimes { $0.text() }
    breaker.trips = sometimes { Double(Int.random(in: 0..<9, using: &$0.random)) }
    breaker.nextProbeSeconds = sometimes { .random(in: 0..<9, using: &$0.random) }
    if chance(0.5) { breaker.distance = TripDistance(value: 3, limit: 0.1 + 0.2, unit: text()) }
    return breaker
  }

  private static let parts = [
    ChannelPart(.producer, broker: "broker", topic: "orders", event: "OrderPlaced"),
    ChannelPart(.broker, broker: "broker", topic: "orders"),
    ChannelPart(.broker, broker: "broker", topic: "orders", group: "payment"),
    ChannelPart(.consumer, broker: "broker", topic: "orders", group: "payment"),
    ChannelPart(
      .consumer, broker: "broker", topic: "orders", group: "payment", event: "\u{1B}[31m\n"),
  ]

  private mutating func channel(_ part: ChannelPart) -> ChannelSeries {
    let layout: BucketLayout = part.event == nil ? .fine : .bounds([1, 2.5, 1000.0 / 3])
    var series =
      messages[part]
      ?? MessageTraffic(lag: LatencyHistogram(layout), handling: LatencyHistogram(.decimal))
    // The spread of values is what makes units long.
    let (slowest, longest) = (part.group == nil ? 4.0 : 900.0, 9.0)
    for count in MessageCount.allCases where chance(0.5) { series.counts.add(2, to: count) }
    while chance(0.3) {
      series.lag.record(milliseconds: .random(in: 0..<slowest, using: &random))
      series.handling.record(milliseconds: .random(in: 0..<longest, using: &random))
    }
    messages[part] = series
    let level = sometimes { rounds in
      ChannelLevel(
        waiting: rounds.sometimes { Double(Int.random(in: 0..<9, using: &$0.random)) },
        inFlight: 1, oldestAge: rounds.sometimes { .random(in: 0..<9, using: &$0.random) },
        deadLetters: rounds.sometimes { _ in 3 })
    }
    return ChannelSeries(part, traffic: series, level: level)
  }

  /// The series under a name, grown.
  private mutating func more(_ name: String) -> Traffic {
    let bounds = name.contains("order-2") ? [5.0, 12.5, 1000.0 / 3] : [1.0, 2.0, 4.0, 8.0]
    let layout: BucketLayout =
      name.contains("inventory") ? .fine : name.contains("GET") ? .decimal : .bounds(bounds)
    var series = traffic[name] ?? Traffic(latency: LatencyHistogram(layout))
    for count in TrafficCount.allCases where chance(0.5) {
      series.counts.add(chance(0.9) ? 3 : 0.7, to: count)
    }
    while chance(0.8) {
      series.latency.record(milliseconds: .random(in: 0..<900, using: &random))
    }
    traffic[name] = series
    return series
  }
}
