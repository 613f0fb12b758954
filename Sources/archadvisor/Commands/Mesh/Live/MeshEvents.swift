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
    /// Supervisors that have kept what happened, with the newest number that was read of each.
    case kept([(name: String, client: ControlClient)])
    case seen(LiveMesh)
  }

  private let origin: Origin
  private var newest: [Int]
  private let windowSeconds: Double

  init(_ invocation: Invocation) throws(Failure) {
    windowSeconds = try invocation.window()
    if invocation.recording != nil {
      newest = [0]
      origin = .seen(try invocation.liveMesh())
      return
    }
    let sources = try invocation.sources()
    newest = Array(repeating: 0, count: sources.count)
    let names = sources.compactMap(\.shop)
    guard names.count == sources.count else {
      origin = .seen(try invocation.liveMesh())
      return
    }
    var kept: [(name: String, client: ControlClient)] = []
    for name in names { kept.append((name, try Self.client(name))) }
    origin = .kept(kept)
  }

  /// Whether anything can still happen.
  var mayGrow: Bool {
    if case .seen(let mesh) = origin { return !mesh.isStill }
    return true
  }

  /// - Parameter isFollowing: otherwise sources that keep nothing are watched for the window first.
  mutating func next(isFollowing: Bool) throws(Failure) -> [MeshEvent] {
    switch origin {
    case .kept(let shops):
      var events: [MeshEvent] = []
      for (index, shop) in shops.enumerated() {
        let answer = try Self.attempt(shop.name) { () throws(ControlClient.Problem) in
          try shop.client.events(after: newest[index])
        }
        newest[index] = answer.newest
        events += EventLines.read(answer.lines.flatMap { Array("\($0)\n".utf8) })
      }
      return events.sorted { $0.at < $1.at }
    case .seen(let mesh):
      let rounds = isFollowing || mesh.isStill ? 1 : Int(windowSeconds.rounded(.up)) + 1
      for round in 0..<rounds {
        if round > 0 { wait() }
        mesh.poll()
        if round == 0, newest[0] == 0, !mesh.isStill { try Self.mustHearSomeone(mesh) }
      }
      let log = mesh.state.events
      defer { newest[0] = log.newest }
      return log.after(newest[0])
    }
  }

  private static func mustHearSomeone(_ mesh: LiveMesh) throws(Failure) {
    try LiveView.mustHearSomeone(
      mesh.state.snapshot(windowSeconds: 10, at: mesh.now).sources)
  }

  func wait() { usleep(1_000_000) }

  private static func client(_ name: String) throws(Failure) -> ControlClient {
    try attempt(name) { () throws(ControlClient.Problem) in
      try ControlClient(MeshFolders(named: name))
    }
  }

  private static func attempt<Value>(
    _ name: String, _ body: () throws(ControlClient.Problem) -> Value
  ) throws(Failure) -> Value {
    do throws(ControlClient.Problem) {
      return try body()
    } catch {
      throw MeshSentence.failure(error, mesh: name)
    }
  }
}
