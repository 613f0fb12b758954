internal import MeshModel

/// What is read of a cluster, in the words of Envoy's stats behind the cluster's name.
enum EnvoyMetric: Int, CaseIterable {
  case attempts, completed, informational, success, redirect, clientError, serverError
  case active, pending, retries, savedByRetry, retryOverflow, pendingOverflow, activeOverflow
  case timeouts, tryTimeouts, noneHealthy, remainingRequests, remainingPending, retriesExhausted
  case ejectionsActive, ejectionsEnforced, ejectionsOverflow, membersHealthy, members, checksPassed

  var name: StaticString {
    switch self {
    case .attempts: "upstream_rq_total"
    case .completed: "upstream_rq_completed"
    case .informational: "upstream_rq_1xx"
    case .success: "upstream_rq_2xx"
    case .redirect: "upstream_rq_3xx"
    case .clientError: "upstream_rq_4xx"
    case .serverError: "upstream_rq_5xx"
    case .active: "upstream_rq_active"
    case .pending: "upstream_rq_pending_active"
    case .retries: "upstream_rq_retry"
    case .savedByRetry: "upstream_rq_retry_success"
    case .retryOverflow: "upstream_rq_retry_overflow"
    case .pendingOverflow: "upstream_rq_pending_overflow"
    case .activeOverflow: "upstream_rq_active_overflow"
    case .timeouts: "upstream_rq_timeout"
    case .tryTimeouts: "upstream_rq_per_try_timeout"
    case .noneHealthy: "upstream_cx_none_healthy"
    case .remainingRequests: "circuit_breakers.default.remaining_rq"
    case .remainingPending: "circuit_breakers.default.remaining_pending"
    case .retriesExhausted: "circuit_breakers.default.rq_retry_open"
    case .ejectionsActive: "outlier_detection.ejections_active"
    case .ejectionsEnforced: "outlier_detection.ejections_enforced_total"
    case .ejectionsOverflow: "outlier_detection.ejections_overflow"
    case .membersHealthy: "membership_healthy"
    case .members: "membership_total"
    case .checksPassed: "health_check.success"
    }
  }

  /// What is read of a connection manager, behind its prefix.
  static let server: [(name: StaticString, metric: EnvoyMetric)] = [
    ("downstream_rq_1xx", .informational), ("downstream_rq_2xx", .success),
    ("downstream_rq_3xx", .redirect), ("downstream_rq_4xx", .clientError),
    ("downstream_rq_5xx", .serverError), ("downstream_rq_active", .active),
  ]
}

/// The metrics of one cluster or connection manager at one look.
struct EnvoyFigures: Sendable {
  private var values = InlineArray<26, Double>(repeating: -1)
  /// How long answers took, since the start.
  var times = LatencyHistogram.decimal

  /// What was never written is left out of the page: it is nought.
  subscript(metric: EnvoyMetric) -> Double {
    get { max(values[metric.rawValue], 0) }
    set { values[metric.rawValue] = newValue }
  }

  /// Nil when the page does not have it, as gauges that are only kept on demand.
  func known(_ metric: EnvoyMetric) -> Double? {
    values[metric.rawValue] < 0 ? nil : values[metric.rawValue]
  }

  /// All answers the caller got.
  var answers: Double {
    self[.informational] + self[.success] + self[.redirect] + self[.clientError]
      + self[.serverError]
  }

  /// Whether something was counted anew since an earlier look.
  func fell(since earlier: EnvoyFigures) -> Bool {
    let counters: [EnvoyMetric] = [.attempts, .completed, .success, .serverError, .clientError]
    return counters.contains { self[$0] < earlier[$0] }
  }
}
