/// A source and all that it has said.
struct SourceRecord: Sendable {
  let identity: SourceIdentity
  private(set) var observers: [String: ObserverRecord] = [:]
  private(set) var lastGood: Int?
  private var problem: String?
  private var scrapeMilliseconds: Double?
  private var hasReported = false
  /// Whether the latest report brought something.
  private var isHeard = false

  init(_ identity: SourceIdentity) { self.identity = identity }

  /// Takes a report and tells what it shows to have happened.
  mutating func take(_ report: SourceReport) -> [MeshEvent] {
    var events = report.events + turn(report)
    problem = report.problem
    scrapeMilliseconds = report.scrapeMilliseconds
    hasReported = true
    isHeard = report.problem == nil || !report.observations.isEmpty
    if isHeard { lastGood = report.at.monotonic }
    for seen in report.observations {
      guard observers[seen.instance] != nil || observers.count < StateLimits.observers else {
        problem = problem ?? "it speaks of more than \(StateLimits.observers) processes"
        break
      }
      let found = observers[
        seen.instance, default: ObserverRecord(service: seen.service, instance: seen.instance)
      ].take(seen, wall: report.at.wall)
      if !report.tellsEvents { events += found }
    }
    return events
  }

  /// Forgets who was silent for longer than the longest window.
  mutating func forget(_ now: Int) {
    let oldest = now - TrafficWindow.span
    // Mostly nobody is forgotten; then nothing is copied.
    if observers.values.contains(where: { ($0.lastLook ?? oldest) < oldest }) {
      observers = observers.filter { ($0.value.lastLook ?? oldest) >= oldest }
    }
    for (key, observer) in observers where observer.hasForgotten(oldest) {
      observers[key]?.forget(before: oldest)
    }
  }

  func snapshot(_ now: Int) -> Snapshot.Source {
    Snapshot.Source(
      id: identity.id, kind: identity.kind, isGood: hasReported && problem == nil,
      isHeard: isHeard, problem: problem,
      ageSeconds: lastGood.map { Double(now - $0) / 1_000_000_000 },
      scrapeMilliseconds: scrapeMilliseconds)
  }

  /// Whether something was last heard so long ago that it says nothing of now.
  func isStale(_ lastLook: Int?, _ now: Int) -> Bool {
    guard let lastLook else { return true }
    return Double(now - lastLook) > identity.staleAfter * 1_000_000_000
  }

  private func turn(_ report: SourceReport) -> [MeshEvent] {
    if let reason = report.problem, problem == nil {
      return [event(.sourceLost, reason, report)]
    }
    if report.problem == nil, problem != nil { return [event(.sourceBack, "", report)] }
    return []
  }

  private func event(_ kind: EventKind, _ detail: String, _ report: SourceReport) -> MeshEvent {
    MeshEvent(at: report.at.wall, kind: kind, subject: identity.id, detail: detail)
  }
}
