/// A source and all that it has said.
struct SourceRecord: Sendable {
  let identity: SourceIdentity
  private(set) var observers: [String: ObserverRecord] = [:]
  /// When it last brought something.
  private(set) var lastHeard: ClockReading?
  /// The process that it asks itself.
  private(set) var target: TargetProcess?
  private var faults: [ActiveFault] = []
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
    if isHeard { lastHeard = report.at }
    target = report.target ?? target
    faults = Array(report.faults.prefix(StateLimits.faults))
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

  /// Forgets who was silent for longer than the longest window, while the source told of others.
  ///
  /// While the source itself is silent nobody is forgotten, nor is a process that somebody counts among
  /// a service's: that it is gone is what has to be shown.
  mutating func forget() {
    guard let lastHeard else { return }
    let oldest = lastHeard.monotonic - TrafficWindow.span
    // Mostly nobody is forgotten; then nothing is copied.
    if observers.values.contains(where: { ($0.lastLook ?? oldest) < oldest }) {
      let counted = Set(
        observers.values.flatMap { observer in
          (observer.lastLook ?? oldest) < oldest ? [] : observer.instances.map(\.instance)
        })
      observers = observers.filter {
        ($0.value.lastLook ?? oldest) >= oldest || counted.contains($0.key)
      }
    }
    for (key, observer) in observers where observer.hasForgotten { observers[key]?.forget() }
  }

  func snapshot(_ now: Int) -> Snapshot.Source {
    // A source may answer and have nothing new to tell, because what it asks hangs.
    let isStuck = lastHeard != nil && problem == nil && isSilent(now)
    return Snapshot.Source(
      id: identity.id, kind: identity.kind, isGood: hasReported && problem == nil && !isStuck,
      isHeard: isHeard && !isStuck, problem: isStuck ? "it tells nothing new" : problem,
      ageSeconds: lastHeard.map { Double(now - $0.monotonic) / 1_000_000_000 },
      scrapeMilliseconds: scrapeMilliseconds)
  }

  /// Whether something was last heard so long ago that it says nothing of now.
  func isStale(_ lastLook: Int?, _ now: Int) -> Bool {
    guard let lastLook else { return true }
    return Double(now - lastLook) > identity.staleAfter * 1_000_000_000 || isSilent(now)
  }

  /// Whether the source itself has not been heard for a while.
  func isSilent(_ now: Int) -> Bool {
    guard let lastHeard else { return true }
    return Double(now - lastHeard.monotonic) > SourceIdentity.patience * 1_000_000_000
  }

  /// The faults that last at a moment, by what was heard lately.
  func faults(at now: ClockReading) -> [ActiveFault] {
    isSilent(now.monotonic) ? [] : faults.filter { $0.ends > now.wall }
  }

  /// What is to be said of what only this source tells; nil while it is heard.
  func silence(_ now: Int) -> Silence? {
    guard isSilent(now) else { return nil }
    return Silence(source: identity.id, since: lastHeard?.wall, problem: problem)
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
