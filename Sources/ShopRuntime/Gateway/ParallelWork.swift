internal import Platform
internal import Synchronization

/// Does several things at once, each on a thread, with a bound on the threads of all callers
/// together. Without a free thread the work is done one thing after the other.
final class ParallelWork: Sendable {
  private let limit: Int
  private let running = Atomic<Int>(0)

  init(limit: Int) { self.limit = limit }

  /// The results in the order of the work.
  func results<Result: Sendable>(_ work: [@Sendable () -> Result]) -> [Result] {
    let done = Mutex([Result?](repeating: nil, count: work.count))
    // The calling thread has nothing else to do than the last piece.
    let workers = work.indices.dropLast().compactMap { index in
      thread {
        let result = work[index](); done.withLock { $0[index] = result }
      }
    }
    let last = work.last.map { $0() }
    for worker in workers {
      worker.stop()
      running.subtract(1, ordering: .relaxed)
    }
    var results = done.withLock { $0 }
    if let last { results[work.count - 1] = last }
    return zip(results, work).map { $0 ?? $1() }
  }

  private func thread(_ body: @escaping @Sendable () -> Void) -> Worker? {
    guard running.add(1, ordering: .relaxed).newValue <= limit else {
      running.subtract(1, ordering: .relaxed)
      return nil
    }
    return Worker("part") { _ in body() }
  }
}
