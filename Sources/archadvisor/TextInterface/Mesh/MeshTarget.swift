import Files
import Glibc
import Live
import MeshModel
import Platform
import ShopRuntime
import Telemetry

/// Which mesh a session looks at.
struct MeshTarget: Sendable {
  /// The mesh that can be started, stopped and broken.
  let name: String
  let folders: MeshFolders
  /// The sources as they were named; empty is the mesh of that name.
  let sources: [String]
  /// What their pages mean.
  let profiles: ProfileShelf
  /// How they are asked.
  let fetching: Fetcher.Settings
  /// What counts as healthy, and over which window.
  let rules: HealthRules
  /// Milliseconds between two rounds.
  let interval: Int
  /// A recording to play in the place of sources, at the moment to begin with.
  let replay: Replay?
  /// Microseconds from now to the time on the wall that is shown.
  private let wallOffset: Int

  init(
    name: String, folders: MeshFolders, sources: [String], profiles: ProfileShelf,
    fetching: Fetcher.Settings, rules: HealthRules, interval: Int = 1000, replay: Replay? = nil
  ) {
    self.interval = interval
    self.replay = replay
    wallOffset = replay.map { $0.now.wall - Clock.wall } ?? 0
    self.name = name
    self.folders = folders
    self.sources = sources
    self.profiles = profiles
    self.rules = rules
    var fetching = fetching
    // Who leaves waits for a question that is under way.
    fetching.milliseconds = min(fetching.milliseconds, Self.patience)
    fetching.roundMilliseconds = min(fetching.roundMilliseconds, Self.patience)
    self.fetching = fetching
  }

  /// The folder for recordings that are made on the screen, with a slash at its end.
  static var recordings: String { "\(UserFolders.own.recordings.path)/" }

  /// The same with a recording in the place of its sources.
  func playing(_ replay: Replay, of path: String) -> MeshTarget {
    MeshTarget(
      name: name, folders: folders, sources: ["replay=\(path)"], profiles: profiles,
      fetching: fetching, rules: rules, interval: interval, replay: replay)
  }

  /// Milliseconds for the questions of a round.
  private static let patience = 900

  /// The sources to ask, made anew: they have heard nothing yet.
  func makeSources() throws(SourceChoice.Problem) -> [any Source] {
    let choice = SourceChoice(
      user: getuid(), profiles: profiles, environment: Environment.value)
    return try choice.sources(sources.isEmpty ? ["shop=\(name)"] : sources)
  }

  /// Whether faults can be read and set: the mesh of that name is among what is looked at.
  var isOwn: Bool {
    sources.isEmpty || sources.contains("shop=\(name)")
      || sources.contains("shop") && name == "shop"
  }

  /// Whether the mesh of that name may be there. Its socket is looked for and not its lock: trying
  /// the lock could get into the way of one that is just starting.
  var mayRun: Bool { folders.mayRun }

  /// The time as the screen is told it: while a recording plays, it goes on from then.
  var now: ClockReading {
    ClockReading(monotonic: Int(Clock.monotonic), wall: Clock.wall + wallOffset)
  }
}
