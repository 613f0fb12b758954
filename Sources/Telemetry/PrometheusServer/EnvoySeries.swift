internal import MeshModel

/// What an Envoy says of one cluster in its Prometheus page.
struct ClusterFigures {
  private var values: [Count: Double] = [:]
  private var answers = TrafficCounts([
    .success: 0, .redirect: 0, .clientError: 0, .serverError: 0,
  ])
  var times = BoundSums(milliseconds: 1)
  /// Requests turned away since the scrape before; nil when that is not known.
  var newlyShed: Double?

  /// What is counted or measured. What Envoy never wrote it leaves out: it is nought.
  enum Count: String, CaseIterable {
    case attempts = "upstream_rq_total"
    case active = "upstream_rq_active"
    case retries = "upstream_rq_retry"
    case savedByRetry = "upstream_rq_retry_success"
    case retryOverflow = "upstream_rq_retry_overflow"
    case timeouts = "upstream_rq_timeout"
    case tryTimeouts = "upstream_rq_per_try_timeout"
    case pendingOverflow = "upstream_rq_pending_overflow"
    case activeOverflow = "upstream_rq_active_overflow"
    case noneHealthy = "upstream_cx_none_healthy"
    case requestsOpen = "circuit_breakers_default_rq_open"
    case pendingOpen = "circuit_breakers_default_rq_pending_open"
    case ejected = "outlier_detection_ejections_active"
    case ejections = "outlier_detection_ejections_enforced_total"
    case ejectionsForbidden = "outlier_detection_ejections_overflow"
    case retriedErrors = "retry_upstream_rq_xx"
    case members = "membership_total"
  }

  subscript(count: Count) -> Double { values[count] ?? 0 }

  mutating func add(_ value: Double, to count: Count) { values[count, default: 0] += value }

  mutating func answered(_ responseClass: String?, _ value: Double) {
    answers.add(value, to: AnswerClass.of((responseClass ?? "") + "00"))
  }

  var shed: Double { self[.pendingOverflow] + self[.activeOverflow] }

  var active: Double? { values[.active] }

  var traffic: Traffic {
    var counts = answers
    counts[.attempts] = self[.attempts]
    // Answers that the proxy gave by itself were no attempts; those that a retry replaced were.
    let sent = (answers[.serverError] ?? 0) - shed - self[.noneHealthy]
    counts[.failedAttempts] = max(sent, 0) + self[.retriedErrors]
    counts[.retries] = self[.retries]
    counts[.savedByRetry] = self[.savedByRetry]
    counts[.shed] = shed
    counts[.timeouts] = self[.timeouts] + self[.tryTimeouts]
    counts[.unreachable] = self[.noneHealthy]
    counts[.budgetExhausted] = self[.retryOverflow]
    return Traffic(counts: counts, latency: times.histogram)
  }

  /// Which host was ejected stands in no series that is always there: one reading for all of them.
  func breakers(to service: String) -> [BreakerReading] {
    var readings: [BreakerReading] = []
    if values[.ejected] != nil || self[.ejectionsForbidden] > 0 {
      readings.append(ejection(to: service))
    }
    if values[.requestsOpen] != nil || shed > 0 { readings.append(concurrency(to: service)) }
    return readings
  }

  private func ejection(to service: String) -> BreakerReading {
    let cannotTrip = self[.ejections] == 0 && self[.ejectionsForbidden] > 0
    var reading = BreakerReading(
      to: service, kind: .ejection,
      state: self[.ejected] > 0 ? .open : cannotTrip ? .cannotTrip : .closed,
      confidence: cannotTrip ? .derived : .reported)
    reading.trips = self[.ejections]
    if self[.ejected] > 0 {
      let total = values[.members].map { " of \(Self.whole($0))" } ?? ""
      reading.reason = "\(Self.whole(self[.ejected]))\(total) instances ejected"
    } else if cannotTrip {
      let forbidden = Self.whole(self[.ejectionsForbidden])
      reading.reason = "its limit on ejections forbade all \(forbidden) that were due"
    }
    return reading
  }

  /// The gauges are only a moment's state, and overload comes and goes faster than scrapes: what was
  /// turned away tells.
  private func concurrency(to service: String) -> BreakerReading {
    let isShedding = (newlyShed ?? 0) > 0
    let isFull = self[.requestsOpen] > 0 || self[.pendingOpen] > 0
    var reading = BreakerReading(
      to: service, kind: .concurrency,
      state: isShedding ? .shedding : isFull ? .nearLimit : .closed, confidence: .derived)
    if isShedding { reading.reason = "requests beyond its limit are turned away" }
    return reading
  }

  private static func whole(_ value: Double) -> String { String(Int(min(max(value, 0), 1e15))) }
}

extension SeriesFamily {
  /// An Envoy's own page. It does not say who the proxy belongs to: the labels of the target do.
  static let envoy = SeriesFamily(owner: { ScrapeTarget($0) }, rules: envoyRules)

  private static let envoyRules: [String: Rule] = {
    var rules: [String: Rule] = [
      "envoy_server_uptime": { figures, _, value in figures.uptime = value }
    ]
    for count in ClusterFigures.Count.allCases where count != .retriedErrors {
      rules["envoy_cluster_\(count.rawValue)"] = { figures, labels, value in
        figures.cluster(labels) { $0.add(value, to: count) }
      }
    }
    rules["envoy_cluster_retry_upstream_rq_xx"] = { figures, labels, value in
      guard labels["envoy_response_code_class"] == "5" else { return }
      figures.cluster(labels) { $0.add(value, to: .retriedErrors) }
    }
    rules["envoy_cluster_upstream_rq_xx"] = { figures, labels, value in
      figures.cluster(labels) { $0.answered(labels["envoy_response_code_class"], value) }
    }
    rules["envoy_cluster_upstream_rq_time_bucket"] = { figures, labels, value in
      guard let bound = labels.bound else { return }
      figures.cluster(labels) { $0.times.add(bound, value) }
    }
    rules["envoy_cluster_upstream_rq_time_sum"] = { figures, labels, value in
      figures.cluster(labels) { $0.times.sum += value }
    }
    return rules
  }()
}

extension SeriesLabels {
  /// The upper bound of a bucket.
  var bound: Double? { self["le"].flatMap { Double($0) } }
}
