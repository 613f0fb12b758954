public import HTTP
public import MeshModel
internal import Platform
internal import Synchronization

/// Puts a plan's load on a server and counts what comes back.
///
/// The plan's moments hold whatever the server does. A request that cannot be sent at its moment,
/// because all connections are busy, is sent as soon as one is free; its time counts from its moment
/// all the same, so that waiting is never left out of the figures ("coordinated omission"), and
/// `LoadLag` tells how late the sending was.
public final class LoadRun: Sendable {
  private let plan: LoadPlan
  private let base: String
  private let client: Client
  private let script: any LoadScript
  private let start: UInt64
  private let schedule: Mutex<ArrivalSchedule>
  private let crew = Mutex(Crew())
  /// Threads that work.
  private let working = Gate(0)
  /// Threads that wait for the moment of their request.
  private let waiting = Atomic<Int>(0)
  private let inFlight = Atomic<Int>(0)
  private let isStopped = Atomic<Bool>(false)

  private struct Crew: Sendable {
    var workers: [Worker] = []
    var books: [LoadBook] = []
  }

  /// - Parameters:
  ///   - base: scheme, host and port of the server.
  ///   - authority: PEM file of the only authority trusted for https.
  public init(
    _ plan: LoadPlan, base: String, script: any LoadScript, authority: String? = nil
  ) throws(HTTPProblem) {
    self.plan = plan
    self.base = base
    self.script = script
    client = try Client(idleLimit: plan.connections, authority: authority)
    schedule = Mutex(ArrivalSchedule(plan))
    start = Clock.monotonic
  }

  /// Sends everything and waits for the last answer.
  ///
  /// - Parameters:
  ///   - interval: milliseconds between two calls of `progress`.
  ///   - shouldStop: asked several times a second; true sends nothing more.
  ///   - progress: told how it goes.
  public func finish(
    interval: Int = 1000, shouldStop: () -> Bool = { false },
    progress: (LoadProgress) -> Void = { _ in }
  ) -> LoadResult {
    hire()
    var total = LoadBook.Page()
    var due = interval
    while !working.wait(milliseconds: Self.nap, until: { $0 == 0 }) {
      if shouldStop() { isStopped.store(true, ordering: .relaxed) }
      guard elapsedMilliseconds >= due else { continue }
      due += interval
      progress(self.progress(&total))
    }
    for worker in crew.withLock({ $0.workers }) { worker.stop() }
    let elapsed = Double(elapsedMilliseconds) / 1000
    total += collect()
    return result(total, elapsed)
  }

  /// Milliseconds between two looks at whether to stop.
  private static let nap = 50
  /// Nanoseconds a thread sleeps at a stretch before it looks whether to stop.
  private static let stretch: UInt64 = 100_000_000

  private var elapsedMilliseconds: Int { Int((Clock.monotonic - start) / 1_000_000) }

  private func progress(_ total: inout LoadBook.Page) -> LoadProgress {
    let recent = collect()
    total += recent
    return LoadProgress(
      elapsedSeconds: Double(elapsedMilliseconds) / 1000, plannedSeconds: plan.seconds,
      all: total.all, recent: recent.all, lag: total.lag,
      inFlight: inFlight.load(ordering: .relaxed))
  }

  private func collect() -> LoadBook.Page {
    var sum = LoadBook.Page()
    for book in crew.withLock({ $0.books }) { sum += book.tear() }
    return sum
  }

  private func result(_ total: LoadBook.Page, _ elapsed: Double) -> LoadResult {
    var result = LoadResult(
      rate: plan.rate, plannedSeconds: plan.seconds, elapsedSeconds: elapsed, seed: plan.seed,
      planned: total.all.total, connections: plan.connections,
      isPartial: isStopped.load(ordering: .relaxed))
    result.all = total.all
    result.actions = total.actions
    result.lag = total.lag
    return result
  }

  /// One more thread, unless there are enough.
  private func hire() {
    crew.withLock { crew in
      guard crew.workers.count < plan.connections else { return }
      let book = LoadBook()
      crew.books.append(book)
      working.change { $0 += 1 }
      waiting.add(1, ordering: .relaxed)
      let worker = Worker("load") { [self] _ in work(book) }
      if worker.hasBegun { return crew.workers.append(worker) }
      // The machine has no thread left: those there are have to do, and are behind for it.
      waiting.subtract(1, ordering: .relaxed)
      working.change { $0 -= 1 }
      if crew.workers.isEmpty { isStopped.store(true, ordering: .relaxed) }
    }
  }

  private func work(_ book: LoadBook) {
    while let arrival = schedule.withLock({ $0.next() }), sleep(until: start + arrival.offset) {
      // Somebody has to wait for the next moment while we wait for our answer.
      if waiting.subtract(1, ordering: .relaxed).newValue == 0 { hire() }
      send(arrival, book)
      waiting.add(1, ordering: .relaxed)
    }
    waiting.subtract(1, ordering: .relaxed)
    working.change { $0 -= 1 }
  }

  /// False when the load was stopped meanwhile.
  private func sleep(until moment: UInt64) -> Bool {
    while !isStopped.load(ordering: .relaxed) {
      let now = Clock.monotonic
      if now >= moment { return true }
      Clock.sleep(until: min(moment, now + Self.stretch))
    }
    return false
  }

  private func send(_ arrival: Arrival, _ book: LoadBook) {
    let moment = start + arrival.offset
    let late = Self.milliseconds(Clock.monotonic - moment)
    let left = plan.patience - Int(late)
    guard left > 0 else { return book.record(.unsent, arrival.action, took: late, late: nil) }
    let request = script.request(for: arrival)
    inFlight.add(1, ordering: .relaxed)
    let outcome = outcome(request, arrival, timeout: left)
    inFlight.subtract(1, ordering: .relaxed)
    let took = Self.milliseconds(Clock.monotonic - moment)
    book.record(outcome, arrival.action, took: took, late: late)
  }

  private func outcome(_ request: Request, _ arrival: Arrival, timeout: Int) -> LoadOutcome {
    do throws(HTTPProblem) {
      let response = try client.send(request, to: base, timeout: timeout)
      script.take(response, to: arrival)
      return LoadOutcome(status: response.status)
    } catch {
      switch error {
      case .timeout: return .timeout
      case .refused, .portTaken, .cannotListen, .noSocket: return .refused
      case .broken, .tooLarge, .untrusted, .noLibrary: return .cut
      }
    }
  }

  private static func milliseconds(_ nanoseconds: UInt64) -> Double {
    Double(nanoseconds) / 1_000_000
  }
}

/// What one thread has counted since somebody last asked.
private final class LoadBook: Sendable {
  struct Page: Sendable {
    var all = LoadTally()
    var actions: [String: LoadTally] = [:]
    var lag = LoadLag()

    static func += (left: inout Page, right: Page) {
      left.all += right.all
      left.lag += right.lag
      for (action, tally) in right.actions { left.actions[action, default: LoadTally()] += tally }
    }
  }

  private let page = Mutex(Page())

  /// - Parameter late: nil for a request that was never sent.
  func record(_ outcome: LoadOutcome, _ action: LoadAction, took: Double, late: Double?) {
    page.withLock { page in
      page.all.record(outcome, milliseconds: took)
      page.actions[action.rawValue, default: LoadTally()].record(outcome, milliseconds: took)
      if let late { page.lag.record(milliseconds: late) }
    }
  }

  /// Hands over what was counted and begins anew.
  func tear() -> Page {
    page.withLock { page in
      defer { page = Page() }
      return page
    }
  }
}
