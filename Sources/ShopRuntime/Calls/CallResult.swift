internal import HTTP
internal import Resilience

/// How a call ended, as breakers, retries and metrics see it.
extension Result<Response, CallProblem> {
  var ending: Ending {
    switch self {
    case .success(let response): Ending(status: Int(response.status))
    case .failure(let problem): problem.ending
    }
  }

  /// As metrics name it.
  var code: String {
    switch self {
    case .success(let response): String(response.status)
    case .failure(let problem): problem.code
    }
  }

  /// What an answer asks for in its Retry-After header: 0 to 3600 whole seconds.
  var retryAfter: Nanoseconds? {
    guard case .success(let response) = self else { return nil }
    return response.headers["Retry-After"].flatMap { Int64($0) }
      .flatMap { (0...3600).contains($0) ? Nanoseconds.seconds($0) : nil }
  }
}

extension Request {
  /// Whether it changes nothing the second time.
  var mayRepeat: Bool {
    ["GET", "HEAD", "PUT", "DELETE"].contains(method) || headers["idempotency-key"] != nil
  }
}

extension BreakerRefusal {
  /// After what time it is worth asking again.
  var retryAfter: Nanoseconds {
    switch self {
    case .open(let wait), .probing(let wait): wait
    case .forcedOpen: .seconds(1)
    }
  }
}
