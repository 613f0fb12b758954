/// How a call ended, as its caller saw it.
public enum Ending: UInt8, Sendable, Hashable, CaseIterable {
  /// An answer with a status of 100 to 399, or with any status no other case names.
  case answered
  /// An answer that blames the caller: status 400 to 499 but 429.
  case clientError
  /// The callee counts requests and this one was too many: status 429.
  case throttled
  /// An answer that blames the callee: status 500 to 599 but 503.
  case serverError
  /// The callee says that it did not take the call: status 503.
  case unavailable
  /// No answer in time; the callee may have done the work.
  case timedOut
  /// No connection, so the callee has not seen the call.
  case connectFailed
  /// The connection broke before the answer was whole; the callee may have done the work.
  case connectionLost
  /// The caller no longer wanted the answer.
  case cancelled
  /// A breaker, bulkhead or limit on this side refused; nothing was sent.
  case refusedHere

  /// The ending that an HTTP status stands for.
  public init(status: Int) {
    switch status {
    case 429: self = .throttled
    case 400...499: self = .clientError
    case 503: self = .unavailable
    case 500...599: self = .serverError
    default: self = .answered
    }
  }
}

/// A set of endings, in one word of memory.
public struct EndingSet: OptionSet, Sendable, Hashable {
  /// One bit an ending, at the place of its number.
  public let rawValue: UInt16

  /// The set of the endings whose bits are set.
  public init(rawValue: UInt16) {
    self.rawValue = rawValue
  }

  /// The set of the endings listed.
  public init(_ endings: Ending...) {
    rawValue = endings.reduce(0) { $0 | 1 << $1.rawValue }
  }

  /// Whether an ending is in the set.
  public func contains(_ ending: Ending) -> Bool {
    rawValue & (1 << ending.rawValue) != 0
  }

  /// Endings after which the callee has not done the work: safe to try again whatever the call does.
  public static let notProcessed = EndingSet(.connectFailed, .unavailable, .throttled)
  /// Endings worth another try when doing the work twice does no harm.
  public static let transient = notProcessed.union(
    EndingSet(.serverError, .timedOut, .connectionLost))
}
