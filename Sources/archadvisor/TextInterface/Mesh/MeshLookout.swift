import Dashboard
import Live
import MeshModel
import Platform
import ShopRuntime
import Telemetry

/// Looks at the mesh round by round. Used by one thread.
struct MeshLookout {
  private let target: MeshTarget
  private var live: LiveMesh?
  private var playing: Replay?
  /// When playing began, in nanoseconds of the monotonic clock.
  private var started: UInt64?
  private var control: ControlClient?
  private var newest = 0
  private var events: [MeshEvent] = []
  private var wasAbsent = false

  init(_ target: MeshTarget) {
    self.target = target
  }

  /// One round; nil when there is still nothing to look at.
  mutating func look() -> MeshFrame? {
    if target.replay != nil { return play() }
    guard !target.sources.isEmpty || target.mayRun, let live = connect() else { return absent() }
    var earlier: [MeshFrame] = []
    let window = target.rules.windowSeconds
    live.poll { state, at in
      earlier.append(
        MeshFrame(at: at, snapshot: state.snapshot(windowSeconds: window, at: at)))
    }
    let state = live.state
    let now = target.now
    let snapshot = state.snapshot(windowSeconds: window, at: now)
    if target.sources.isEmpty, isLeftover(snapshot) { return absent() }
    wasAbsent = false
    let fresh = take(state.events)
    return MeshFrame(
      at: now, snapshot: snapshot, events: events, fresh: fresh, faults: faults(),
      earlier: earlier.suffix(MeshFrame.earlierLimit))
  }

  /// What the recording shows, as much later as time has passed; its end stays.
  private mutating func play() -> MeshFrame? {
    guard let beginning = target.replay, var replay = playing ?? target.replay else { return nil }
    let start = started ?? Clock.monotonic
    let seconds = beginning.seconds + Double(Clock.monotonic - start) / 1e9
    // That it can be read to its end was made sure of before the screen opened.
    try? replay.advance(to: seconds)
    (playing, started) = (replay, start)
    let window = target.rules.windowSeconds
    let snapshot = replay.state.snapshot(windowSeconds: window, at: replay.now)
    let fresh = take(replay.state.events)
    return MeshFrame(
      at: target.now, snapshot: snapshot, events: events, fresh: fresh,
      faults: snapshot.faults.map { MeshFault($0, at: snapshot.at) },
      recorded: RecordedMoment(replay))
  }

  private mutating func connect() -> LiveMesh? {
    if let live { return live }
    // What is wrong with the names was said before the screen opened.
    guard let sources = try? target.makeSources() else { return nil }
    live = LiveMesh(sources, fetcher: Fetcher(target.fetching), rules: target.rules)
    return live
  }

  /// Whether the socket was left behind by a mesh that died.
  private func isLeftover(_ snapshot: Snapshot) -> Bool {
    !snapshot.sources.contains { $0.isHeard } && !target.folders.isHeld
  }

  /// Forgets the mesh that was there; the next one is another.
  private mutating func absent() -> MeshFrame? {
    defer { wasAbsent = true }
    self = MeshLookout(target, wasAbsent: wasAbsent)
    return wasAbsent ? nil : MeshFrame(at: target.now, presence: .absent)
  }

  private init(_ target: MeshTarget, wasAbsent: Bool) {
    self.target = target
    self.wasAbsent = wasAbsent
  }

  /// The events that are new, with the kept ones brought up to date.
  private mutating func take(_ log: EventLog) -> [MeshEvent] {
    guard log.newest > newest else { return [] }
    let fresh = log.after(newest)
    newest = log.newest
    let all = (events + fresh).enumerated().sorted {
      ($0.element.at, $0.offset) < ($1.element.at, $1.offset)
    }
    events = all.suffix(MeshFrame.eventLimit).map(\.element)
    return fresh
  }

  private mutating func faults() -> [MeshFault] {
    guard target.isOwn else { return [] }
    do throws(ControlClient.Problem) {
      return try connected().faults().map { fault in
        MeshFault(
          number: fault.id, target: fault.target.text, effect: fault.effect,
          remaining: fault.remaining)
      }
    } catch {
      // That the mesh does not answer is told by the source.
      return []
    }
  }

  private mutating func connected() throws(ControlClient.Problem) -> ControlClient {
    if let control { return control }
    let client = try ControlClient(target.folders, limit: target.fetching.milliseconds)
    control = client
    return client
  }
}

extension MeshFault {
  /// A fault of a recorded moment, which nobody can end any more.
  fileprivate init(_ fault: ActiveFault, at wall: Int) {
    self.init(
      number: 0, target: fault.target, effect: fault.effect,
      remaining: Int(fault.secondsLeft(at: wall) * 1000))
  }
}

extension RecordedMoment {
  /// Where a recording that is played has come to: the whole second that shows this round when it is
  /// given to `--at`.
  fileprivate init(_ replay: Replay) {
    let isEnd = replay.nextSeconds == nil
    let seconds = replay.seconds.rounded(isEnd ? .toNearestOrEven : .up)
    self.init(seconds: max(0, Int(seconds)), isEnd: isEnd)
  }
}
