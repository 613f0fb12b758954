internal import Glibc
internal import HTTP
internal import Synchronization

/// Requests at an even rate to one address, each with what became of it: what a proxy's figures are
/// compared with.
///
/// It keeps its rate whatever the answers take, as long as there is a free connection. Whoever starts
/// it stops it.
public final class ExactLoad: Sendable {
  /// One request. Times in nanoseconds of the monotonic clock.
  public struct Outcome: Sendable {
    public let began: Int
    public let ended: Int
    /// 0 when no answer came.
    public let status: Int
  }

  private let outcomes = Mutex<[Outcome]>([])
  private let isStopping = Mutex(false)
  private let threads: Mutex<[pthread_t]>

  /// Starts sending GET requests.
  ///
  /// - Parameters:
  ///   - base: as in `http://127.0.0.1:8080`.
  ///   - rate: requests a second.
  ///   - connections: at a time.
  ///   - patience: milliseconds for one answer.
  public init(
    _ base: String, path: String = "/", rate: Double, connections: Int = 16, patience: Int = 5000
  ) throws {
    let client = try Client(idleLimit: connections)
    threads = Mutex([])
    let start = monotonicNow
    for index in 0..<connections {
      let thread = startThread {
        var number = index
        while self.wait(until: start + Int(Double(number) * 1e9 / rate)) {
          let began = monotonicNow
          let answer = try? client.send(Request("GET", path), to: base, timeout: patience)
          let outcome = Outcome(began: began, ended: monotonicNow, status: answer?.status ?? 0)
          self.outcomes.withLock { $0.append(outcome) }
          number += connections
        }
      }
      if let thread { threads.withLock { $0.append(thread) } }
    }
  }

  /// Sends nothing more, and returns when the last answer is there.
  public func stop() {
    isStopping.withLock { $0 = true }
    let waiting = threads.withLock { threads in
      defer { threads = [] }
      return threads
    }
    for thread in waiting { pthread_join(thread, nil) }
  }

  /// What became of the requests that ended in a stretch of the monotonic clock; all by default.
  public func tally(_ stretch: ClosedRange<Int> = 0...Int.max) -> ExactTally {
    ExactTally(outcomes.withLock { $0 }.filter { stretch.contains($0.ended) })
  }

  /// Waits for the moment of a request; false when none is to be sent any more.
  private func wait(until moment: Int) -> Bool {
    var time = timespec(tv_sec: moment / 1_000_000_000, tv_nsec: moment % 1_000_000_000)
    clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &time, nil)
    return !isStopping.withLock { $0 }
  }
}

/// Requests counted and timed one by one.
public struct ExactTally: Sendable {
  public let statuses: [Int: Int]
  /// Of those that got an answer, in milliseconds, ascending.
  public let durations: [Double]

  init(_ outcomes: [ExactLoad.Outcome]) {
    statuses = outcomes.reduce(into: [:]) { $0[$1.status, default: 0] += 1 }
    durations = outcomes.filter { $0.status > 0 }
      .map { Double($0.ended - $0.began) / 1e6 }.sorted()
  }

  public var count: Int { statuses.values.reduce(0, +) }

  /// Answers with 500 and above, or none, of all.
  public var errorRatio: Double {
    let failed = statuses.filter { $0.key == 0 || $0.key >= 500 }.values.reduce(0, +)
    return count > 0 ? Double(failed) / Double(count) : 0
  }

  /// The duration in milliseconds that a share of all did not exceed.
  public func percentile(_ share: Double) -> Double? {
    guard !durations.isEmpty else { return nil }
    let rank = Int((share * Double(durations.count)).rounded(.up))
    return durations[min(max(rank - 1, 0), durations.count - 1)]
  }
}

/// A thread of its own for a closure that blocks.
private func startThread(_ body: @escaping @Sendable () -> Void) -> pthread_t? {
  final class Box: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
  let box = Unmanaged.passRetained(Box(body))
  var handle = pthread_t()
  let result = pthread_create(
    &handle, nil,
    { @Sendable context in
      guard let context else { return nil }
      Unmanaged<Box>.fromOpaque(context).takeRetainedValue().body()
      return nil
    }, box.toOpaque())
  if result == 0 { return handle }
  box.release()
  return nil
}
