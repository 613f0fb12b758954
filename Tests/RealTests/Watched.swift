import Live
import MeshModel
import Telemetry
import TestSupport

/// A mesh that a test looks at through the same door as the commands: by what stands behind
/// `--source`.
struct Watched {
  let mesh: LiveMesh

  init(_ source: String) throws {
    let settings = SourceSettings { _ in "" }
    mesh = LiveMesh([try SourceAddress(source).source(settings)], fetcher: Fetcher())
  }

  func snapshot(_ seconds: Double = 10) -> Snapshot {
    mesh.state.snapshot(windowSeconds: seconds, at: Fetcher.now)
  }

  /// Polls until something is seen.
  func poll(
    within time: Duration = .seconds(10), until what: @autoclosure () -> String,
    _ isSeen: (Snapshot) -> Bool
  ) throws {
    do {
      try eventually(within: time, what()) {
        mesh.poll()
        return isSeen(snapshot())
      }
    } catch {
      throw HarnessError("\(error); the sources: \(snapshot().sources)")
    }
  }

  /// Polls once a second for a while, as a command with a window does, and tells over which stretch
  /// of the monotonic clock the last so many seconds reach.
  func poll(seconds: Int) throws -> ClosedRange<Int> {
    mesh.poll()
    let start = monotonicNow
    for second in 1...seconds {
      let due = start + second * 1_000_000_000
      try eventually(within: .seconds(5), "a second to be over") { monotonicNow >= due }
      mesh.poll()
    }
    return start...monotonicNow
  }

  /// The kinds of what happened to a subject, in order.
  func happened(_ subject: String) -> [EventKind] {
    mesh.state.events.all.filter { $0.subject == subject }.map(\.kind)
  }
}

extension Snapshot {
  func edge(to name: String) -> Edge? { edges.first { $0.to == name } }

  func instance(_ id: String) -> Instance? {
    services.flatMap(\.instances).first { $0.id == id }
  }

  func breaker(_ kind: BreakerKind, _ callee: String) -> Breaker? {
    breakers.first { $0.kind == kind && ($0.instance ?? $0.to) == callee }
  }
}

extension Double {
  /// Whether it differs from another by at most a share of that.
  func isWithin(_ share: Double, of other: Double) -> Bool { abs(self - other) <= share * other }
}
