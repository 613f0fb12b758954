/// When a breaker trips, how long it stays open and how it closes again.
///
/// | setting | default | allowed |
/// |---|---|---|
/// | `window` | 10 s in 10 buckets | 1 to 10000 calls; 100 ms to 10 min in 1 to 120 buckets |
/// | `minimumCalls` | 20 | 1 to 10000, at most the window's calls |
/// | `failureRatePercent` | 50 | none, 1 to 100 |
/// | `slowCallRatePercent` | none | none, 1 to 100 |
/// | `consecutiveFailures` | 5 | none, 1 to 10000 |
/// | `openDuration` | 5 s | 1 ms to 1 h |
/// | `growth` | none | factor 2 to 10, cap from `openDuration` to 1 h |
/// | `permittedProbes` | 1 | 1 to 100 |
/// | `successesToClose` | 1 | 1 to 1000 |
/// | `probeTimeout` | 10 s | 1 ms to 10 min |
public struct BreakerSettings: Sendable, Hashable {
  /// The calls over which the rates are taken.
  public var window = BreakerWindow.time(.seconds(10), buckets: 10)
  /// A rate says nothing before the window holds this many calls.
  public var minimumCalls = 20
  /// Trips when this share of the calls in the window failed.
  public var failureRatePercent: Int? = 50
  /// Trips when this share of the calls in the window was slow.
  public var slowCallRatePercent: Int?
  /// Trips when this many calls failed in a row.
  public var consecutiveFailures: Int? = 5
  /// From tripping to the first probe.
  public var openDuration = Nanoseconds.seconds(5)
  /// How the open duration grows while the breaker trips again before it has closed.
  public var growth: BreakerGrowth?
  /// Probes that may be under way at the same time in half-open.
  public var permittedProbes = 1
  /// Probes that have to succeed before the breaker closes.
  public var successesToClose = 1
  /// A probe that has not returned after this long has failed.
  public var probeTimeout = Nanoseconds.seconds(10)

  /// The defaults of the table above.
  public init() {}

  /// Every setting that cannot be used, in the order of the table above.
  public var problems: [SettingsProblem] {
    var checks = SettingsCheck()
    window.check(&checks)
    checks.number(.minimumCalls, minimumCalls, 1...10_000)
    if case .calls(let calls) = window, minimumCalls > calls, judgesRates {
      checks.require(false, else: .minimumBeyondWindow(minimum: minimumCalls, window: calls))
    }
    checks.number(.failureRate, failureRatePercent, 1...100)
    checks.number(.slowCallRate, slowCallRatePercent, 1...100)
    checks.number(.consecutiveFailures, consecutiveFailures, 1...10_000)
    checks.require(judgesRates || consecutiveFailures != nil, else: .nothingTrips)
    checks.duration(.openDuration, openDuration, .milliseconds(1), .seconds(3600))
    growth?.check(&checks, openDuration)
    checks.number(.permittedProbes, permittedProbes, 1...100)
    checks.number(.successesToClose, successesToClose, 1...1000)
    checks.duration(.probeTimeout, probeTimeout, .milliseconds(1), .seconds(600))
    return checks.problems
  }

  private var judgesRates: Bool { failureRatePercent != nil || slowCallRatePercent != nil }

  /// How long the breaker stays open when it trips for the `streak`-th time without having closed.
  func openDuration(streak: Int) -> Nanoseconds {
    guard let growth else { return openDuration }
    var duration = openDuration
    var trips = 1
    while trips < streak, duration < growth.cap {
      duration = duration * Int64(growth.factor)
      trips += 1
    }
    return min(duration, growth.cap)
  }
}

/// The calls a breaker judges by.
public enum BreakerWindow: Sendable, Hashable {
  /// The latest so many calls.
  case calls(Int)
  /// The calls of the latest so long, forgotten bucket by bucket.
  case time(Nanoseconds, buckets: Int)

  func check(_ checks: inout SettingsCheck) {
    switch self {
    case .calls(let calls):
      checks.number(.windowCalls, calls, 1...10_000)
    case .time(let length, let buckets):
      checks.duration(.windowLength, length, .milliseconds(100), .seconds(600))
      checks.number(.windowBuckets, buckets, 1...120)
    }
  }

  func empty(now: Instant) -> SlidingWindow<OutcomeCounts> {
    switch self {
    case .calls(let calls):
      SlidingWindow(cells: calls, pace: .everyEntry, now: now)
    case .time(let length, let buckets):
      SlidingWindow(
        cells: buckets, pace: .every(Nanoseconds(length.count / Int64(buckets))), now: now)
    }
  }
}

/// Exponential growth of the open duration.
public struct BreakerGrowth: Sendable, Hashable {
  /// What every trip without a closing in between multiplies the open duration by.
  public var factor: Int
  /// The open duration never goes beyond this.
  public var cap: Nanoseconds

  /// Growth by a factor up to a cap.
  public init(factor: Int, cap: Nanoseconds) {
    self.factor = factor
    self.cap = cap
  }

  func check(_ checks: inout SettingsCheck, _ openDuration: Nanoseconds) {
    checks.number(.growthFactor, factor, 2...10)
    checks.duration(.openCap, cap, .milliseconds(1), .seconds(3600))
    checks.atLeast(.openCap, cap, .openDuration, openDuration)
  }
}
