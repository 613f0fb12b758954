/// What is known of a service, for its health.
struct HealthEvidence {
  /// Requests in the window; nil without a valid window.
  var window: WindowSum?
  /// Messages published and handled in the window; nil without a valid window.
  var messages: TallySum<MessageTraffic>?
  /// Those it takes messages from.
  var channels: [ChannelView] = []
  /// Instances that are meant to serve, by what is known of them; all nought when nothing is.
  var healthy = 0
  var starting = 0
  var down = 0
  /// Why those that are down do not serve, by instance, as far as it is known.
  var outages: [String: InstanceReading.Outage] = [:]
  /// Those of them that only give no answer when asked about themselves.
  var silent = 0
  /// Instances that nobody tells of now.
  var untold = 0
  /// Whether anybody counts the requests it gets, or the messages it handles.
  var isCounted = true
  /// Whether callers got answers from it.
  var isAnswering = false
  /// A source that told of it and is not heard now; nil when all are.
  var silence: Silence?

  /// Requests answered and messages worked on, by which it is judged; nil without a valid window.
  var sample: Double? {
    guard let answers = window?.traffic.counts.answers else {
      return messages?.traffic.counts.tries
    }
    return answers + (messages?.traffic.counts.tries ?? 0)
  }

  /// Nil when nothing is known of any instance.
  var total: Int? {
    let all = healthy + starting + down + untold
    return all > 0 ? all : nil
  }
}

/// Judges a service's health by the rules: the worst finding wins, and says why.
struct HealthJudge {
  let limits: HealthRules.Limits
  let windowSeconds: Double

  func judge(_ evidence: HealthEvidence) -> Health {
    let counts = evidence.window?.traffic.counts
    let answers = counts?.answers
    let instances = instances(evidence)
    var findings = [instances].compactMap { $0 }
    if let counts, let answers, answers > 0 {
      findings += [
        serverErrors(counts, answers), clientErrors(counts, answers),
        slow(evidence.window?.traffic.latency),
      ].compactMap { $0 }
    }
    findings += MessageJudge(limits: limits, windowSeconds: windowSeconds).findings(evidence)
    let worst =
      findings.first { $0.status == .failing } ?? findings.first { $0.status == .degraded }
      ?? findings.first ?? well(counts, evidence)
    var reason = worst.reason
    // Errors must not hide that somebody is gone: that may be all there is to mend.
    if evidence.down > 0, let instances, instances.reason != reason {
      reason += "; \(instances.reason)"
    }
    var health = Health(
      worst.status, reason, sample: evidence.sample, windowSeconds: windowSeconds)
    health.isThin = findings.contains(where: \.isThin)
    return health
  }

  private func instances(_ evidence: HealthEvidence) -> HealthFinding? {
    guard let total = evidence.total else { return nil }
    if evidence.down > 0 {
      let (status, reason) = down(evidence, of: total)
      // It may be only its own page that is gone.
      let isServing = evidence.isAnswering && evidence.silent == evidence.down
      return status == .failing && isServing
        ? HealthFinding(.degraded, "\(reason), though its callers get answers")
        : HealthFinding(status, reason)
    }
    if evidence.starting > 0, evidence.healthy == 0 {
      return HealthFinding(
        .starting,
        total == 1
          ? "its only instance is not ready yet" : "none of \(total) instances is ready yet")
    }
    return nil
  }

  private func down(
    _ evidence: HealthEvidence, of total: Int
  ) -> (status: Health.Status, reason: String) {
    if total == 1 {
      return (.failing, evidence.outages.first?.value.sentence ?? Self.onlyOne)
    }
    let reasons = outages(evidence)
    return evidence.healthy + evidence.untold == 0
      ? (.failing, "none of \(total) instances is healthy\(reasons)")
      : (.degraded, "\(evidence.healthy) of \(total) instances healthy\(reasons)")
  }

  private static let onlyOne = "its only instance is not healthy"

  /// The first outage with its instance, and how many more there are.
  private func outages(_ evidence: HealthEvidence) -> String {
    guard let first = evidence.outages.min(by: { $0.key < $1.key }) else { return "" }
    let more = evidence.outages.count > 1 ? ", and \(evidence.outages.count - 1) more" : ""
    return "; \(first.key): \(first.value.sentence)\(more)"
  }

