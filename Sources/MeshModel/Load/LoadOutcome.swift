/// How a request of the load ended.
public enum LoadOutcome: String, Sendable, CaseIterable {
  case success = "2xx"
  case redirect = "3xx"
  /// Without 429.
  case clientError = "4xx"
  case rateLimited = "429"
  case serverError = "5xx"
  case timeout
  case refused
  /// The connection broke before the answer was complete.
  case cut
  /// Never sent: all connections were busy for longer than its time allowed.
  case unsent

  /// Those that count against the server's availability.
  public static let failures: [LoadOutcome] = [.serverError, .timeout, .refused, .cut, .unsent]

  /// Of an answer.
  public init(status: Int) {
    switch status {
    case ..<300: self = .success
    case ..<400: self = .redirect
    case 429: self = .rateLimited
    case ..<500: self = .clientError
    default: self = .serverError
    }
  }
}
