internal import HTTP
public import MeshModel
internal import ShopRuntime
public import Telemetry

/// Asks sources over the network and unix sockets. Only GET is ever sent.
public final class Fetcher: Sendable {
  /// What a fetcher may do.
  public struct Limits: Sendable, Hashable {
    /// Milliseconds for one question.
    public var milliseconds = 2000
    /// The largest answer, in bytes.
    public var bytes = 32_000_000

    public init() {}
  }

  private let limits: Limits

  public init(_ limits: Limits = Limits()) { self.limits = limits }

  /// Asks everything and returns the answers in the order of the questions.
  public func fetch(_ requests: [SourceRequest]) -> [SourceAnswer] {
    requests.map { request in
      let outcome = ask(request)
      return SourceAnswer(outcome, at: Self.now)
    }
  }

  /// Both clocks of this machine.
  public static var now: ClockReading {
    ClockReading(monotonic: Int(Clock.monotonic), wall: Clock.wall)
  }

  private func ask(_ request: SourceRequest) -> SourceAnswer.Outcome {
    do throws(HTTPProblem) {
      switch request {
      case .getUnix(let socket, let path):
        let parts = path.split(separator: "?", maxSplits: 1)
        let query = parts.dropFirst().joined().split(separator: "&").map { pair in
          let halves = pair.split(separator: "=", maxSplits: 1).map(String.init)
          return (name: halves[0], value: halves.dropFirst().joined())
        }
        let client = try Client(unixSocket: socket)
        let answer = try client.send(
          Request("GET", String(parts[0]), query: query), to: "http://localhost",
          timeout: limits.milliseconds, limit: limits.bytes)
        return .answered(status: answer.status, body: answer.body)
      case .get, .line: return .failed("cannot be asked by this version")
      }
    } catch {
      return .failed(error.sentence)
    }
  }
}
