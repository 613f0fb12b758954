/// Time in which a process was able to work, for judging others by their silence.
///
/// Whoever was stopped, or slept with its machine, has heard nothing meanwhile; on waking it must not hold
/// that against anybody. So it reads its clock often, and a long gap between two readings counts as no
/// time at all.
///
/// Pure: the clock's readings are handed in, in nanoseconds.
struct RunningTime: Sendable, Hashable {
  /// From this length on nobody was able to work between two readings.
  let longestGap: UInt64
  private var latest: UInt64
  /// Nanoseconds since the beginning.
  private var elapsed: UInt64 = 0

  init(now: UInt64, longestGap: UInt64) {
    self.longestGap = longestGap
    latest = now
  }

  /// Takes a reading of the monotonic clock and gives the running time.
  mutating func read(_ now: UInt64) -> UInt64 {
    // Threads meet here in another order than they read the clock.
    let gap = now > latest ? now - latest : 0
    latest = max(latest, now)
    if gap < longestGap { elapsed += gap }
    return elapsed
  }
}
