/// What can be counted about requests, served or sent.
///
/// *Answers* are what callers got; *attempts* are what was sent for it, retries included. Where a
/// proxy or a breaker answers by itself, that is an answer without an attempt.
public enum TrafficCount: Int, Sendable, CaseIterable {
  /// Answers with a status below 300, by status class from here on.
  case success
  case redirect
  case clientError
  case serverError
  /// Callers that got no answer: timeout, refused, cut off, or not let through.
  case unanswered
  case attempts
  /// Attempts that ended in a server error or without an answer.
  case failedAttempts
  /// Those of them without an answer.
  case unansweredAttempts
  case retries
  /// Requests that failed first and were saved by a retry.
  case savedByRetry
  /// Not sent because a breaker or a concurrency limit said no.
  case shed
  case timeouts
  case rateLimited
  /// Not sent because no healthy instance was there.
  case unreachable
  /// Not retried because the retry budget was used up.
  case budgetExhausted
  /// Those of the client errors that are no fault of anybody, but a negative answer of the business, as
  /// when goods are sold out.
  case refused
}

/// A number for each `TrafficCount`, or that it is not known.
public struct TrafficCounts: Sendable, Equatable {
  private var lanes = CountLanes()

  /// Nothing is known.
  public init() {}

  /// These are known.
  public init(_ counts: [TrafficCount: Double]) {
    for (count, value) in counts { self[count] = value }
  }

  /// Nil when unknown.
  public subscript(count: TrafficCount) -> Double? {
    get { lanes[count.rawValue] }
    set { lanes[count.rawValue] = newValue }
  }

  /// Adds to what is known; what was unknown counts from zero on.
  public mutating func add(_ amount: Double, to count: TrafficCount) {
    self[count] = (self[count] ?? 0) + amount
  }

  /// Both together; what only one side knows is as known as it gets.
  public static func + (left: TrafficCounts, right: TrafficCounts) -> TrafficCounts {
    var sum = TrafficCounts()
    sum.lanes = left.lanes + right.lanes
    return sum
  }

  /// What was counted since an earlier state; nil when a number fell, so that counting began anew.
  /// What was not known then counts from zero on.
  public func since(_ earlier: TrafficCounts) -> TrafficCounts? {
    guard let lanes = lanes.since(earlier.lanes) else { return nil }
    var difference = TrafficCounts()
    difference.lanes = lanes
    return difference
  }

  /// Keeps an earlier number where none is known now.
  mutating func fill(from earlier: TrafficCounts) { lanes.fill(from: earlier.lanes) }

  /// All answers; nil when no class is known.
  public var answers: Double? {
    let classes: [TrafficCount] = [.success, .redirect, .clientError, .serverError, .unanswered]
    let known = classes.compactMap { self[$0] }
    return known.isEmpty ? nil : known.reduce(0, +)
  }

  /// Client errors without those that were negative answers of the business.
  var clientFaults: Double { max((self[.clientError] ?? 0) - (self[.refused] ?? 0), 0) }

  /// Answers that are the server's fault, or none.
  public var failures: Double? {
    guard let errors = self[.serverError] else { return self[.unanswered] }
    return errors + (self[.unanswered] ?? 0)
  }
}
