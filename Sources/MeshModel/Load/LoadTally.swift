/// What was counted of requests of one kind, or of all. Tallies of several threads add up.
public struct LoadTally: Sendable, Equatable {
  /// How many ended in which way.
  public private(set) var outcomes: [LoadOutcome: Int] = [:]
  /// From the moment each request was planned for until its answer, also when it was sent late:
  /// leaving the wait out would hide what a slow service does to its callers. Those never sent
  /// count with the time they waited.
  public private(set) var latency = LatencyHistogram()
  /// The longest of them.
  public private(set) var longestMilliseconds = 0.0

  public init() {}

  /// Counts a request.
  public mutating func record(_ outcome: LoadOutcome, milliseconds: Double) {
    outcomes[outcome, default: 0] += 1
    latency.record(milliseconds: milliseconds)
    longestMilliseconds = max(longestMilliseconds, milliseconds)
  }

  /// Adds up what two threads, or two stretches of time, have counted.
  public static func += (left: inout LoadTally, right: LoadTally) {
    left.outcomes.merge(right.outcomes, uniquingKeysWith: +)
    left.latency += right.latency
    left.longestMilliseconds = max(left.longestMilliseconds, right.longestMilliseconds)
  }

  /// How many ended this way.
  public func count(_ outcome: LoadOutcome) -> Int { outcomes[outcome] ?? 0 }
  /// Of all outcomes.
  public var total: Int { outcomes.values.reduce(0, +) }
  /// Those that got an answer with a status below 400.
  public var good: Int { count(.success) + count(.redirect) }
  /// Those that got an answer which is none of the server's failures. Saying no for good reason, as when
  /// goods are sold out, is an answer.
  public var answered: Int { total - LoadOutcome.failures.reduce(0) { $0 + count($1) } }
}

/// How far the load generator itself was behind its plan, in sending.
public struct LoadLag: Sendable, Equatable {
  /// From the planned moment until the request was sent.
  public private(set) var delay = LatencyHistogram()
  /// The longest of them.
  public private(set) var longestMilliseconds = 0.0
  /// Requests sent later than `tolerance` after their moment.
  public private(set) var late = 0

  /// Milliseconds a busy machine may take to wake a thread.
  public static let tolerance = 10.0

  public init() {}

  /// Counts a request that was sent so late.
  public mutating func record(milliseconds: Double) {
    delay.record(milliseconds: milliseconds)
    longestMilliseconds = max(longestMilliseconds, milliseconds)
    if milliseconds > Self.tolerance { late += 1 }
  }

  /// Adds up what two threads, or two stretches of time, have counted.
  public static func += (left: inout LoadLag, right: LoadLag) {
    left.delay += right.delay
    left.longestMilliseconds = max(left.longestMilliseconds, right.longestMilliseconds)
    left.late += right.late
  }

  /// Whether more than one in a hundred was late: then the plan was not kept, and the figures say
  /// as much about the generator as about the service.
  public var isBehind: Bool { delay.count > 0 && Double(late) > delay.count / 100 }
}
