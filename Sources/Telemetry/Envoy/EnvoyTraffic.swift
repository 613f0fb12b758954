internal import MeshModel

extension EnvoyFigures {
  /// What a cluster's counters say of the calls to it. What was never counted is nought here: Envoy
  /// leaves out what it never wrote.
  ///
  /// Answers are what the caller got, whatever it took; attempts are what was sent. What a limit
  /// turned away is an answer and no attempt, and its time is not among the times.
  func calls(_ memory: EnvoyMemory) -> Traffic {
    Traffic(
      counts: TrafficCounts([
        .success: self[.success] + self[.informational], .redirect: self[.redirect],
        .clientError: self[.clientError], .serverError: self[.serverError],
        .attempts: self[.attempts], .failedAttempts: memory.failedAttempts,
        .retries: self[.retries], .savedByRetry: self[.savedByRetry], .shed: memory.shed,
        .timeouts: self[.timeouts] + self[.tryTimeouts], .unreachable: self[.noneHealthy],
        .budgetExhausted: self[.retryOverflow],
      ]), latency: times)
  }

  /// What a connection manager says of the requests that came in.
  func served(rateLimited: Double?) -> Traffic {
    var counts = TrafficCounts([
      .success: self[.success] + self[.informational], .redirect: self[.redirect],
      .clientError: self[.clientError], .serverError: self[.serverError],
    ])
    counts[.rateLimited] = rateLimited
    return Traffic(counts: counts, latency: times)
  }
}

extension EnvoyHost {
  /// How the proxy finds it, worst first.
  func health(isProbing: Bool) -> InstanceHealth {
    if failedCheck { return .unhealthy }
    if isEjected { return .ejected }
    if isLeaving { return .draining }
    if awaitsFirstCheck { return .unknown }
    if isProbing { return .probing }
    return isDegraded ? .degraded : .healthy
  }
}
