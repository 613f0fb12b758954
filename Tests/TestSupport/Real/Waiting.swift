internal import Glibc

/// Looks again and again whether something has come true.
///
/// - Parameters:
///   - pause: milliseconds between two looks.
///   - what: for the message when it has not come true in time.
/// - Throws: `HarnessError` after the time, and whatever the condition throws.
public func eventually(
  within time: Duration = .seconds(10), every pause: Int32 = 10, _ what: @autoclosure () -> String,
  _ isTrue: () throws -> Bool
) throws {
  let deadline = ContinuousClock.now + time
  while try !isTrue() {
    guard ContinuousClock.now < deadline else {
      throw HarnessError("not within \(time): \(what())")
    }
    poll(nil, 0, pause)
  }
}

/// The monotonic clock, in nanoseconds.
public var monotonicNow: Int {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return time.tv_sec * 1_000_000_000 + time.tv_nsec
}
