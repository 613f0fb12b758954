internal import HTTP
internal import Glibc
internal import Synchronization

/// A small HTTP service on the loopback interface that can be told to misbehave.
///
/// `GET /healthz` is always well, so that health checks and the requests themselves can disagree.
public final class TestApp: Sendable {
  /// What it does with every other request.
  public enum Manner: Sendable {
    /// Answers with this status.
    case answering(Int)
    /// Answers with 200 after so many milliseconds.
    case slow(Int)
    /// Closes the connection without an answer.
    case cutting
  }

  private let server: Server
  private let state: State

  private final class State: Sendable {
    let manner = Mutex(Manner.answering(200))
    let served = Mutex(0)
  }

  /// Starts listening on a port that the system chooses.
  ///
  /// - Parameter port: an own choice; 0 leaves it to the system.
  public init(port: UInt16 = 0) throws {
    let state = State()
    self.state = state
    var settings = Server.Settings()
    settings.port = port
    server = try Server(settings) { request in
      if request.path == "/healthz" { return Response(200, text: "ok\n") }
      state.served.withLock { $0 += 1 }
      switch state.manner.withLock({ $0 }) {
      case .answering(let status): return Response(status, text: "\(status)\n")
      case .slow(let milliseconds):
        poll(nil, 0, Int32(milliseconds))
        return Response(200, text: "late\n")
      case .cutting: return nil
      }
    }
  }

  public var port: UInt16 { server.port }
  /// Host and port.
  public var address: String { "127.0.0.1:\(port)" }
  /// Requests that arrived, without health checks.
  public var served: Int { state.served.withLock { $0 } }

  /// From the next request on.
  public func turn(_ manner: Manner) { state.manner.withLock { $0 = manner } }

  /// Closes all connections and listens no longer. Call it once.
  public func stop() { server.stop() }
}
