internal import Instruments
internal import MeshLook
internal import MeshModel

/// Every sentence of the reports on a mesh.
enum MeshSentence {
  /// From so many attempts an answer on, retries are worth a word.
  static let notableAmplification = 1.5

  static let noServices = "No service has been seen yet."
  static let noEdges = "No call between services has been seen yet, and no message."
  static let noMatch = "Nothing matches the filter."
  static let doubtful = "~ from fewer than 100 answers"

  /// `9 services: 9 healthy · all well`; an illness is told by the counts and by the rows.
  static func summary(_ snapshot: Snapshot) -> String {
    let counts = summary(snapshot.services)
    return switch MeshVerdict(snapshot) {
    case .failing, .degraded: counts
    case let verdict: "\(counts) · \(verdict.words)"
    }
  }

  /// `9 services: 1 failing, 8 healthy`.
  static func summary(_ services: [Snapshot.Service]) -> String {
    let states = Health.Status.fromBestToWorst.reversed().compactMap { status in
      let count = services.filter { $0.health.status == status }.count
      return count == 0 ? nil : "\(count) \(words(status))"
    }
    return "\(number(services.count, "service")): \(states.joined(separator: ", "))"
  }

  private static func words(_ status: Health.Status) -> String {
    switch status {
    case .noTraffic: "without traffic"
    default: status.rawValue
    }
  }

  static func number(_ count: Int, _ what: String) -> String {
    "\(count) \(what)\(count == 1 ? "" : "s")"
  }

  /// `window 10 s · 2026-11-21 10:00:00Z · snapshot r12-10s`.
  static func origin(_ snapshot: Snapshot) -> String {
    let time = Timestamp.text(microseconds: snapshot.at)
    let clock = "\(time.prefix(10)) \(time.dropFirst(11).prefix(8))Z"
    return "window \(window(snapshot.windowSeconds)) · \(clock) · snapshot \(snapshot.id)"
  }

  static func window(_ seconds: Double) -> String {
    "\(Figures.fixed(seconds, seconds == seconds.rounded() ? 0 : 1)) s"
  }

  /// Why a source says nothing, or nothing new; nil when it is well.
  static func trouble(_ source: Snapshot.Source) -> String? {
    guard !source.isGood else { return nil }
    let age = source.ageSeconds.map { "last heard \(Figures.seconds($0)) ago" } ?? "never heard"
    return "source \(source.id): \(source.problem ?? "no answer yet") (\(age))"
  }

  /// `fault product: errors 100% code 503; it ends in 22 s`.
  static func fault(_ fault: ActiveFault, at wall: Int) -> String {
    "fault \(fault.target): \(fault.effect); it ends in "
      + Figures.seconds(fault.secondsLeft(at: wall))
  }

  static func moreFaults(_ count: Int) -> String { "and \(number(count, "more fault"))" }

  /// Why a service is as it is, and where that begins.
  static func reason(_ service: Snapshot.Service, among snapshot: Snapshot) -> String {
    let others = service.health.causes.filter { $0 != service.name }
    if !others.isEmpty {
      return "\(service.health.reason); it begins at \(AssessmentSentence.list(others, "and"))"
    }
    let spreads = snapshot.services.contains {
      $0.name != service.name && $0.health.causes.contains(service.name)
    }
    return spreads ? "\(service.health.reason); it begins here" : service.health.reason
  }

  /// `order → payment: breaker open since 10:00:03Z: 5 consecutive failures; next probe in 2.5 s`.
  static func breaker(_ breaker: Snapshot.Breaker) -> String {
    "\(breaker.from) → \(breaker.instance ?? breaker.to): \(state(breaker))"
  }

  /// The same without who calls whom.
  static func state(_ breaker: Snapshot.Breaker) -> String {
    var text = "\(breaker.kind.words) \(breaker.state.rawValue)"
    if let since = breaker.since { text += " since \(clock(since))" }
    if breaker.observerCount > 1 {
      text += ", in \(breaker.observers.count) of \(breaker.observerCount) callers"
    }
    if let reason = breaker.reason, !reason.isEmpty { text += ": \(reason)" }
    if let seconds = breaker.nextProbeSeconds {
      text +=
        seconds < 0.05 ? "; a probe is due" : "; next probe in \(Figures.seconds(seconds))"
    }
    return text
  }

  /// `10:00:03Z`.
  static func clock(_ microseconds: Int) -> String {
    Timestamp.text(microseconds: microseconds).dropFirst(11).prefix(8) + "Z"
  }

  /// `10:00:03.120Z`, with milliseconds, for what follows one another closely.
  static func moment(_ microseconds: Int) -> String {
    String(Timestamp.text(microseconds: microseconds).dropFirst(11))
  }

  /// What a check comes to.
  static func verdict(_ check: MeshCheck) -> String {
    if check.isBlind { return "Nothing could be judged: no service has a valid window." }
    if !check.findings.isEmpty { return "Not fine: \(number(check.findings.count, "finding"))." }
    let fine = "Fine: \(AssessmentSentence.list(check.limits.map(kept), "and"))"
    let verdict = MeshVerdict(check.snapshot)
    if case .well = verdict { return "\(fine)." }
    // That nothing is wrong is only worth as much as what was seen.
    return "\(fine); but \(verdict.words)."
  }

  private static func kept(_ limit: MeshCheck.Limit) -> String {
    switch limit {
    case .failing: "no service is failing"
    case .degraded, .starting, .unknown: "no service is \(limit.rawValue) or worse"
    case .noTraffic: "every service has traffic and is well"
    case .breaker: "no breaker is tripped"
    case .source: "every source answers"
    case .deadLetters: "no message was given up"
    }
  }

  /// What else goes on between two services; nothing when all is as it should be.
  static func notes(_ edge: Snapshot.Edge) -> [String] {
    let traffic = edge.traffic
    var notes: [String] = []
    if let times = traffic.retryAmplification, times >= notableAmplification {
      notes.append("retries: \(AttemptWords.perCall(times))")
    }
    func note(_ rate: Double?, _ what: String) {
      if let rate, rate > 0 { notes.append("\(Figures.perSecond(rate)) \(what)") }
    }
    note(traffic.shedPerSecond, "not let through")
    note(traffic.timeoutsPerSecond, "without an answer in time")
    note(traffic.rateLimitedPerSecond, "over the rate limit")
    note(traffic.unreachablePerSecond, "with no instance to go to")
    note(traffic.budgetExhaustedPerSecond, "not retried: the retry budget is used up")
    return notes
  }
}
