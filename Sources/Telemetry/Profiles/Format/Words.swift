import MeshModel

/// What can be counted, as profiles write it.
enum CountWord: String, CaseIterable, Sendable {
  case success, redirect
  case clientError = "client-error"
  case serverError = "server-error"
  case unanswered, attempts
  case failedAttempts = "failed-attempts"
  case unansweredAttempts = "unanswered-attempts"
  case retries
  case savedByRetry = "saved-by-retry"
  case shed, timeouts
  case rateLimited = "rate-limited"
  case unreachable
  case budgetExhausted = "budget-exhausted"

  var count: TrafficCount {
    switch self {
    case .success: .success
    case .redirect: .redirect
    case .clientError: .clientError
    case .serverError: .serverError
    case .unanswered: .unanswered
    case .attempts: .attempts
    case .failedAttempts: .failedAttempts
    case .unansweredAttempts: .unansweredAttempts
    case .retries: .retries
    case .savedByRetry: .savedByRetry
    case .shed: .shed
    case .timeouts: .timeouts
    case .rateLimited: .rateLimited
    case .unreachable: .unreachable
    case .budgetExhausted: .budgetExhausted
    }
  }
}

/// The kinds of breakers, as profiles write them.
enum BreakerWord: String, CaseIterable, Sendable {
  case library, ejection, concurrency
  case retryBudget = "retry-budget"
  case rateLimit = "rate-limit"

  var kind: BreakerKind {
    switch self {
    case .library: .library
    case .ejection: .ejection
    case .concurrency: .concurrency
    case .retryBudget: .retryBudget
    case .rateLimit: .rateLimit
    }
  }
}

/// What one unit of a duration is worth.
enum UnitWord: String, CaseIterable, Sendable {
  case seconds, milliseconds, microseconds, nanoseconds

  var milliseconds: Double {
    switch self {
    case .seconds: 1000
    case .milliseconds: 1
    case .microseconds: 1e-3
    case .nanoseconds: 1e-6
    }
  }
}

/// How a number is written.
enum NumberForm: String, CaseIterable, Sendable {
  case number
  /// With a percent sign, as in `50.0%`.
  case percent
  /// As Go writes durations, in milliseconds: `1m2.5s`, `430µs`.
  case duration
}
