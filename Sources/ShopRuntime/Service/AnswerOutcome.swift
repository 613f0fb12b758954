internal import HTTP

/// What an answer meant, beside its status: `outcome` in the metrics.
///
/// A status of 4xx stands for two things: the caller did something wrong, or the business has to say no
/// (sold out, declined, not there). The second is no fault and must not make anybody look ill, so it
/// travels with the answer inside the mesh.
enum AnswerOutcome: String, Sendable {
  case success
  /// The business says no.
  case refused
  /// The caller did something wrong.
  case clientError = "client_error"
  case serverError = "server_error"
  /// No answer.
  case none

  /// The header by which services tell one another that the business says no.
  static let headerName = "x-outcome"

  init(_ response: Response?) {
    switch response?.status ?? 0 {
    case 100..<400: self = .success
    case 400..<500:
      self = response?.headers[Self.headerName] == Self.refused.rawValue ? .refused : .clientError
    case 500..<600: self = .serverError
    default: self = .none
    }
  }
}
