internal import CWeb
internal import Glibc

/// A socket that listens on loopback and that programs started later can serve.
///
/// Whoever holds it keeps the port: connections wait in its queue while one server ends and the next
/// one starts.
public struct Listener: Sendable, Hashable {
  /// Passed on to the programs that are to serve it.
  public let descriptor: Int32
  /// The port the system gave it.
  public let port: UInt16

  /// - Parameter port: 0 lets the system choose.
  public init(port: UInt16) throws(HTTPProblem) {
    let descriptor = cweb_listen_loopback(port)
    guard descriptor >= 0 else { throw .listening(port, errno: errno) }
    self.descriptor = descriptor
    self.port = cweb_listening_port(descriptor)
  }

  /// A socket inherited under a number.
  public init(inherited descriptor: Int32) {
    self.descriptor = descriptor
    port = cweb_listening_port(descriptor)
  }

  /// Gives the port back, unless another program holds the socket too.
  public func close() { _ = Glibc.close(descriptor) }
}
