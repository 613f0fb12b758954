internal import CWeb

/// The libraries this target opens when they are first needed.
enum Library {
  case server
  case client
  case multi
  case crypto

  /// Opens the library; only looks up how that went when it was opened before.
  func load() throws(HTTPProblem) {
    let problem =
      switch self {
      case .server: Self.serverProblem
      case .client: Self.clientProblem
      case .multi: Self.multiProblem
      case .crypto: Self.cryptoProblem
      }
    if let problem { throw problem }
  }

  private static let serverProblem = open(cweb_load_server)
  private static let clientProblem = open(cweb_load_client)
  private static let multiProblem = open(cweb_load_multi)
  private static let cryptoProblem = open(cweb_load_crypto)

  private static func open(
    _ load: (UnsafeMutablePointer<CChar>?, Int) -> Int32
  ) -> HTTPProblem? {
    var problem = [CChar](repeating: 0, count: 256)
    if load(&problem, problem.count) == 0 { return nil }
    let text = problem.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return .noLibrary(String(decoding: text, as: UTF8.self))
  }
}
