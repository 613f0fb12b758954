internal import HTTP

/// Lets those into a process of the mesh who know the mesh's secret.
struct InsideAccess: Sendable {
  private let secret: MeshSecret
  private let token: [UInt8]

  /// - Parameter port: where the process listens.
  init(_ secret: MeshSecret, port: UInt16) throws(HTTPProblem) {
    self.secret = secret
    token = Array(try secret.token(port: port).utf8)
  }

  /// The answer for a request that may not be answered here; nil for one that may.
  ///
  /// What scrapers and probes read is open: metrics and health tell nothing that a user of the machine
  /// must not know.
  func refusal(_ request: Request) -> Response? {
    if Self.isOpen(request) || isShown(by: request) { return nil }
    return Refusal(
      403,
      "only the mesh itself is answered here; send requests through the gateway, whose address "
        + "'archadvisor mesh status' shows"
    ).response
  }

  private static func isOpen(_ request: Request) -> Bool {
    guard request.method == "GET" || request.method == "HEAD" else { return false }
    return ["/metrics", "/healthz", "/readyz"].contains(request.path)
  }

  private func isShown(by request: Request) -> Bool {
    guard let shown = request.headers[MeshSecret.headerName].map({ Array($0.utf8) }) else {
      return false
    }
    return SecretText.isEqual(shown, token) || secret.isSame(as: shown)
  }
}
