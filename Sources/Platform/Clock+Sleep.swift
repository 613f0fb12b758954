internal import Glibc

extension Clock {
  /// Blocks the calling thread until a moment of the monotonic clock, in nanoseconds; a signal may
  /// end it earlier.
  public static func sleep(until moment: UInt64) {
    var end = timespec(
      tv_sec: Int(moment / 1_000_000_000), tv_nsec: Int(moment % 1_000_000_000))
    clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &end, nil)
  }
}
