import Testing

@testable import MeshModel

/// A service judged by the messages it takes.
@Suite("Health by messages")
struct MessageHealthTests {
  struct Example: Sendable, CustomTestStringConvertible {
    var counts: [MessageCount: Double] = [.handled: 100, .failed: 0]
    var level = ChannelLevel(waiting: 0, inFlight: 0, oldestAge: 0, deadLetters: 0)
    /// What was held when the window began.
    var before: ChannelLevel?
    var seconds = 10.0
    var change: @Sendable (inout HealthRules.Limits) -> Void = { _ in }
    let status: Health.Status
    let reason: String

    var testDescription: String { reason }
  }

  private static func level(
    _ waiting: Double, _ age: Double?, dead: Double = 0, inFlight: Double = 0
  ) -> ChannelLevel {
    ChannelLevel(waiting: waiting, inFlight: inFlight, oldestAge: age, deadLetters: dead)
  }

  /// At and beside every threshold.
  static let examples = [
    Example(status: .healthy, reason: "no errors"),
    Example(
      counts: [.handled: 0, .failed: 0], status: .noTraffic,
      reason: "no requests or messages in 10 s"),
    Example(
      counts: [.handled: 9999, .failed: 1], status: .degraded, reason: "messages failed <0.1% > 0%"),
    Example(
      counts: [.handled: 90, .failed: 10], status: .failing, reason: "messages failed 10.0% >= 10%"),
    Example(
      counts: [.handled: 9, .failed: 9], status: .degraded,
      reason: "messages failed 50.0% >= 10%, of only 18 messages (fewer than 20)"),
    Example(
      counts: [.handled: 90, .failed: 10],
      change: { $0.messageFailures = .init(degraded: 0.2, failing: 0.5) }, status: .healthy,
      reason: "no errors"),
    // A message or two on their way are no backlog.
    Example(level: level(2, 0.9), status: .healthy, reason: "no errors"),
    Example(level: level(40, 4.9), status: .healthy, reason: "no errors"),
    Example(
      level: level(40, 5), status: .degraded,
      reason: "the oldest of 40 messages of orders is 5 s old >= 5 s"),
    Example(
      level: level(40, 61), before: level(30, 55), status: .failing,
      reason: "the oldest of 40 messages of orders is 61 s old >= 60 s"),
    // It is on its way down.
    Example(
      level: level(40, 61), before: level(90, 70), status: .degraded,
      reason: "the oldest of 40 messages of orders is 61 s old >= 5 s"),
    Example(
      level: level(0, 30, inFlight: 1),
      change: { $0.messageAge = .init(degraded: 20, failing: 99) },
      status: .degraded, reason: "the oldest of 1 message of orders is 30 s old >= 20 s"),
    // Nobody handles what waits.
    Example(
      counts: [.handled: 0, .failed: 0], level: level(1, 0.5), status: .noTraffic,
      reason: "no requests or messages in 10 s"),
    Example(
      counts: [.handled: 0, .failed: 0], level: level(2, 1.5), status: .degraded,
      reason: "none of 2 messages of orders handled in 10 s, the oldest is 1.5 s old"),
    Example(
      counts: [.handled: 0, .failed: 0], level: level(2, 5.5), status: .failing,
      reason: "none of 2 messages of orders handled in 10 s, the oldest is 5.5 s old"),
    // What lay there before anybody looked may be about to be handled.
    Example(
      counts: [.handled: 0, .failed: 0], level: level(2, 500), seconds: 2, status: .degraded,
      reason: "none of 2 messages of orders handled in 10 s, the oldest is 500 s old"),
    Example(level: level(0, 0, dead: 1), status: .degraded, reason: "1 dead letter of orders"),
    Example(level: level(0, 0, dead: 12), status: .degraded, reason: "12 dead letters of orders"),
    Example(
      level: level(0, 0, dead: 12), change: { $0.deadLetters = nil }, status: .healthy,
      reason: "no errors"),
    Example(
      level: level(0, 0, dead: 2), change: { $0.deadLetters = 3 }, status: .healthy,
      reason: "no errors"),
    // Not known is not bad.
    Example(counts: [.handled: 9], level: ChannelLevel(), status: .healthy, reason: "no errors"),
  ]

  @Test("by its thresholds, the worst first", arguments: examples)
  func judged(_ example: Example) throws {
    var town = Town(["payment-1", "broker-1"])
    var limits = HealthRules.Limits()
    example.change(&limits)
    let window = TallySum(
      traffic: MessageTraffic(counts: MessageCounts(example.counts)), start: 0,
      end: Int(example.seconds * 1e9))
    let waiting = ChannelPart(.broker, broker: "broker", topic: "orders", group: "payment")
    town.message("broker-1", waiting, [:])
    for level in [example.before ?? example.level, example.level] {
      town.hold("broker-1", waiting, level)
      town.tick()
    }
    var channel = try #require(
      MeshView(town.state.sources, windowSeconds: 10, now: town.now.monotonic).channels.first)
    var evidence = HealthEvidence()
    evidence.messages = window
    channel.window = window
    evidence.channels = [channel]
    let health = HealthJudge(limits: limits, windowSeconds: 10).judge(evidence)
    #expect(health.status == example.status)
    #expect(health.reason == example.reason)
  }

  @Test("requests and messages are judged together")
  func together() {
    func judge(_ served: [TrafficCount: Double], _ handled: [MessageCount: Double]) -> Health {
      var evidence = HealthEvidence()
      evidence.window = WindowSum(
        traffic: Traffic(counts: TrafficCounts(served)), start: 0, end: 10_000_000_000)
      evidence.messages = TallySum(
        traffic: MessageTraffic(counts: MessageCounts(handled)), start: 0, end: 10_000_000_000)
      return HealthJudge(limits: .init(), windowSeconds: 10).judge(evidence)
    }
    #expect(judge([.success: 0], [.handled: 30]).status == .healthy)
    #expect(judge([.success: 10], [.handled: 30, .failed: 3]).sample == 43)
    // Neither hides the other: thresholds are of requests, and of messages.
    #expect(judge([.success: 900], [.handled: 20, .failed: 20]).status == .failing)
    #expect(judge([.success: 50, .serverError: 50], [.handled: 900]).status == .failing)
    #expect(judge([.success: 90, .clientError: 9], [.handled: 1]).reason == "http 4xx 9.1%")
  }
}
