internal import Glibc

/// A value that one thread at a time may touch.
///
/// The same idea as `Synchronization.Mutex`, but on a POSIX mutex. On Linux `Mutex` hands a lock that
/// somebody waits for over to that thread, through the kernel, before it runs: with more threads than
/// cores, every thread that comes by meanwhile has to queue up as well. Here whoever runs takes it.
public final class Guarded<Value>: @unchecked Sendable {
  /// Memory from `allocate` never moves, which POSIX asks of a mutex.
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private var value: Value

  public init(_ value: sending Value) {
    self.value = value
    pthread_mutex_init(mutex, nil)
  }

  deinit {
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  /// Calls with the value; nobody else touches it meanwhile. Calling it again inside never returns.
  public func withLock<Result, Problem: Error>(
    _ body: (inout Value) throws(Problem) -> sending Result
  ) throws(Problem) -> sending Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return try body(&value)
  }
}
