internal import Glibc

/// The two clocks of a process.
public enum Clock {
  /// Nanoseconds that never go back; only differences mean something.
  public static var monotonic: UInt64 { read(CLOCK_MONOTONIC) }

  /// Microseconds since 1970, for stamps only: people move this clock.
  public static var wall: Int { Int(read(CLOCK_REALTIME) / 1000) }

  private static func read(_ clock: clockid_t) -> UInt64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }

  /// Blocks the calling thread.
  public static func pause(milliseconds: Int) {
    var wanted = timespec(
      tv_sec: milliseconds / 1000, tv_nsec: milliseconds % 1000 * 1_000_000)
    var left = timespec()
    while nanosleep(&wanted, &left) != 0, errno == EINTR { wanted = left }
  }
}
