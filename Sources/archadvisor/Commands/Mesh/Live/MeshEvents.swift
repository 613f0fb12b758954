import Filter
import Glibc
import Live
import MeshModel
import Reports
import ShopRuntime
import Telemetry

extension Command {
  static let meshEvents = Command(
    name: "mesh events", summary: "Print what happened in a mesh: faults, breakers, health.",
    group: .mesh,
    details: [
      "The local shop has kept what happened. From other sources it can be seen only while somebody "
        + "looks: they are watched for the window, or as long as --follow lasts."
    ],
    options: Option.live + [
      .window, .filter(MeshEvent.fields), .sort,
      Option("follow", short: "f", "Go on printing until interrupted; the same as --watch."),
      .watch,
      .rounds, .output(["text", "wide", "json", "ndjson", "csv"]),
    ],
    examples: ["mesh events", "mesh events -f --where 'kind ~ breaker' -o ndjson"]
  ) { (invocation: Invocation) throws(Failure) -> ExitCode in
    let filter = try invocation.filter(MeshEvent.fields)
    let order = try invocation.order(MeshEvent.fields)
    var feed = try EventFeed(invocation)
    var left = try invocation.number("count", in: 1...1_000_000)
    let follows = invocation.flag("follow") || invocation.flag("watch") || left != nil
    let isFollowing = feed.mayGrow && follows
    var rows = RowsInParts()
    var all: [MeshEvent] = []
    let screen = Screen(invocation)
    while true {
      let fresh = try feed.next(isFollowing: isFollowing)
      let matching = filter.map { fresh.filter($0.matches) } ?? fresh
      let events = order?.sorted(matching) ?? matching
      switch invocation.format {
      case "ndjson": try Output.write(MeshLines.events(events))
      case "json": all += events
      case "csv": try Output.write(rows.next(MeshCSV.events(events)))
      default:
        let lines =
          invocation.format == "wide"
          ? EventTable.wideLines(events) : EventTable.lines(events, width: screen.columns)
        try Output.write(screen.paint.text(lines))
        if !isFollowing, events.isEmpty { Output.say([MeshSentence.noEvents]) }
      }
      left = left.map { $0 - 1 }
      if !isFollowing || left == 0 { break }
      feed.wait()
    }
    if invocation.format == "json" { try Output.write(EventsJSON.bytes(all)) }
    return .fine
  }
}

/// What happened since it was last asked.
private struct EventFeed {
  private enum Origin {
    /// Supervisors that have kept what happened.
    case kept([KeptEvents])
    case seen(LiveMesh)
  }

  private var origin: Origin
  /// The newest number that was read of what was seen.
  private var newest = 0
  private let windowSeconds: Double

  init(_ invocation: Invocation) throws(Failure) {
    windowSeconds = try invocation.window()
    if invocation.recording != nil {
      origin = .seen(try invocation.liveMesh())
      return
    }
    let sources = try invocation.sources()
    let names = sources.compactMap(\.shop)
    origin =
      names.count == sources.count
      ? .kept(names.map(KeptEvents.init)) : .seen(try invocation.liveMesh())
  }

  /// Whether anything can still happen.
  var mayGrow: Bool {
    if case .seen(let mesh) = origin { return !mesh.isStill }
    return true
  }

  /// - Parameter isFollowing: otherwise sources that keep nothing are watched for the window first.
  mutating func next(isFollowing: Bool) throws(Failure) -> [MeshEvent] {
    switch origin {
    case .kept(var shops):
      defer { origin = .kept(shops) }
      return try Self.read(&shops)
    case .seen(let mesh):
      let rounds = isFollowing || mesh.isStill ? 1 : Int(windowSeconds.rounded(.up)) + 1
      for round in 0..<rounds {
        if round > 0 { wait() }
        mesh.poll()
        if round == 0, newest == 0, !mesh.isStill { try Self.mustHearSomeone(mesh) }
      }
      let log = mesh.state.events
      defer { newest = log.newest }
      return log.after(newest)
    }
  }

  /// What all of them tell. One that does not answer is told of once; only when none does there is
  /// nothing to print.
  private static func read(_ shops: inout [KeptEvents]) throws(Failure) -> [MeshEvent] {
    var events: [MeshEvent] = []
    var lost: [(failure: Failure, isNew: Bool)] = []
    for index in shops.indices {
      let wasLost = shops[index].isLost
      do throws(Failure) {
        events += try shops[index].next()
      } catch {
        lost.append((error, !wasLost))
      }
    }
    if let first = lost.first?.failure, lost.count == shops.count {
      throw Failure(lines: lost.flatMap(\.failure.lines), code: first.code)
    }
    Output.say(lost.filter(\.isNew).flatMap(\.failure.lines))
    return events.sorted { $0.at < $1.at }
  }

  private static func mustHearSomeone(_ mesh: LiveMesh) throws(Failure) {
    try LiveView.mustHearSomeone(
      mesh.state.snapshot(windowSeconds: 10, at: mesh.now).sources)
  }

  func wait() { usleep(1_000_000) }
}

/// The events that one supervisor has kept.
private struct KeptEvents {
  private let mesh: String
  private var client: ControlClient?
  private var newest = 0
  /// Whether it did not answer the last time.
  private(set) var isLost = false

  init(mesh: String) { self.mesh = mesh }

  /// Those that are new.
  mutating func next() throws(Failure) -> [MeshEvent] {
    do throws(ControlClient.Problem) {
      let answer = try connected().events(after: newest)
      newest = answer.newest
      isLost = false
      return EventLines.read(answer.lines.flatMap { Array("\($0)\n".utf8) })
    } catch {
      isLost = true
      throw MeshSentence.failure(error, mesh: mesh)
    }
  }

  private mutating func connected() throws(ControlClient.Problem) -> ControlClient {
    if let client { return client }
    let made = try ControlClient(MeshFolders(named: mesh))
    client = made
    return made
  }
}
