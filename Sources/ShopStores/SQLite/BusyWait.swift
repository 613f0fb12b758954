internal import CSQLite
internal import Glibc

/// How a connection waits while others write: in naps of a millisecond at most, so that it gets its
/// turn among others who come back at once. SQLite's own naps grow to a tenth of a second, and
/// whoever takes such a long one comes too late again and again.
final class BusyWait {
  /// Nanoseconds after which it gives up.
  private let limit: Int
  private var start = 0

  init(milliseconds: Int) {
    limit = milliseconds * 1_000_000
  }

  /// Makes a connection wait like this; the connection keeps it alive.
  func install(_ handle: OpaquePointer) {
    sqlite3_busy_handler(
      handle,
      { @Sendable context, count in
        guard let context else { return 0 }
        return Unmanaged<BusyWait>.fromOpaque(context).takeUnretainedValue().nap(count) ? 1 : 0
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  /// Takes a nap; false when the time is over.
  ///
  /// - Parameter count: naps taken before, for the same lock.
  func nap(_ count: Int32) -> Bool {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    let now = time.tv_sec * 1_000_000_000 + time.tv_nsec
    if count == 0 { start = now }
    guard now - start < limit else { return false }
    var pause = timespec(tv_sec: 0, tv_nsec: min(20_000 << Int(min(count, 6)), 1_000_000))
    nanosleep(&pause, nil)
    return true
  }
}
