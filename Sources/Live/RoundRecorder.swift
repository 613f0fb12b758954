internal import MeshModel
internal import Synchronization
public import Telemetry

/// Turns the rounds of a live mesh into the lines of a recording, for somebody who writes them out.
public final class RoundRecorder: Sendable {
  private struct State: Sendable {
    var encoder = RoundEncoder()
    var bytes: [UInt8]
    var rounds = 0
  }

  private let state: Mutex<State>

  /// Begins a recording now.
  public init() {
    state = Mutex(State(bytes: RoundEncoder.head(beginning: Fetcher.now.monotonic)))
  }

  /// Rounds that were recorded.
  public var rounds: Int { state.withLock { $0.rounds } }

  public func take(_ round: RecordedRound) {
    state.withLock { state in
      state.bytes += state.encoder.line(round.reports, at: round.at).bytes
      state.rounds += 1
    }
  }

  /// Whole lines that nobody has got yet.
  public func takeLines() -> [UInt8] {
    state.withLock { state in
      defer { state.bytes = [] }
      return state.bytes
    }
  }
}
