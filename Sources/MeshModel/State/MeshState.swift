/// Everything known of a mesh in the last minute.
///
/// Each round of looks at the sources goes in; snapshots for any window up to a minute come out.
/// Clocks and chance stay outside: the same rounds give the same snapshots.
public struct MeshState: Sendable {
  let rules: HealthRules
  /// In the order in which they first reported: where two tell of the same, the first counts.
  var sources: [SourceRecord] = []
  var health: [String: HealthTrack] = [:]
  private var backlogs: [ChannelName: BacklogTrack] = [:]
  /// What happened, in this mesh or to its sources.
  public private(set) var events: EventLog
  /// How many rounds went in.
  public private(set) var round = 0
  /// Microseconds of the wall clock.
  private var latestLook = 0
  /// When the first that is known of the mesh was seen, in nanoseconds of the monotonic clock.
  private var firstLook: Int?
  /// All sources together as the latest round left them, with the moment that was made for.
  private var latestView: (view: MeshView, at: Int)?

  /// The longest window, in seconds.
  public static let longestWindow = 60.0

  public init(rules: HealthRules = HealthRules(), eventLimit: Int = 2000) {
    self.rules = rules
    events = EventLog(limit: eventLimit)
  }

  /// Takes one round: a report of each source that was looked at.
  public mutating func take(_ reports: [SourceReport], at now: ClockReading) {
    round += 1
    latestView = nil
    // A round in which nobody said anything new leaves everything as it was seen.
    latestLook = reports.map(\.at.wall).max() ?? (latestLook == 0 ? now.wall : latestLook)
    var happened: [MeshEvent] = []
    firstLook = firstLook ?? reports.flatMap(\.observations).map(\.at).min()
    for report in reports {
      let index = place(of: report.source)
      happened += sources[index].take(report)
    }
    for index in sources.indices { sources[index].forget() }
    happened += followHealth(now)
    let snapshot = identity(rules.windowSeconds)
    for var event in happened.sorted(by: { $0.at < $1.at }) {
      event.snapshot = event.snapshot ?? snapshot
      events.add(event)
    }
  }

  /// Adds what its owner did to the mesh, as starting or ending an instance.
  public mutating func add(_ event: MeshEvent) {
    var event = event
    event.snapshot = event.snapshot ?? identity(rules.windowSeconds)
    events.add(event)
  }

  /// The mesh over the last seconds before the latest round.
  ///
  /// - Parameters:
  ///   - window: in seconds, at most a minute.
  ///   - now: tells how old the data is.
  public func snapshot(windowSeconds window: Double, at now: ClockReading) -> Snapshot {
    let window = min(max(window, 1), Self.longestWindow)
    let isFollowed = window == rules.windowSeconds
    // Health is followed from round to round; who has fallen silent since shows at once.
    let latest = isFollowed ? viewOfLatestRound(now.monotonic) : nil
    let view = latest ?? view(window, now.monotonic)
    return Snapshot(
      id: identity(window), at: now.wall, windowSeconds: window,
      sources: sources.map { $0.snapshot(now.monotonic) },
      services: view.services(
        { name, evidence in
          let verdict = verdict(name, evidence, window)
          guard latest != nil, verdict.status != .unknown, let track = health[name] else {
            return verdict
          }
          return track.current
        }, { verdict($0, $1, window) }),
      edges: view.edges, breakers: view.breakers, channels: view.channels.map(\.snapshot),
      faults: sources.flatMap { $0.faults(at: now) },
      watchedSeconds: firstLook.map { Double(now.monotonic - $0) / 1_000_000_000 })
  }

  /// After the time of the latest look, so that all who read the same looks say the same.
  private func identity(_ window: Double) -> String {
    "\(String(latestLook / 1000, radix: 36))-\(Percent.number(window))s"
  }

  private func verdict(_ name: String, _ evidence: HealthEvidence, _ window: Double) -> Health {
    HealthJudge(limits: rules.limits(for: name), windowSeconds: window).judge(evidence)
  }

  private func view(_ window: Double, _ now: Int) -> MeshView {
    MeshView(sources, windowSeconds: window, now: now)
  }

  /// The view that health is followed by: that of the latest round, as long as nobody has fallen silent
  /// since. It is most of the work of a round, and asked for right after it.
  private func viewOfLatestRound(_ now: Int) -> MeshView? {
    guard let (view, then) = latestView,
      sources.allSatisfy({ source in
        source.isSilent(then) == source.isSilent(now)
          && source.observers.values.allSatisfy {
            source.isStale($0.lastLook, then) == source.isStale($0.lastLook, now)
          }
      })
    else { return nil }
    return view
  }

  private mutating func place(of source: SourceIdentity) -> Int {
    if let known = sources.firstIndex(where: { $0.identity.id == source.id }) { return known }
    sources.append(SourceRecord(source))
    return sources.count - 1
  }

  private mutating func followHealth(_ now: ClockReading) -> [MeshEvent] {
    let view = view(rules.windowSeconds, now.monotonic)
    latestView = (view, now.monotonic)
    var events: [MeshEvent] = []
    var next: [String: HealthTrack] = [:]
    for (name, evidence) in view.evidence {
      let verdict = verdict(name, evidence, rules.windowSeconds)
      guard var track = health[name] else {
        next[name] = HealthTrack(verdict)
        continue
      }
      if let left = track.take(verdict, at: now.wall, confirmations: rules.confirmations),
        left != .unknown || track.current.status.isIll
      {
        // That there is a first window, and all is well in it, is no news.
        events.append(Self.turned(name, left, track.current, now))
      }
      next[name] = track
    }
    health = next
    return events.sorted { $0.subject < $1.subject } + followBacklogs(view, now)
  }

  private mutating func followBacklogs(_ view: MeshView, _ now: ClockReading) -> [MeshEvent] {
    var next: [ChannelName: BacklogTrack] = [:]
    var events: [MeshEvent] = []
    for channel in view.channels {
      guard let name = channel.name else { continue }
      var track = backlogs[name] ?? BacklogTrack()
      events += track.take(
        channel, rules.limits(for: channel.consumers.first ?? ""), at: now.wall)
      next[name] = track
    }
    backlogs = next
    return events
  }

  private static func turned(
    _ name: String, _ left: Health.Status, _ health: Health, _ now: ClockReading
  ) -> MeshEvent {
    MeshEvent(
      at: now.wall, kind: .health, subject: name,
      detail: "\(left.rawValue) to \(health.status.rawValue): \(health.reason)")
  }
}
