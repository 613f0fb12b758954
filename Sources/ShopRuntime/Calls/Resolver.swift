internal import HTTP
internal import Platform
internal import Resilience

/// Knows the instances of services: asks the registry on a thread of its own, remembers, and asks again.
///
/// No call waits for the registry. While it is silent the last answer stays good: better an old list
/// than none. A call for which there is nobody waits a little for somebody to appear.
final class Resolver: Sendable {
  private struct State: Sendable {
    var directory: Directory
    /// Calls that wait, by service.
    var waiting: [String: Int] = [:]
    var isStopped = false

    func isPressing(_ now: UInt64) -> Bool { !waiting.isEmpty || directory.awaitsNews(now: now) }
  }

  private let state: Gate<State>
  private let renewed: Guarded<[@Sendable (Set<String>) -> Void]>
  private let worker: Worker

  /// Milliseconds between two questions to the registry, and while somebody is missing.
  private static let pace = 500
  private static let pressingPace = 100
  /// Milliseconds the registry gets to answer.
  private static let patience = 300
  /// Calls to one service that wait at most; each holds a thread.
  private static let waitingLimit = 64

  /// Asks the registry once before it returns, so that the first call finds somebody.
  ///
  /// - Parameter registry: its base address, as in `http://127.0.0.1:7100`.
  init(registry: String, client: Client) {
    let state = Gate(State(directory: Directory(now: Clock.monotonic)))
    let renewed: Guarded<[@Sendable (Set<String>) -> Void]> = Guarded([])
    @Sendable func refresh() {
      guard let list = Self.ask(registry, client) else { return }
      let services = state.change { $0.directory.take(list, now: Clock.monotonic) }
      if services.isEmpty { return }
      for tell in renewed.withLock({ $0 }) { tell(services) }
    }
    refresh()
    self.state = state
    self.renewed = renewed
    worker = Worker("resolver") { _ in
      while Self.waitForTurn(state) { refresh() }
    }
  }

  deinit {
    state.change { $0.isStopped = true }
    worker.stop()
  }

  /// Waits until it is time to ask again; false when it is time to end.
  private static func waitForTurn(_ state: Gate<State>) -> Bool {
    // However pressing it is: the registry has others to answer.
    if state.wait(milliseconds: pressingPace, until: \.isStopped) { return false }
    _ = state.wait(milliseconds: pace - pressingPace) {
      $0.isStopped || $0.isPressing(Clock.monotonic)
    }
    return !state.value.isStopped
  }

  private static func ask(_ registry: String, _ client: Client) -> InstanceList? {
    guard
      let response = try? client.send(Request("GET", "/services"), to: registry, timeout: patience),
      response.isSuccess
    else { return nil }
    return InstanceList(response.body)
  }

  /// Has a closure told of services that have an instance at a new address.
  func whenRenewed(_ tell: @escaping @Sendable (Set<String>) -> Void) {
    renewed.withLock { $0.append(tell) }
  }

  /// An instance for a call; waits a little when there is none, and gives nil when none appears.
  ///
  /// - Parameters:
  ///   - tried: instances that failed for this call already; chosen only when there are no others.
  ///   - end: nanoseconds of the monotonic clock after which waiting helps nobody.
  func instance(
    of service: String, without tried: Set<String>, chance: UInt64, end: UInt64
  ) -> Registration? {
    let now = Clock.monotonic
    let directory = state.value.directory
    let choice = directory.candidates(service, now: now)
    if let chosen = Balance.choose(choice, without: tried, chance: chance) { return chosen }
    let limit = min(end, directory.patience(service))
    guard limit > now, waitForSomebody(service, milliseconds: Int((limit - now) / 1_000_000)) else {
      return nil
    }
    let fresh = state.value.directory.candidates(service, now: Clock.monotonic)
    return Balance.choose(fresh, without: tried, chance: chance)
  }

  /// Waits until there is somebody to call; false when nobody came, or too many wait already.
  private func waitForSomebody(_ service: String, milliseconds: Int) -> Bool {
    let mayWait = state.change { state in
      let count = state.waiting[service] ?? 0
      if count < Self.waitingLimit { state.waiting[service] = count + 1 }
      return count < Self.waitingLimit
    }
    guard mayWait else { return false }
    defer {
      state.change { state in
        let count = state.waiting[service] ?? 1
        state.waiting[service] = count > 1 ? count - 1 : nil
      }
    }
    return state.wait(milliseconds: milliseconds) {
      !$0.directory.candidates(service, now: Clock.monotonic).isEmpty
    }
  }

  /// Takes the failure of a call to an address that it gave; see `Directory.failed`.
  ///
  /// - Parameters:
  ///   - time: what the call had.
  ///   - start: when it began, in nanoseconds of the monotonic clock.
  /// - Returns: nil when the call ran out of less than `Directory.ampleTime`, which says nothing.
  func failed(
    _ service: String, _ address: String, _ problem: CallProblem, given time: Nanoseconds,
    start: UInt64
  ) -> Directory.Failure? {
    if problem.reason == .timedOut, time < Directory.ampleTime { return nil }
    return state.change {
      $0.directory.failed(service, address, problem.ending, start: start, now: Clock.monotonic)
    }
  }
}

/// Chooses among instances.
enum Balance {
  /// One instance by weight, and none of those already tried while there are others.
  ///
  /// - Parameter chance: evenly distributed over all of `UInt64`.
  static func choose(
    _ instances: [Registration], without tried: Set<String>, chance: UInt64
  ) -> Registration? {
    let fresh = instances.filter { !tried.contains($0.instance) && $0.weight > 0 }
    let choice = fresh.isEmpty ? instances.filter { $0.weight > 0 } : fresh
    let total = choice.reduce(0) { $0 + $1.weight }
    guard total > 0 else { return nil }
    var rest = Int(chance % UInt64(total))
    for instance in choice {
      if rest < instance.weight { return instance }
      rest -= instance.weight
    }
    return choice.last
  }
}
