import MeshModel

/// One thing a report says of one subject, in the words of profiles, so that it can be compared.
struct ReportFact: Sendable {
  /// As in `calls order -> payment`.
  let subject: String
  /// By the words of profiles.
  let figures: [String: String]

  /// Everything a report says, by subject.
  static func all(_ report: SourceReport) -> [ReportFact] {
    let facts = report.observations.flatMap { seen in
      let restart = seen.epoch.map {
        ReportFact(subject: subject(.restart, seen.service), figures: ["identity": $0.identity])
      }
      return [restart].compactMap { $0 } + of(seen)
    }
    return facts.sorted { $0.subject < $1.subject }
  }

  private static func of(_ seen: Observation) -> [ReportFact] {
    seen.clients.map { series in
      ReportFact(
        subject: subject(.calls, seen.service, series.to),
        figures: figures(series.traffic, series.inFlight))
    }
      + seen.server.map { series in
        ReportFact(
          subject: subject(.served, seen.service),
          figures: figures(series.traffic, series.inFlight))
      }
      + seen.breakers.map { breaker in
        ReportFact(
          subject: subject(
            .breakers, breaker.kind.rawValue, seen.service, breaker.to, breaker.instance),
          figures: figures(breaker))
      }
      + seen.instances.map { instance in
        ReportFact(
          subject: subject(.instances, instance.service, instance.instance),
          figures: ["health": instance.health.rawValue])
      }
  }

  enum Kind: String, CaseIterable {
    case calls, served, breakers, instances, restart
  }

  static func subject(_ kind: Kind, _ names: String?...) -> String {
    ([kind.rawValue] + names.compactMap { $0 }).joined(separator: " ")
  }

  private static func figures(_ traffic: Traffic, _ inFlight: Double?) -> [String: String] {
    var figures: [String: String] = [:]
    for word in CountWord.allCases {
      figures[word.rawValue] = traffic.counts[word.count].map { "\($0)" }
    }
    if !traffic.latency.isEmpty {
      figures["latency"] = "\(traffic.latency.count)"
      figures["latency-mean"] = traffic.latency.mean.map { "\($0)" }
      figures["latency-median"] = traffic.latency.percentile(0.5).map { "\($0)" }
    }
    figures["in-flight"] = inFlight.map { "\($0)" }
    return figures
  }

  private static func figures(_ breaker: BreakerReading) -> [String: String] {
    var figures = ["state": breaker.state.rawValue]
    figures["trips"] = breaker.trips.map { "\($0)" }
    figures["reached"] = breaker.distance.map { "\($0.value)" }
    figures["limit"] = breaker.distance.map { "\($0.limit)" }
    figures["says"] = breaker.reason
    return figures
  }

  /// What differs, as sentences.
  static func differences(expected: [ReportFact], found: [ReportFact]) -> [String] {
    let wanted = Dictionary(expected.map { ($0.subject, $0.figures) }) { first, _ in first }
    let got = Dictionary(found.map { ($0.subject, $0.figures) }) { first, _ in first }
    return Set(wanted.keys).union(got.keys).sorted().flatMap { subject -> [String] in
      guard let wanted = wanted[subject] else {
        return subject.hasPrefix(Kind.restart.rawValue) ? [] : ["it also reads '\(subject)'"]
      }
      guard let got = got[subject] else { return ["it does not read '\(subject)'"] }
      return Set(wanted.keys).union(got.keys).sorted().compactMap { key in
        isSame(wanted[key], got[key])
          ? nil
          : "'\(subject)' has \(key) \(got[key] ?? "unknown"), expected \(wanted[key] ?? "unknown")"
      }
    }
  }

  /// Equal texts, or numbers that differ by a rounding.
  private static func isSame(_ left: String?, _ right: String?) -> Bool {
    if left == right { return true }
    guard let left = left.flatMap({ NumberText.read($0, .number) }),
      let right = right.flatMap({ NumberText.read($0, .number) })
    else { return false }
    return abs(left - right) <= 1e-9 * max(abs(left), abs(right))
  }
}
