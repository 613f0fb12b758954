import Dashboard
import Files
import Instruments
import Live
import Platform
import ShopRuntime

/// Reads the logs and traces of the shop for the level that is open on the screen, in a thread of its
/// own as soon as there is something to read.
final class MeshReader {
  private let target: MeshTarget
  private let mailbox: MeshMailbox
  private let wanted = Gate<Wanted>(Wanted())
  private var worker: Worker?

  private struct Wanted: Sendable {
    var subject: MeshSubject?
    /// Counts what was asked for, so that asking for the same again reads it anew.
    var number = 0
    var isClosed = false
  }

  /// Milliseconds between two looks at logs, and at traces, which are more to carry.
  private static let interval = 500
  private static let tracesInterval = 3000

  init(_ target: MeshTarget, _ mailbox: MeshMailbox) {
    self.target = target
    self.mailbox = mailbox
  }

  /// Reads this from now on, and nothing any more with nil.
  ///
  /// - Parameter isInline: whether to read once, before this returns.
  func follow(_ subject: MeshSubject?, isInline: Bool) {
    if isInline {
      var reading = subject.map { ShopReading(target, $0) }
      reading?.read().map(mailbox.put)
      return
    }
    wanted.change {
      $0.subject = subject
      $0.number += 1
    }
    if subject != nil, worker == nil { worker = makeWorker() }
  }

  private func makeWorker() -> Worker {
    let (target, mailbox, wanted) = (target, mailbox, wanted)
    return Worker("mesh reader") { _ in Self.run(target, mailbox, wanted) }
  }

  private static func run(_ target: MeshTarget, _ mailbox: MeshMailbox, _ wanted: Gate<Wanted>) {
    var number = -1
    var reading: ShopReading?
    while true {
      let now = wanted.value
      if now.isClosed { return }
      if now.number != number {
        number = now.number
        reading = now.subject.map { ShopReading(target, $0) }
      }
      reading?.read().map(mailbox.put)
      let pause =
        switch now.subject {
        case .logs, .requestLogs: interval
        // One that has only just begun is about to come.
        case .trace: reading?.mayComeSoon ?? false ? interval : tracesInterval
        case .traces: tracesInterval
        case nil: 60_000
        }
      _ = wanted.wait(milliseconds: pause) { $0.number != number || $0.isClosed }
    }
  }

  /// Reads nothing any more.
  func close() { wanted.change { $0.isClosed = true } }

  /// Waits for the thread.
  func finish() { worker?.stop() }
}

/// Reads one subject again and again. Used by one thread.
struct ShopReading {
  private let target: MeshTarget
  private let subject: MeshSubject
  private var logs: LogReader?
  private var isFirst = true

  /// How often the request that is wanted was not there.
  private var misses = 0

  /// Bytes that are read of one log at once; the lines of one request lie anywhere.
  private static let bytes = 256 * 1024
  private static let requestBytes = 16 * 1024 * 1024

  init(_ target: MeshTarget, _ subject: MeshSubject) {
    self.target = target
    self.subject = subject
    switch subject {
    case .logs(let name):
      logs = LogReader(folder: target.folders.logs, target: name, bytes: Self.bytes)
    case .requestLogs(let id):
      logs = LogReader(
        folder: target.folders.logs, target: nil, trace: id, bytes: Self.requestBytes)
    case .traces, .trace: break
    }
  }

  /// Whether the request that is wanted has not been looked for long enough to be given up.
  var mayComeSoon: Bool { (1...20).contains(misses) }

  /// What is there to be told; nil when nothing is new.
  mutating func read() -> MeshSight? {
    switch subject {
    case .logs, .requestLogs: lines()
    case .traces(let waypoint, let condition):
      traces { client throws(ControlClient.Problem) in
        try client.traces(
          .worst, through: waypoint.map(Waypoint.init), where: condition, limit: TraceList.limit)
      }
    case .trace(let id):
      traces { client throws(ControlClient.Problem) in
        try client.traces(prefix: id, limit: 1)
      }
    }
  }

  private mutating func lines() -> MeshSight? {
    do throws(FileProblem) {
      let entries = try logs?.next().map(\.entry) ?? []
      if entries.isEmpty, !isFirst { return nil }
      defer { isFirst = false }
      return MeshSight(
        subject,
        .lines(LogLines(entries, isFromStart: isFirst, isCut: logs?.isCut ?? false)))
    } catch {
      return MeshSight(subject, .failed(MeshSentence.unreadableLogs(error)))
    }
  }

  private mutating func traces(
    _ ask: (ControlClient) throws(ControlClient.Problem) -> ControlClient.Traces
  ) -> MeshSight {
    do throws(ControlClient.Problem) {
      let found = try ask(try ControlClient(target.folders, limit: target.fetching.milliseconds))
      if found.traces.isEmpty, case .trace = subject {
        misses += 1
        return MeshSight(subject, .noTrace)
      }
      misses = 0
      return MeshSight(
        subject,
        .traces(
          TraceList(
            found.traces, matching: found.matching, kept: found.kept, lostSpans: found.lostSpans)))
    } catch {
      return MeshSight(subject, .failed(MeshSentence.words(error, mesh: target.name)))
    }
  }
}
