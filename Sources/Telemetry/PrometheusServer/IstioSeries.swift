internal import MeshModel

extension SeriesFamily {
  /// Istio's standard metrics. Both ends tell of each request: the caller's end makes the edge, the
  /// other one what the service served, and they are never added up.
  static let istio = SeriesFamily(
    owner: { labels in
      let end = isCaller(labels) ? caller(labels) : callee(labels)
      return end.flatMap { $0 == "unknown" ? nil : ScrapeTarget(labels, service: $0) }
    },
    rules: [
      "istio_requests_total": { figures, labels, value in
        if isCaller(labels) {
          call(&figures, labels) { $0.requested(labels, value) }
        } else {
          figures.serve { $0.count(labels["response_code"] ?? "0", value) }
        }
      },
      "istio_request_duration_milliseconds_bucket": { figures, labels, value in
        guard let bound = labels.bound else { return }
        if isCaller(labels) {
          call(&figures, labels) { $0.histogram.add(bound, value) }
        } else {
          figures.serve { served in
            served.histogram.milliseconds = 1
            served.histogram.add(bound, value)
          }
        }
      },
      "istio_request_duration_milliseconds_sum": { figures, labels, value in
        if isCaller(labels) {
          call(&figures, labels) { $0.histogram.sum += value }
        } else {
          figures.serve { served in
            served.histogram.milliseconds = 1
            served.histogram.sum += value
          }
        }
      },
    ])

  private static func isCaller(_ labels: SeriesLabels) -> Bool {
    labels["reporter"] != "destination"
  }

  private static func caller(_ labels: SeriesLabels) -> String? {
    labels.first(of: "source_canonical_service", "source_workload", "source_app")
  }

  private static func callee(_ labels: SeriesLabels) -> String? {
    labels.first(
      of: "destination_canonical_service", "destination_service_name", "destination_workload")
  }

  /// Requests are counted, not attempts: retries stay unknown.
  private static func call(
    _ figures: inout ScrapeFigures, _ labels: SeriesLabels, _ change: (inout CallFigures) -> Void
  ) {
    guard let to = callee(labels) else { return }
    if let name = labels["request_protocol"] { figures.protocols[to] = name }
    figures.call(to) { call in
      call.histogram.milliseconds = 1
      call.forget([.attempts, .failedAttempts, .unansweredAttempts, .retries, .savedByRetry])
      change(&call)
    }
  }
}

extension CallFigures {
  /// The flags say what the proxy did by itself.
  fileprivate mutating func requested(_ labels: SeriesLabels, _ value: Double) {
    answered(labels["response_code"] ?? "0", value)
    let flags = (labels["response_flags"] ?? "").split(separator: ",")
    if flags.contains("UO") { counts.add(value, to: .shed) }
    if flags.contains("UH") { counts.add(value, to: .unreachable) }
    if flags.contains("UT") { counts.add(value, to: .timeouts) }
    if flags.contains("RL"), labels["response_code"] != "429" {
      counts.add(value, to: .rateLimited)
    }
  }
}
