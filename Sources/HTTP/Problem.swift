internal import Glibc

/// What can go wrong between two programs that speak HTTP.
public enum HTTPProblem: Error, Sendable, Equatable {
  /// A library is missing on this machine.
  case noLibrary(String)
  case portTaken(UInt16)
  /// The system does not let us listen; why, in its words.
  case cannotListen(String)
  /// A unix socket cannot be made at a path.
  case noSocket(String, String)
  /// Nobody listens there.
  case refused
  /// No complete answer within the time allowed.
  case timeout
  /// The connection broke before the answer was complete.
  case broken(String)
  /// The answer is larger than allowed.
  case tooLarge
  /// The peer's certificate is not trusted.
  case untrusted

  /// What went wrong, in words; the library's own words where it has any.
  public var sentence: String {
    switch self {
    case .noLibrary(let reason):
      "a library is missing: \(reason); install libmicrohttpd12, libcurl4 and libgnutls30"
    case .portTaken(let port): "the port \(port) is taken; stop what listens there"
    case .cannotListen(let reason): "cannot listen on 127.0.0.1: \(reason)"
    case .noSocket(let path, let reason): "cannot listen at \(path): \(reason)"
    case .refused: "connection refused"
    case .timeout: "no answer in time"
    case .broken(let reason): "the connection broke: \(reason)"
    case .tooLarge: "the answer is too large"
    case .untrusted: "the certificate is not trusted"
    }
  }

  /// Why no program can listen on a port.
  static func listening(_ port: UInt16, errno code: Int32) -> HTTPProblem {
    let reason = String(cString: strerror(code)).lowercased()
    switch code {
    case EADDRINUSE where port > 0: return .portTaken(port)
    case EADDRINUSE: return .cannotListen("no port is free")
    case EACCES, EPERM:
      return .cannotListen("\(reason) for the port \(port); take one from 1024 on")
    case EMFILE:
      return .cannotListen("\(reason); raise the limit, as in 'ulimit -n 1024'")
    default: return .cannotListen(reason)
    }
  }
}
