public import HTTP
internal import Platform

extension MeshSecret {
  /// A client for calls to processes of the mesh: it shows each port its token.
  ///
  /// - Parameter idleLimit: connections kept for later calls.
  public func client(idleLimit: Int = 32) throws(HTTPProblem) -> Client {
    let tokens = PortTokens(self)
    return try Client(idleLimit: idleLimit) { base in
      tokens[base].map { (name: Self.headerName, value: $0) }
    }
  }
}

/// Tokens by the address they are for, so that a call costs a look-up.
private final class PortTokens: Sendable {
  private let secret: MeshSecret
  private let known: Guarded<[String: String]> = Guarded([:])

  /// Ports come and go with their processes; those of the past are forgotten all at once.
  private static let limit = 256
  private static let scheme = "http://"

  init(_ secret: MeshSecret) { self.secret = secret }

  /// Nil for an address that is no port of the mesh.
  subscript(base: String) -> String? {
    known.withLock { known in
      if let token = known[base] { return token }
      guard base.hasPrefix(Self.scheme),
        let address = LoopbackAddress(base.dropFirst(Self.scheme.utf8.count)),
        let token = try? secret.token(port: address.port)
      else { return nil }
      if known.count >= Self.limit { known = [:] }
      known[base] = token
      return token
    }
  }
}
