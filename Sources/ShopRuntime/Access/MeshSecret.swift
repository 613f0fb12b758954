internal import Glibc
public import HTTP
public import Platform

/// Proves that a request comes from inside the mesh.
///
/// Loopback is shared by every user of the machine, so a port there protects nothing. The supervisor draws
/// a secret when the mesh starts and keeps it in the runtime folder, which is closed to others.
///
/// Between processes the secret itself does not travel: a call shows a token, which follows from the secret
/// and from the port called. Whoever takes over the port of a process that has ended, and is called there for
/// a moment, learns nothing that opens another port.
public struct MeshSecret: Sendable {
  /// The header that carries the token of a port or, from people, the secret.
  public static let headerName = "x-mesh-secret"
  /// Bytes of the secret, twice as many characters.
  private static let size = 32

  private let text: [UInt8]

  /// Reads what `make` wrote.
  ///
  /// - Throws: `ENOENT` for a mesh that a program without secrets has started, `EINVAL` when the file holds
  ///   no secret.
  public init(file: String) throws(SystemError) {
    let text = try RuntimeFile.read(file).filter { $0 != 0x0A }
    guard text.count == 2 * Self.size, text.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      throw SystemError(code: RuntimeFile.invalid, doing: "use the secret in \(file)")
    }
    self.text = text
  }

  /// A new secret as the content of its file: 64 hexadecimal digits and a line break.
  public static func make() throws(HTTPProblem) -> String {
    Hexadecimal.text(try Cryptography.random(size)) + "\n"
  }

  /// Writes a new secret to its file.
  public static func make(file: String) throws { try RuntimeFile.write(try make(), to: file) }

  /// What a call to a port of the mesh shows: 64 hexadecimal digits.
  public func token(port: UInt16) throws(HTTPProblem) -> String {
    Hexadecimal.text(try Cryptography.signature(of: Array("port:\(port)".utf8), key: text))
  }

  /// Whether this is the secret, in a time that tells nothing about it.
  func isSame(as shown: [UInt8]) -> Bool { SecretText.isEqual(shown, text) }
}
