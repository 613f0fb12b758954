internal import Instruments
internal import JSON
internal import Resilience

/// Breakers as text: a line of JSON for the supervisor, words for events.
enum BreakerLine {
  static func json(_ service: String, _ report: BreakerReport, now: Instant, wall: Int) -> String {
    var writer = JSONWriter(pretty: false)
    writer.object {
      $0.string("to", service)
      $0.string("state", report.state.rawValue)
      let age = Int(now.since(report.since).count / 1000)
      $0.string("since", Timestamp.text(microseconds: wall - age))
      $0.string("reason", report.reason.map(text))
      $0.integer("trips", report.trips)
      $0.raw("next_probe_ms", report.nextProbe.map { milliseconds($0, now) } ?? "null")
      distance(report.distance, &$0)
      $0.integer("not_permitted", report.refusals)
    }
    return writer.text
  }

  private static func milliseconds(_ instant: Instant, _ now: Instant) -> String {
    String(max(instant.since(now).wholeMilliseconds, 0))
  }

  private static func distance(_ distance: BreakerDistance?, _ json: inout JSONWriter) {
    guard let distance else { return json.raw("distance", "null") }
    json.object("distance") {
      $0.integer("value", Int(distance.value))
      $0.integer("limit", Int(distance.limit))
      $0.string("unit", distance.unit.rawValue)
    }
  }

  /// Kind and detail of an event; nil for refusals, which metrics count.
  static func event(_ event: BreakerEvent) -> (kind: String, detail: String)? {
    switch event {
    case .opened(let reason, _): ("breaker-open", text(reason))
    case .halfOpened: ("breaker-half-open", "a probe is let through")
    case .closed(let successes): ("breaker-closed", count(successes, "probe") + " succeeded")
    case .probeFailed(let failure): ("probe-failed", text(failure))
    case .forced(let mode): ("breaker-forced", "\(mode)")
    case .callNotPermitted: nil
    }
  }

  static func text(_ reason: TripReason) -> String {
    switch reason {
    case .consecutiveFailures(let number): "\(number) consecutive failures"
    case .failureRate(let failures, let calls): "\(failures) of \(calls) calls failed"
    case .slowCallRate(let slow, let calls): "\(slow) of \(calls) calls were slow"
    case .probe(let failure): text(failure)
    }
  }

  private static func text(_ failure: ProbeFailure) -> String {
    switch failure {
    case .failed: "the probe failed"
    case .slow: "the probe was slow"
    case .timedOut: "the probe did not return"
    }
  }

  private static func count(_ number: Int, _ what: String) -> String {
    number == 1 ? "1 \(what)" : "\(number) \(what)s"
  }
}
