import MeshModel
import YAML

@testable import Labs

/// A mesh of two services, and a lab of two steps on it.
enum Hamlet {
  static let text = """
    lab: hamlet
    title: Hamlet
    minutes: 1
    teaches: T.
    steps:
      - step: trip
        phase: inject
        title: A
        text: [T.]
        setup: [{clear: payment}]
        ready: [{says: closed, edge: order:payment, where: breaker = closed}]
        check:
          for: 2
          within: 10s
          all:
            - {says: tripped, event: order:payment, where: kind = breaker-open}
            - {says: open, edge: order:payment, where: breaker = open and err > 10}
        hints: [{after: 3s, text: first}, {after: 6s, text: second}]
        solution: [{fault: {on: payment, effect: errors 50%, for: 60s}}]
      - step: mend
        phase: fix
        title: B
        text: [T.]
        check: {for: 1, within: 10s, all: [{says: up, service: payment, where: success >= 99}]}
        solution: [{clear: payment}]

    """

  static func lab() throws -> Lab {
    let complaints = Complaints()
    let lab = try LabFileTests.read(text, complaints)
    guard let lab, complaints.isEmpty else { throw Unreadable() }
    return lab
  }

  struct Unreadable: Error {}

  static func clock(_ second: Int) -> ClockReading {
    ClockReading(monotonic: second * 1_000_000_000, wall: second * 1_000_000)
  }

  static func event(_ second: Int, _ kind: EventKind = .breakerOpen) -> MeshEvent {
    MeshEvent(at: second * 1_000_000, kind: kind, subject: "order:payment", detail: "")
  }

  /// A round; `errors` is the share of calls that failed, nil when nobody knows.
  static func round(
    _ second: Int, open isOpen: Bool = false, errors: Double? = 0, events: [MeshEvent] = [],
    id: String? = nil, isGood: Bool = true
  ) -> LabRound {
    var traffic = TrafficFigures()
    traffic.errorRatio = errors
    let source = Snapshot.Source(
      id: "shop", kind: "shop", isGood: isGood, problem: nil, ageSeconds: 0, scrapeMilliseconds: 1)
    let snapshot = Snapshot(
      id: id ?? "\(second)", at: second * 1_000_000, windowSeconds: 10, sources: [source],
      services: [
        Snapshot.Service(
          name: "payment", health: Health(.healthy, "", sample: 100, windowSeconds: 10, since: 0),
          healthy: 1, total: 1, traffic: traffic, inFlight: 0, instances: [])
      ],
      edges: [
        Snapshot.Edge(
          from: "order", to: "payment", protocol: "http", traffic: traffic, inFlight: 0)
      ],
      breakers: [
        Snapshot.Breaker(
          from: "order", to: "payment", kind: .library, state: isOpen ? .open : .closed,
          confidence: .reported)
      ])
    return LabRound(at: clock(second), snapshot: snapshot, events: events)
  }

  /// A run whose first step was set up at second 10.
  static func run() throws -> LabRun {
    var run = LabRun(try lab())
    _ = run.begin()
    run.prepared(at: clock(10))
    return run
  }
}
