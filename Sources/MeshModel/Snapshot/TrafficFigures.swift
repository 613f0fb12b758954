/// Rates, ratios and percentiles of a window. All are nil when there is no valid window; ratios and
/// percentiles also when nothing was counted.
public struct TrafficFigures: Sendable, Equatable {
  public var answersPerSecond: Double?
  public var attemptsPerSecond: Double?
  /// Answers that were server errors or none at all, of all answers.
  public var errorRatio: Double?
  /// The same of attempts.
  public var attemptErrorRatio: Double?
  /// Of all answers, by status class.
  public var classes = Classes()
  /// Of all answers, those with a 4xx that were negative answers of the business; nil when the source
  /// does not tell them from faults.
  public var refusedRatio: Double?
  public var retriesPerSecond: Double?
  /// Attempts that are made for each first one on average: what was never sent counts in neither.
  public var retryAmplification: Double?
  public var shedPerSecond: Double?
  public var timeoutsPerSecond: Double?
  public var rateLimitedPerSecond: Double?
  public var unreachablePerSecond: Double?
  public var budgetExhaustedPerSecond: Double?
  public var latency = Latency()

  /// No valid window.
  public init() {}

  /// Shares of all answers; together they are one. Nil for a class that the source does not count.
  public struct Classes: Sendable, Equatable {
    public var success: Double?
    public var redirect: Double?
    public var clientError: Double?
    public var serverError: Double?
    public var unanswered: Double?

    public init() {}
  }

  /// Percentiles in milliseconds, with the number of durations they rest on.
  public struct Latency: Sendable, Equatable {
    public var p50: Double?
    public var p95: Double?
    public var p99: Double?
    public var mean: Double?
    public var count: Double?
    public var method: LatencyHistogram.Method?

    public init() {}

    public init(_ histogram: LatencyHistogram) {
      p50 = histogram.percentile(0.5)
      p95 = histogram.percentile(0.95)
      p99 = histogram.percentile(0.99)
      mean = histogram.mean
      count = histogram.count
      method = histogram.method
    }
  }
}

extension TrafficFigures {
  init(_ window: WindowSum?) {
    guard let window else { return }
    let counts = window.traffic.counts
    func rate(_ value: Double?) -> Double? { value.map { $0 / window.seconds } }
    let answers = counts.answers
    answersPerSecond = rate(answers)
    attemptsPerSecond = rate(counts[.attempts])
    errorRatio = Self.ratio(counts.failures, of: answers)
    attemptErrorRatio = Self.ratio(counts[.failedAttempts], of: counts[.attempts])
    classes = Classes(counts)
    refusedRatio = Self.ratio(counts[.refused], of: answers)
    retriesPerSecond = rate(counts[.retries])
    retryAmplification = Self.amplification(counts)
    shedPerSecond = rate(counts[.shed])
    timeoutsPerSecond = rate(counts[.timeouts])
    rateLimitedPerSecond = rate(counts[.rateLimited])
    unreachablePerSecond = rate(counts[.unreachable])
    budgetExhaustedPerSecond = rate(counts[.budgetExhausted])
    latency = Latency(window.traffic.latency)
  }

  /// Where retries are not counted, answers have to stand for first attempts.
  private static func amplification(_ counts: TrafficCounts) -> Double? {
    guard let attempts = counts[.attempts], let retries = counts[.retries] else {
      return quotient(counts[.attempts], counts.answers)
    }
    return quotient(attempts, attempts - retries)
  }

  /// Nil also for a part that is more than the whole: then the counters contradict one another, as
  /// when one of several began anew.
  private static func ratio(_ part: Double?, of whole: Double?) -> Double? {
    quotient(part, whole).flatMap { $0 <= 1 ? $0 : nil }
  }

  private static func quotient(_ part: Double?, _ whole: Double?) -> Double? {
    guard let part, let whole, whole > 0 else { return nil }
    return part / whole
  }
}

extension TrafficFigures.Classes {
  init(_ counts: TrafficCounts) {
    guard let answers = counts.answers, answers > 0 else { return }
    func share(_ count: TrafficCount) -> Double? { counts[count].map { $0 / answers } }
    success = share(.success)
    redirect = share(.redirect)
    clientError = share(.clientError)
    serverError = share(.serverError)
    unanswered = share(.unanswered)
  }
}
