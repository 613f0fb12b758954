internal import Instruments
internal import MeshModel
internal import Platform
internal import Synchronization
internal import Telemetry

/// What the supervisor knows of its mesh: every round of looks, and what itself did in between.
///
/// There is one sequence of events. What the supervisor did waits for the next round, so that its
/// events and those of the services have one order and are numbered once.
final class WatchedMesh: Sendable {
  private struct Memory: Sendable {
    var state = MeshState()
    var shelf = RoundShelf()
    /// What the supervisor did since the last round.
    var deeds: [MeshEvent] = []
  }

  private let memory = Mutex(Memory())

  /// Of deeds that wait for a round; more than that is no mesh any more.
  private static let limit = 2000

  /// Remembers what the supervisor did, at this moment.
  func happened(_ kind: String, _ subject: String, _ detail: String) {
    let event = MeshEvent(
      at: Clock.wall, kind: EventKind(rawValue: kind), subject: subject, detail: detail)
    memory.withLock { memory in
      if memory.deeds.count < Self.limit { memory.deeds.append(event) }
    }
  }

  /// Takes one round; the supervisor's deeds become part of it.
  func take(_ report: SourceReport) {
    memory.withLock { memory in
      var report = report
      report.events += memory.deeds
      memory.deeds = []
      memory.state.take([report], at: report.at)
      memory.shelf.take([report], at: report.at)
    }
  }

  /// The events that arrived after a number, and the newest number.
  func events(after last: Int) -> (events: [MeshEvent], newest: Int) {
    memory.withLock { ($0.state.events.after(last), $0.state.events.newest) }
  }

  /// The rounds of the last minute behind the one of that time, in the format of recordings.
  func rounds(after latest: Int?) -> [UInt8] {
    memory.withLock { $0.shelf.text(after: latest) }
  }

  /// What an instance on trial has served since a moment of the monotonic clock, and what the other
  /// instances of its service have.
  func compare(
    _ instance: String, of service: String, since moment: UInt64
  ) -> (new: Canary.Seen, old: Canary.Seen) {
    let all = memory.withLock { $0.state.served(by: service, since: Int(moment)) }
    let others = all.filter { $0.key != instance }.values.reduce(Traffic(), +)
    return (Canary.Seen(all[instance] ?? Traffic()), Canary.Seen(others))
  }
}

extension Canary.Seen {
  fileprivate init(_ traffic: Traffic) {
    self.init(
      calls: Int(traffic.counts.answers ?? 0), errors: Int(traffic.counts.failures ?? 0),
      p50: traffic.latency.percentile(0.5), p99: traffic.latency.percentile(0.99))
  }
}

extension MeshEvent {
  /// One line of JSON, as `mesh events -o ndjson` prints it.
  var json: String {
    "{\"at\":\(LogLine.quoted(Timestamp.text(microseconds: at))),"
      + "\"kind\":\(LogLine.quoted(kind.rawValue)),\"subject\":\(LogLine.quoted(subject)),"
      + "\"detail\":\(LogLine.quoted(detail)),"
      + "\"snapshot\":\(snapshot.map { LogLine.quoted($0) } ?? "null")}"
  }
}
