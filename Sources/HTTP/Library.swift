internal import CWeb

/// The libraries this target opens when they are first needed.
enum Library {
  case server
  case client
  case crypto

  /// Opens the library; quick when it is open already.
  func load() throws(HTTPProblem) {
    var problem = [CChar](repeating: 0, count: 256)
    let result =
      switch self {
      case .server: cweb_load_server(&problem, problem.count)
      case .client: cweb_load_client(&problem, problem.count)
      case .crypto: cweb_load_crypto(&problem, problem.count)
      }
    if result == 0 { return }
    let text = problem.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    throw .noLibrary(String(decoding: text, as: UTF8.self))
  }
}