  private func serverErrors(_ counts: TrafficCounts, _ answers: Double) -> HealthFinding? {
    let errors = counts[.serverError] ?? 0
    let unanswered = counts[.unanswered] ?? 0
    let what =
      unanswered == 0 ? "http 5xx" : errors == 0 ? "no answer" : "http 5xx or no answer"
    return compare(what, (errors + unanswered) / answers, limits.serverErrors, answers)
  }

  private func clientErrors(_ counts: TrafficCounts, _ answers: Double) -> HealthFinding? {
    compare("http 4xx", counts.clientFaults / answers, limits.clientErrors, answers)
  }

  private func compare(
    _ what: String, _ ratio: Double, _ thresholds: HealthRules.Thresholds, _ answers: Double
  ) -> HealthFinding? {
    HealthFinding(
      what, ratio, thresholds, of: (answers, "requests"), minimum: limits.minimumSample)
  }

  private func slow(_ latency: LatencyHistogram?) -> HealthFinding? {
    slow(latency, 99, limits.slow) ?? slow(latency, 95, limits.slow95)
  }

  private func slow(
    _ latency: LatencyHistogram?, _ percentile: Int, _ limit: Double?
  ) -> HealthFinding? {
    guard let limit, let value = latency?.percentile(Double(percentile) / 100), value > limit
    else { return nil }
    return HealthFinding(
      .degraded, "p\(percentile) \(Int(value.rounded())) ms > \(Int(limit.rounded())) ms")
  }

  private func well(_ counts: TrafficCounts?, _ evidence: HealthEvidence) -> HealthFinding {
    guard let sample = evidence.sample else { return unjudged(evidence) }
    if sample == 0 {
      let what = evidence.channels.isEmpty ? "requests" : "requests or messages"
      return HealthFinding(.noTraffic, "no \(what) in \(Percent.number(windowSeconds)) s")
    }
    return HealthFinding(.healthy, counts.map(Self.harmless) ?? "no errors")
  }

  /// What a healthy service answered that was no success.
  private static func harmless(_ counts: TrafficCounts) -> String {
    let answers = max(counts.answers ?? 0, 1)
    let parts = [("http 4xx", counts.clientFaults), ("refused", counts[.refused] ?? 0)]
      .filter { $0.1 > 0 }.map { "\($0.0) \(Percent.text($0.1 / answers))" }
    return parts.isEmpty ? "no errors" : parts.joined(separator: ", ")
  }
}

extension HealthJudge {
  /// The verdict where no requests or messages can be judged.
  private func unjudged(_ evidence: HealthEvidence) -> HealthFinding {
    if let silence = evidence.silence, evidence.healthy == 0 {
      return HealthFinding(.unknown, silence.sentence)
    }
    if evidence.isCounted, evidence.silence == nil {
      return HealthFinding(.unknown, "no valid window yet")
    }
    let why = evidence.silence?.sentence ?? "requests to it are not counted"
    guard let total = evidence.total, evidence.healthy > 0 else {
      return HealthFinding(.noTraffic, "only its own calls are counted")
    }
    return HealthFinding(
      .healthy,
      total == 1
        ? "its only instance is healthy; \(why)"
        : "\(evidence.healthy) of \(total) instances healthy; \(why)")
  }
}

/// Ratios as people read them.
enum Percent {
  /// `12.0%`; what is more than nothing is never shown as nothing, nor what is less than all as all.
  static func text(_ ratio: Double) -> String {
    let tenths = Int((ratio * 1000).rounded())
    if tenths == 0, ratio > 0 { return "<0.1%" }
    if tenths == 1000 { return ratio < 1 ? ">99.9%" : "100%" }
    return "\(tenths / 10).\(tenths % 10)%"
  }

  /// `10%`, `0.5%`.
  static func limit(_ ratio: Double) -> String { number(ratio * 100) + "%" }

  /// Without a fraction where there is none, else with one digit of it.
  static func number(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }
}
