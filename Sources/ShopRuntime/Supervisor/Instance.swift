internal import Platform

/// The life of one instance, as its supervisor sees it.
///
///     starting ──ready──▶ serving ──asked──▶ ending ──ended──▶ gone
///        │                   │                                  ▲
///        └──────ended────────┴────▶ waiting ──time is over──▶ (started again)
///
/// An instance that ends without having been asked is started again, later each time it happens
/// soon after a start.
struct InstanceLife: Sendable, Hashable {
  enum State: Sendable, Hashable {
    /// Started, and not ready yet; given up at the deadline.
    case starting(deadline: UInt64)
    case serving(since: UInt64)
    /// Asked to end; killed at the deadline.
    case ending(deadline: UInt64)
    /// Ended unasked; started again at that time.
    case waiting(until: UInt64)
    case gone
  }

  enum Event: Sendable, Hashable {
    case ready
    case ended
    case asked(deadline: UInt64)
    case time
  }

  /// What the supervisor has to do.
  enum Action: Sendable, Hashable {
    case nothing
    case start
    case kill
    /// The instance crashed: say so.
    case mourn
  }

  private(set) var state: State
  /// Crashes in a row, each soon after a start.
  private(set) var crashes = 0
  private(set) var restarts = 0

  /// Nanoseconds a start may take.
  static let startLimit: UInt64 = 10_000_000_000
  /// Nanoseconds after which a crash no longer counts as one soon after a start.
  static let stableAfter: UInt64 = 10_000_000_000

  init(now: UInt64) { state = .starting(deadline: now + Self.startLimit) }

  /// Milliseconds before the next start: at once for the first crash, then 100, 200, 400 up to 5 s.
  static func pause(crashes: Int) -> UInt64 {
    crashes <= 1 ? 0 : min(100 << UInt64(min(crashes - 2, 10)), 5000)
  }

  mutating func take(_ event: Event, now: UInt64) -> Action {
    switch (state, event) {
    case (.starting, .ready):
      state = .serving(since: now)
      return .nothing
    case (.starting, .ended): return crashed(now)
    case (.starting, .asked(let deadline)), (.serving, .asked(let deadline)):
      state = .ending(deadline: deadline)
      return .nothing
    case (.starting(let deadline), .time): return now >= deadline ? .kill : .nothing
    case (.serving(let since), .ended):
      if now - since > Self.stableAfter { crashes = 0 }
      return crashed(now)
    case (.ending, .ended), (.waiting, .asked):
      state = .gone
      return .nothing
    case (.ending(let deadline), .time): return now >= deadline ? .kill : .nothing
    case (.waiting(let until), .time):
      guard now >= until else { return .nothing }
      restarts += 1
      state = .starting(deadline: now + Self.startLimit)
      return .start
    case (.serving, .ready), (.serving, .time): return .nothing
    case (.ending, .ready), (.ending, .asked): return .nothing
    case (.waiting, .ready), (.waiting, .ended): return .nothing
    case (.gone, .ready), (.gone, .ended), (.gone, .asked), (.gone, .time): return .nothing
    }
  }

  private mutating func crashed(_ now: UInt64) -> Action {
    crashes += 1
    state = .waiting(until: now + Self.pause(crashes: crashes) * 1_000_000)
    return .mourn
  }
}

/// One instance with its process.
struct Instance: Sendable {
  let id: String
  let role: ServiceSettings.Role
  let version: String
  let manner: String
  var life: InstanceLife
  var child: Child?
  /// Where it says that it is ready, until it has.
  var readyPipe: Int32?
  /// What came through the pipe so far.
  var readyText: [UInt8] = []
  var port: UInt16?
  var lastEnd: Child.End?
  /// Where it is asked whether it still runs; nil without a process.
  var probe: ProbeChannel?
  /// What it made of that; nil unless it serves.
  var liveness: Liveness?
  /// Why it was killed unasked, as in `gave no sign of life for 5 s`; nil when it was not.
  var killedBecause: String?

  var isServing: Bool {
    if case .serving = life.state { return true }
    return false
  }

  /// Whether it serves and, for all that is known, still runs.
  var isWell: Bool { isServing && !(liveness?.isFailing ?? false) }

  var isGone: Bool { life.state == .gone }

  /// As `mesh status` names it.
  var stateName: String {
    switch life.state {
    case .starting: "starting"
    case .serving: isWell ? "ready" : "failing"
    case .ending: "draining"
    case .waiting: "waiting"
    case .gone: "gone"
    }
  }
}
