import Filter
import MeshModel

/// Everything the Mesh tab knows.
public struct MeshTab: Sendable {
  /// The mesh that is started, stopped and broken from here.
  let name: String
  /// The sources as they were named on the command line; empty is the mesh of that name.
  let named: [String]
  /// The sources that are looked at now: those, or a recording that was opened.
  var sources: [String]
  /// The folder that recordings go to, with a slash at its end; empty is the present one.
  let recordings: String

  /// Seconds between two rounds.
  var interval: Double

  // What is known
  /// The latest round; nil before the first.
  var live: MeshFrame?
  /// Now, by rounds and ticks.
  var clock: ClockReading?
  /// The rounds before.
  var history = MeshHistory()
  /// When calls between services were last seen, in microseconds of the wall clock; nil for never.
  var lastCalls: Int?
  /// Rates of the last minute, by service.
  var liveTrends: [String: Trend] = [:]

  // What is shown: that, or a moment before
  /// The number of the round at which time was stopped; nil shows what is now.
  var paused: Int?
  var frame: MeshFrame?
  var now: ClockReading?
  var trends: [String: Trend] = [:]
  /// States that were too short for a look.
  var passing: [PassingState] = []

  // Where the user is
  /// The levels that are open below the table of all services, the deepest last.
  var path: [MeshLevel] = []
  var sorting = Sorting()
  var filter = ServiceFilter()
  /// What the filter turned out to be.
  var filtered = ServiceFilter.Outcome()
  /// The order of services, kept for a while so that rows do not jump.
  var order = ServiceOrder()
  /// The services that are shown, in their order.
  var shown: [Snapshot.Service] = []
  /// Of the breakers that guard a service the gravest, by service.
  var guards: [String: Snapshot.Breaker] = [:]
  /// All breakers, the gravest first; those alike in the order of their names.
  var breakers: [Snapshot.Breaker] = []
  /// The marked service.
  var marked: String?
  /// The lines of the table of breakers.
  var breakerLines: [BreakerLine] = []
  /// Attempts that calls become by retries, where that is a lot.
  var amplified: [EdgeName: Double] = [:]
  var breakerView = BreakersState()
  /// What happened in the last minutes.
  var chronicle = Chronicle()
  /// When time was stopped.
  var stoppedAt: ClockReading?
  /// The marked breaker of the Breakers tab.
  var markedBreaker: BreakerName?

  // What is being done
  var work: Work?
  /// What is recorded; nil while nothing is.
  var recording: Recording?
  /// The file of the recording before.
  var lastRecording: String?
  /// The recording that was opened from here and is played.
  var opened: String?
  /// What was broken from here, with the moment at which it ends, in nanoseconds of the monotonic
  /// clock.
  var broken: [(target: String, until: Int)] = []
  /// When setting faults is locked again, in nanoseconds of the monotonic clock.
  var armedUntil: Int?
  /// Whether faults are armed as soon as there is a mesh.
  var isToBeArmed: Bool

  /// An errand that has not come back.
  struct Work: Equatable, Sendable {
    var errand: MeshErrand
    /// What it told, the latest last.
    var told: [String] = []
    /// When it was given, in nanoseconds of the monotonic clock; nil when no clock was heard yet.
    var since: Int?
  }

  /// A tab that has seen nothing yet.
  ///
  /// - Parameters:
  ///   - sources: as they were named; empty is the mesh of that name.
  ///   - interval: seconds between two rounds.
  ///   - startsArmed: whether faults can be set from the first round on, for as long as after arming.
  ///   - recordings: the folder that recordings go to, with a slash at its end; empty is the present
  ///     one.
  public init(
    name: String = "shop", sources: [String] = [], interval: Double = 1, startsArmed: Bool = false,
    recordings: String = ""
  ) {
    self.name = name
    named = sources
    self.sources = sources
    self.interval = interval
    isToBeArmed = startsArmed
    self.recordings = recordings
  }

  /// Works out which services are shown, after a round came in or the user asked for others.
  mutating func arrange(isForced: Bool = false) {
    arrangeReading()
    guard let snapshot = frame?.snapshot else {
      (shown, filtered, guards, breakers) = ([], ServiceFilter.Outcome(), [:], [])
      (breakerLines, amplified) = ([], [:])
      return
    }
    let rows = ServiceRow.rows(of: snapshot)
    order.follow(rows, sorting, at: now?.monotonic ?? 0, isForced: isForced)
    filtered = filter.outcome(rows)
    let byName = Dictionary(
      snapshot.services.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    breakers = snapshot.breakers.enumerated().sorted {
      ($1.element.state.gravity, $0.offset) < ($0.element.state.gravity, $1.offset)
    }.map(\.element)
    guards = Dictionary(breakers.map { ($0.to, $0) }, uniquingKeysWith: { first, _ in first })
    arrangeBreakers()
    shown = order.names.filter(filtered.shown.contains).compactMap { byName[$0] }
  }

  /// Seconds for which faults can be set after arming, and after each fault.
  static let armedSeconds = 120
  static let second = 1_000_000_000

  /// The seconds faults can still be set; nil when they cannot.
  var armedSecondsLeft: Int? {
    guard let armedUntil, let clock, armedUntil > clock.monotonic else { return nil }
    return (armedUntil - clock.monotonic + Self.second - 1) / Self.second
  }

  /// Whether the mesh is one that can be started, stopped and broken from here.
  var isOwn: Bool { sources.isEmpty || sources.contains { $0 == "shop" || $0 == "shop=\(name)" } }

  /// Whether there is nothing to look at.
  var isAbsent: Bool { live?.presence == .absent }

  /// Those of the faults that were set from here.
  var ownFaults: [(fault: MeshFault, seconds: Int)] {
    guard let clock else { return [] }
    let targets = broken.filter { $0.until > clock.monotonic }.map(\.target)
    return faults.filter { targets.contains($0.fault.target) }
  }

  /// The faults that still last, with the seconds left.
  var faults: [(fault: MeshFault, seconds: Int)] {
    guard let live, let clock else { return [] }
    let passed = max(0, clock.monotonic - live.at.monotonic) / 1_000_000
    return live.faults.compactMap { fault in
      let left = fault.remaining - passed
      return left > 0 ? (fault, (left + 999) / 1000) : nil
    }
  }
}
