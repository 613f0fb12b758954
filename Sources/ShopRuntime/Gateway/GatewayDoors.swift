internal import HTTP
internal import Synchronization

/// Where the gateway is reached from outside: a plain port, and one that ends TLS.
///
/// Apart from the port that registers and that the supervisor watches: nothing about the inside can
/// be asked for here.
final class GatewayDoors: Sendable {
  private let settings: ServiceSettings
  private let servers: Mutex<[Server]> = Mutex([])
  private let isClosing = Atomic<Bool>(false)

  private static let connections: UInt32 = 512

  init(_ settings: ServiceSettings) { self.settings = settings }

  /// Ports in the order plain, TLS.
  var ports: [UInt16] { servers.withLock { $0.map(\.port) } }

  func open(_ answer: @escaping Server.Handler) throws {
    var plain = Server.Settings()
    plain.connectionLimit = Self.connections
    var secure = plain
    secure.tls = (
      certificate: try RuntimeFile.text("\(settings.runtimeFolder)/certificate.pem"),
      key: try RuntimeFile.text("\(settings.runtimeFolder)/certificate-key.pem")
    )
    if settings.hasListener {
      plain.listener = Listener(inherited: Inherited.listener)
      secure.listener = Listener(inherited: Inherited.secureListener)
    }
    for (settings, scheme) in [(plain, "http"), (secure, "https")] {
      let server = try Server(settings) { [self] request in
        closing(answer(Translation.cleaned(request, scheme: scheme)))
      }
      servers.withLock { $0.append(server) }
    }
  }

  /// Takes no more connections and ends each one that is open after its next answer; whoever
  /// inherits the sockets goes on.
  func close() {
    isClosing.store(true, ordering: .releasing)
    servers.withLock { for server in $0 { _ = server.quiesce() } }
  }

  func stop() {
    servers.withLock { all in
      for server in all { server.stop() }
      all = []
    }
  }

  private func closing(_ response: Response?) -> Response? {
    guard isClosing.load(ordering: .acquiring), var response else { return response }
    response.headers["Connection"] = "close"
    return response
  }
}
