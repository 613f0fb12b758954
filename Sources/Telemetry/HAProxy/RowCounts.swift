internal import MeshModel

extension StatTable.Row {
  /// Answers by status class; nothing is known of them where HAProxy does not look into what passes.
  var answerCounts: TrafficCounts {
    var counts = TrafficCounts()
    guard number(.requests) != nil else { return counts }
    counts[.success] = (number(.informational) ?? 0) + (number(.success) ?? 0)
    counts[.redirect] = number(.redirect) ?? 0
    counts[.clientError] = number(.clientError) ?? 0
    counts[.serverError] = number(.serverError) ?? 0
    counts[.unanswered] = number(.otherAnswers) ?? 0
    return counts
  }
}

extension BackendRows {
  /// What those who called the backend got, and what was sent to its servers for it.
  func traffic(_ memory: BackendMemory, lost: Double) -> Traffic {
    var counts = row.answerCounts
    counts[.attempts] = attempts
    counts[.retries] = retriesKnown(memory)
    counts[.shed] = memory.shed
    counts[.unreachable] = memory.unreachable
    counts[.rateLimited] = row.number(.denied)
    if isHTTP {
      counts[.failedAttempts] = sum(.serverError) + lost
      counts[.unansweredAttempts] = lost
    } else {
      let failed = sum(.retries) + sum(.redispatches) + sum(.connectionErrors)
      counts[.failedAttempts] = failed
      counts[.unansweredAttempts] = failed
    }
    return Traffic(counts: counts, latency: memory.latency)
  }

  /// Connections are retried without being counted twice.
  private func retriesKnown(_ memory: BackendMemory) -> Double {
    isHTTP ? memory.retries : sum(.retries) + sum(.redispatches)
  }

  /// What arrived at one of its servers; nil when only connections are counted.
  func traffic(of server: StatTable.Row, _ memory: ServerMemory) -> Traffic? {
    guard isHTTP else { return nil }
    var counts = server.answerCounts
    counts[.unanswered] = memory.lostAttempts
    counts[.attempts] = server.number(.sessions)
    counts[.failedAttempts] = (server.number(.serverError) ?? 0) + memory.lostAttempts
    counts[.unansweredAttempts] = memory.lostAttempts
    return Traffic(counts: counts, latency: LatencyHistogram(count: 0, sum: 0))
  }
}
