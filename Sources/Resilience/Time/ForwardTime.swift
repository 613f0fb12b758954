/// Time that never runs backwards, made of readings that may.
///
/// **Rule.** A reading up to one second behind the latest one counts as the latest one; one further
/// behind means that the clock was set back, and time goes on from there.
///
/// **Why.** Two threads read the clock and then wait for one lock: the second may come in first,
/// so small steps back are everyday and must not shift anything. A clock that was set back by an
/// hour must not hold a breaker open for that hour.
struct ForwardTime: Sendable {
  /// Steps back below this are threads that overtook one another.
  static let tolerance = Nanoseconds.seconds(1)

  private var latest: Instant
  /// What to add to a reading to get this time: the sum of all steps back.
  private var shift = Nanoseconds.zero

  init(_ now: Instant) {
    latest = now
  }

  /// Takes a reading and gives the time, which is never before a time given earlier.
  mutating func read(_ reading: Instant) -> Instant {
    let now = reading + shift
    if now >= latest {
      latest = now
    } else if latest.since(now) > Self.tolerance {
      shift = latest.since(reading)
    }
    return latest
  }

  /// The time at a reading, without taking note of it.
  func peek(_ reading: Instant) -> Instant {
    var copy = self
    return copy.read(reading)
  }

  /// An instant of the caller's clock in this time.
  func inward(_ instant: Instant) -> Instant { instant + shift }

  /// An instant of this time on the caller's clock as it runs now.
  func outward(_ instant: Instant) -> Instant { instant - shift }
}
