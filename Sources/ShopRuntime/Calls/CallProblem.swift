internal import HTTP
public import Resilience

/// Why a call to another service has no useful answer.
public struct CallProblem: Error, Sendable, Hashable {
  /// What kept the answer from coming.
  public enum Reason: Sendable, Hashable {
    /// The breaker is open; worth asking again after so long.
    case breakerOpen(retryAfter: Nanoseconds)
    /// Nobody answers to that name.
    case noInstance
    /// The time allowed is over.
    case timedOut
    case connectFailed
    case connectionLost
    /// A library is missing, or an answer is larger than allowed.
    case broken(String)
  }

  /// The header of an answer that failed because a service further on has no instance: it names that
  /// service, and says that nothing is wrong with whoever answers.
  static let nobodyHeader = "x-no-instance"

  /// Who was called.
  public let service: String
  public let reason: Reason

  /// What to answer to one's own caller.
  public var refusal: Refusal {
    switch reason {
    case .breakerOpen(let wait):
      let seconds = max((wait.wholeMilliseconds + 999) / 1000, 1)
      return Refusal(
        503, "\(service) is not called for now: its breaker is open",
        headers: Headers([("Retry-After", String(seconds))]))
    case .noInstance:
      return Refusal(
        503, "no instance of \(service) is known",
        headers: Headers([("Retry-After", "1"), (Self.nobodyHeader, service)]))
    case .timedOut: return Refusal(504, "\(service) did not answer in time")
    case .connectFailed:
      return Refusal(
        502, "\(service) cannot be reached", headers: Headers([(Self.nobodyHeader, service)]))
    case .connectionLost: return Refusal(502, "\(service) broke the connection")
    case .broken(let text): return Refusal(502, "\(service): \(text)")
    }
  }

  /// As metrics name it.
  var code: String {
    switch reason {
    case .breakerOpen: "refused"
    case .noInstance: "no-instance"
    case .timedOut: "timeout"
    case .connectFailed: "connect"
    case .connectionLost: "cut"
    case .broken: "broken"
    }
  }

  /// What a trace says of a call that was never sent.
  var unsentWords: String {
    switch reason {
    case .noInstance: "no instance, not sent"
    case .timedOut: "no time left, not sent"
    case .breakerOpen, .connectFailed, .connectionLost, .broken: code
    }
  }

  var ending: Ending {
    switch reason {
    case .breakerOpen, .noInstance: .refusedHere
    case .connectFailed: .connectFailed
    case .timedOut: .timedOut
    case .connectionLost, .broken: .connectionLost
    }
  }

  init(_ service: String, _ reason: Reason) {
    self.service = service
    self.reason = reason
  }

  init(_ service: String, _ problem: HTTPProblem) {
    self.service = service
    reason =
      switch problem {
      case .refused, .portTaken, .cannotListen, .noSocket: .connectFailed
      case .timeout: .timedOut
      case .broken: .connectionLost
      case .noLibrary, .tooLarge, .untrusted: .broken(problem.sentence)
      }
  }
}
