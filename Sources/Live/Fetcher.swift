internal import Glibc
internal import HTTP
public import MeshModel
internal import Platform
internal import Synchronization
public import Telemetry

/// Asks sources over the network and unix sockets, many at once. Only GET is ever sent.
public final class Fetcher: Sendable {
  /// What a fetcher may do, and whom it trusts.
  public struct Settings: Sendable {
    /// For one question. One that got no answer in time gets `shortMilliseconds` in the next round,
    /// so that a source that hangs does not keep the others from being asked every second.
    public var milliseconds = 2000
    public var shortMilliseconds = 700
    /// For all questions of a round.
    public var roundMilliseconds = 5000
    /// The largest answer, in bytes.
    public var bytes = 32_000_000
    /// Questions under way at the same time.
    public var parallel = 50
    /// Path of a PEM file with the only authorities trusted for https; nil trusts the system's.
    public var authority: String?
    /// Sent to sources over https, over unix sockets and to this machine; to nobody else.
    public var token: String?

    public init() {}
  }

  private struct Memory {
    var gets: ParallelGets?
    var slow: Set<SourceRequest> = []
  }

  /// So many connections any process may have.
  private static let fewConnections = 500

  private let settings: Settings
  private let memory: Mutex<Memory>

  public init(_ settings: Settings = Settings()) {
    self.settings = settings
    memory = Mutex(Memory())
  }

  /// Asks everything; tells each answer as soon as it is there, once for each question.
  public func fetch(
    _ requests: [SourceRequest], _ tell: (_ index: Int, SourceAnswer) -> Void
  ) {
    if requests.count > Self.fewConnections {
      DescriptorLimit.allow(connections: requests.count)
    }
    memory.withLock { memory in
      var round = FetchRound(requests, settings, memory.slow)
      round.run(&memory.gets, tell)
      memory.slow = round.slow
    }
  }

  /// Asks everything and returns the answers in the order of the questions.
  public func fetch(_ requests: [SourceRequest]) -> [SourceAnswer] {
    var answers = [SourceAnswer?](repeating: nil, count: requests.count)
    fetch(requests) { answers[$0] = $1 }
    return answers.compactMap(\.self)
  }

  /// Both clocks of this machine.
  public static var now: ClockReading {
    ClockReading(monotonic: Int(Clock.monotonic), wall: Clock.wall)
  }
}
