internal import MeshModel

extension SeriesFamily {
  /// Applications that tell of themselves: resilience4j and Spring Boot by Micrometer, and the shop.
  static let applications = SeriesFamily(
    owner: { ScrapeTarget($0) },
    rules: resilience.merging(spring) { first, _ in first }.merging(shop) { first, _ in first })

  private static let resilience: [String: Rule] = [
    "process_start_time_seconds": { figures, _, value in figures.started = value },
    "resilience4j_circuitbreaker_state": { figures, labels, value in
      guard let name = labels["name"] else { return }
      figures.breakers[name, default: LibraryBreaker()].take(labels["state"], value)
    },
    "resilience4j_circuitbreaker_failure_rate": { figures, labels, value in
      guard let name = labels["name"] else { return }
      figures.breakers[name, default: LibraryBreaker()].fails(value)
    },
    "resilience4j_circuitbreaker_calls_seconds_count": { figures, labels, value in
      guard let name = labels["name"] else { return }
      figures.breakers[name, default: LibraryBreaker()].called(labels["kind"], value)
    },
    "resilience4j_circuitbreaker_not_permitted_calls_total": { figures, labels, value in
      guard let name = labels["name"] else { return }
      figures.breakers[name, default: LibraryBreaker()].refused(value)
    },
    "resilience4j_retry_calls_total": { figures, labels, value in
      guard let name = labels["name"], labels["kind"] == "successful_with_retry" else { return }
      figures.breakers[name, default: LibraryBreaker()].saved(value)
    },
  ]

  private static let spring: [String: Rule] = [
    "http_server_requests_seconds_count": { figures, labels, value in
      figures.serve { $0.count(labels["status"] ?? "", value) }
    },
    "http_server_requests_seconds_sum": { figures, _, value in
      figures.serve { $0.histogram.sum += value }
    },
    "http_server_requests_seconds_bucket": { figures, labels, value in
      guard let bound = labels.bound else { return }
      figures.serve { $0.histogram.add(bound, value) }
    },
    "http_client_requests_seconds_count": { figures, labels, value in
      figures.call(labels["client_name"]) { call in
        call.forget(CallFigures.besidesAnswers)
        call.answered(labels["status"] ?? "", value)
      }
    },
    "http_client_requests_seconds_sum": { figures, labels, value in
      figures.call(labels["client_name"]) { $0.histogram.sum += value }
    },
    "http_client_requests_seconds_bucket": { figures, labels, value in
      guard let bound = labels.bound else { return }
      figures.call(labels["client_name"]) { $0.histogram.add(bound, value) }
    },
  ]

  private static let shop: [String: Rule] = [
    "http_server_request_duration_seconds_count": { figures, labels, value in
      figures.serve { $0.count(labels["code"] ?? "", value) }
    },
    "http_server_request_duration_seconds_sum": { figures, _, value in
      figures.serve { $0.histogram.sum += value }
    },
    "http_server_request_duration_seconds_bucket": { figures, labels, value in
      guard let bound = labels.bound else { return }
      figures.serve { $0.histogram.add(bound, value) }
    },
    "http_server_active_requests": { figures, _, value in figures.active = value },
    "http_client_request_duration_seconds_count": { figures, labels, value in
      figures.call(labels["to"]) { $0.answered(labels["code"] ?? "", value) }
    },
    "http_client_request_duration_seconds_sum": { figures, labels, value in
      if labels.wasSent { figures.call(labels["to"]) { $0.histogram.sum += value } }
    },
    "http_client_request_duration_seconds_bucket": { figures, labels, value in
      guard let bound = labels.bound, labels.wasSent else { return }
      figures.call(labels["to"]) { $0.histogram.add(bound, value) }
    },
    "http_client_attempts_total": { figures, labels, value in
      figures.call(labels["to"]) {
        $0.attempted(labels["code"] ?? "", value, isRetry: labels["attempt"] == "retry")
      }
    },
    "http_client_active_requests": { figures, labels, value in
      figures.call(labels["to"]) { $0.active = value }
    },
  ]
}

extension SeriesLabels {
  /// Calls that were never sent took no time.
  fileprivate var wasSent: Bool { self["code"] != "refused" && self["code"] != "no-instance" }
}

extension CallFigures {
  /// What a client that only counts answers does not tell.
  fileprivate static let besidesAnswers: [TrafficCount] = [
    .attempts, .failedAttempts, .unansweredAttempts, .retries, .savedByRetry, .shed, .timeouts,
    .unreachable,
  ]

  /// Says that these are not known, where otherwise nothing would mean none.
  mutating func forget(_ unknown: [TrafficCount]) {
    for count in unknown { counts[count] = nil }
  }
}
