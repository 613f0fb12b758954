internal import HTTP
internal import MeshModel
internal import Platform
internal import Synchronization
internal import Telemetry

/// Looks at one process of the mesh, time and again, and remembers how far it has read.
///
/// One life of an instance has one scout: who is started again numbers its events and spans anew.
final class InstanceScout: Sendable {
  /// Which life of which instance.
  let life: Life
  private let client: Client
  /// The numbers of the last lines that were read, by path.
  private let last: Mutex<[String: Int]> = Mutex([:])

  /// An instance between two starts.
  struct Life: Hashable {
    let instance: String
    let process: Int
    let address: String
  }

  /// What a look brought.
  struct Finding: Sendable {
    let at: ClockReading
    /// Nil when the instance gave no answer.
    let answer: ShopLook.Answer?
    /// New spans, one line each.
    var spans: [UInt8] = []
    /// Spans that the instance had to forget before anybody asked.
    var lostSpans = 0
    /// What somebody has set there beside the supervisor.
    var faults: DirectFaults?
  }

  /// Milliseconds for each of the paths: a process that hangs must not hold up a round for long.
  private static let patience = 800
  /// Bytes of one answer; a full store of spans has less than a quarter of it.
  private static let limit = 4_000_000

  init(_ life: Life, _ secret: MeshSecret) throws(HTTPProblem) {
    self.life = life
    client = try secret.client(idleLimit: 1)
  }

  /// Asks for everything; whoever does not answer the first question is not asked the others.
  ///
  /// The first is the one that also an instance answers that a fault keeps from all others.
  func look() -> Finding {
    guard let set = send(Request("GET", "/internal/faults")) else {
      return Finding(at: .now, answer: nil)
    }
    var finding = rest()
    finding.faults = DirectFaults(life.instance, set)
    return finding
  }

  private func rest() -> Finding {
    guard let metrics = ask("/metrics") else { return Finding(at: .now, answer: nil) }
    // Counters and time belong together, so the time is taken before the other questions.
    let at = ClockReading.now
    guard let breakers = ask("/internal/breakers"),
      let events = askForNew("/internal/events"),
      let ready = send(Request("GET", "/readyz"))
    else { return Finding(at: at, answer: nil) }
    let answer = ShopLook.Answer(
      metrics: metrics, breakers: breakers, events: events, isReady: ready.isSuccess)
    let before = last.withLock { $0[Self.spans] ?? 0 }
    let spans = askForNew(Self.spans) ?? []
    let numbered = last.withLock { $0[Self.spans] ?? 0 } - before
    let lines = spans.count { $0 == UInt8(ascii: "\n") }
    return Finding(
      at: at, answer: answer, spans: spans, lostSpans: max(numbered - lines, 0))
  }

  private static let spans = "/internal/spans"

  /// The lines behind the last one that was read.
  private func askForNew(_ path: String) -> [UInt8]? {
    let number = last.withLock { $0[path] ?? 0 }
    let request = Request("GET", path, query: [(name: "after", value: String(number))])
    guard let response = send(request), response.isSuccess else { return nil }
    let newest = response.headers["x-newest"].flatMap { Int($0) }
    last.withLock { $0[path] = newest ?? number }
    return response.body
  }

  private func ask(_ path: String) -> [UInt8]? {
    send(Request("GET", path)).flatMap { $0.isSuccess ? $0.body : nil }
  }

  private func send(_ request: Request) -> Response? {
    try? client.send(
      request, to: "http://\(life.address)", timeout: Self.patience, limit: Self.limit)
  }
}

extension ClockReading {
  /// Both clocks of this process.
  static var now: ClockReading {
    ClockReading(monotonic: Int(Clock.monotonic), wall: Clock.wall)
  }
}
