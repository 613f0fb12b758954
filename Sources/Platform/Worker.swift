internal import CSupport
internal import Glibc
internal import Synchronization

/// A thread with an owner: it runs one closure, is told to stop, and is waited for.
public final class Worker: Sendable {
  /// Tells a worker's closure when to end, and lets it wait without missing that.
  public final class Stop: Sendable {
    private let gate = Gate(false)

    /// Whether the closure is to end, without waiting.
    public var isRequested: Bool { gate.value }

    /// Waits; true as soon as the worker has to end.
    public func wait(milliseconds: Int) -> Bool {
      gate.wait(milliseconds: milliseconds) { $0 }
    }

    func request() { gate.change { $0 = true } }
  }

  /// How many threads the system has refused this process.
  private static let refused = Atomic<Int>(0)

  /// Makes sure that all threads that were asked for so far run.
  ///
  /// - Throws: `EAGAIN` when one does not.
  public static func mustAllRun() throws(SystemError) {
    guard refused.load(ordering: .relaxed) > 0 else { return }
    throw SystemError(code: EAGAIN, doing: "start a thread")
  }

  private let stopping = Stop()
  private let thread: Mutex<pthread_t?>

  /// - Parameter name: at most 15 characters, shown by `ps -L`.
  public init(_ name: String, _ body: @escaping @Sendable (Stop) -> Void) {
    let stop = stopping
    let box = Unmanaged.passRetained(Start(name: name) { body(stop) })
    var handle = pthread_t()
    let result = pthread_create(
      &handle, nil,
      { @Sendable context in
        guard let context else { return nil }
        let start = Unmanaged<Start>.fromOpaque(context).takeRetainedValue()
        cs_name_thread(start.name)
        start.body()
        return nil
      }, box.toOpaque())
    if result != 0 {
      box.release()
      Self.refused.wrappingAdd(1, ordering: .relaxed)
    }
    thread = Mutex(result == 0 ? handle : nil)
  }

  /// False when the system had no thread left: then the closure never runs.
  public var hasBegun: Bool { thread.withLock { $0 != nil } }

  /// Asks the closure to end without waiting for it.
  public func requestStop() { stopping.request() }

  /// Asks the closure to end and waits until it has.
  public func stop() {
    stopping.request()
    if let handle = thread.withLock({ $0.take() }) { pthread_join(handle, nil) }
  }

  private final class Start: Sendable {
    let name: String
    let body: @Sendable () -> Void

    init(name: String, body: @escaping @Sendable () -> Void) {
      self.name = String(name.prefix(15))
      self.body = body
    }
  }
}
