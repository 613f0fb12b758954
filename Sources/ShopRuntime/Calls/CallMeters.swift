internal import Instruments

/// What a caller measures about its calls: answers as its own logic got them, and attempts as they
/// were sent. The difference is what retries add.
struct CallMeters: Sendable {
  private let answers: Family<Histogram>
  private let attempts: Family<Counter>
  private let retries: Family<Counter>
  let active: Family<Gauge>

  init(_ metrics: Metrics) {
    answers = metrics.histogram(
      "http_client_request_duration_seconds", "Time from asking to the final answer.",
      labels: ["to", "code", "outcome"])
    attempts = metrics.counter(
      "http_client_attempts_total", "Requests sent, retries included.",
      labels: ["to", "code", "attempt"])
    retries = metrics.counter(
      "resilience4j_retry_calls_total", "Calls by whether they were retried and how that ended.",
      labels: ["name", "kind"])
    active = metrics.gauge(
      "http_client_active_requests", "Calls waiting for their answer.", labels: ["to"])
  }

  func answered(
    _ service: String, _ code: String, _ outcome: AnswerOutcome, nanoseconds: UInt64
  ) {
    answers(service, code, outcome.rawValue).record(microseconds: Int(nanoseconds / 1000))
  }

  func attempted(_ service: String, _ code: String, isRetry: Bool) {
    attempts(service, code, isRetry ? "retry" : "first").increment()
  }

  func ended(_ service: String, retried: Bool, succeeded: Bool) {
    let kind =
      switch (retried, succeeded) {
      case (false, true): "successful_without_retry"
      case (true, true): "successful_with_retry"
      case (false, false): "failed_without_retry"
      case (true, false): "failed_with_retry"
      }
    retries(service, kind).increment()
  }
}
