internal import Glibc
public import HTTP

/// Proves that a request comes from inside the mesh.
///
/// Loopback is shared by every user of the machine, so a port there protects nothing. The supervisor draws
/// a secret when the mesh starts and keeps it in the runtime folder, which is closed to others; every
/// process of the mesh sends it along with its requests and asks for it before it answers any.
public struct MeshSecret: Sendable {
  /// The header that carries it.
  static let headerName = "x-mesh-secret"
  /// Bytes of the secret, twice as many characters.
  private static let size = 32

  private let text: [UInt8]

  /// Reads what `make` wrote.
  ///
  /// - Throws: `EINVAL` when the file holds no secret.
  public init(file: String) throws(SystemError) {
    let text = try RuntimeFile.read(file).filter { $0 != 0x0A }
    guard text.count == 2 * Self.size, text.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      throw SystemError(code: RuntimeFile.invalid, doing: "use the secret in \(file)")
    }
    self.text = text
  }

  /// A new secret as the content of its file: 64 hexadecimal digits and a line break.
  public static func make() throws(HTTPProblem) -> String {
    let digits = Array("0123456789abcdef".utf8)
    let bytes = try Cryptography.random(size)
    let text = bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return String(decoding: text, as: UTF8.self) + "\n"
  }

  /// Sent with every request inside the mesh.
  public var headers: Headers {
    Headers([(Self.headerName, String(decoding: text, as: UTF8.self))])
  }

  /// The answer for a request that may not be answered here; nil for one that may.
  ///
  /// What scrapers and probes read is open: metrics and health tell nothing that a user of the machine
  /// must not know.
  func refusal(_ request: Request) -> Response? {
    if Self.isOpen(request) || isShown(by: request) { return nil }
    return Refusal(
      403, "only the mesh itself is answered here; send requests through the gateway"
    ).response
  }

  private static func isOpen(_ request: Request) -> Bool {
    guard request.method == "GET" || request.method == "HEAD" else { return false }
    return ["/metrics", "/healthz", "/readyz"].contains(request.path)
  }

  /// Takes the same time wherever two secrets differ.
  private func isShown(by request: Request) -> Bool {
    guard let shown = request.headers[Self.headerName]?.utf8, shown.count == text.count else {
      return false
    }
    return zip(shown, text).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
