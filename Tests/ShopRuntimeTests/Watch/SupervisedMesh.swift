import Files
import Glibc
import HTTP
import Platform
import Telemetry
import TestSupport
import Testing

@testable import ShopRuntime

/// A mesh under a real supervisor, which is a process of its own, and gone at the end.
final class SupervisedMesh {
  private let folder: TemporaryFolder
  private let supervisor: Platform.Child
  let control: ControlClient
  private let socket: String
  /// Where the secret of the mesh lies.
  let secretFile: String
  /// Asks as a process of the mesh does.
  let inside: HTTP.Client
  let status: MeshStatus

  init(
    _ counts: [String: Int] = [:], discovery: ServiceSettings.Discovery = .client
  ) throws {
    folder = try TemporaryFolder()
    let folders = MeshFolders(
      runtime: OwnFolder(
        folder.path("run"), ["watched"], .closed, variable: "XDG_RUNTIME_DIR"),
      state: OwnFolder(folder.path("state"), ["watched"], .unshared, variable: "XDG_STATE_HOME"))
    var plan = MeshPlan(name: "watched")
    if discovery == .server { plan.instances[.balancer] = 1 }
    for (name, count) in counts { plan.instances[try #require(.init(rawValue: name))] = count }
    let words =
      [
        "name:watched", "runtime:\(folders.runtime)", "state:\(folders.state)",
        "discovery:\(discovery.rawValue)",
      ]
      + plan.instances.map { "count:\($0.key.rawValue)=\($0.value)" }
    let ready = try Pipe()
    defer { close(ready.reading) }
    supervisor = try Platform.Child.start(
      Program.builtBeside("archadvisor"), ["supervise"] + words,
      Platform.Child.Files(
        log: STDERR_FILENO, passed: [(from: ready.writing, to: Inherited.ready)]))
    close(ready.writing)
    let told = Self.untilReady(ready.reading)
    control = try ControlClient(folders)
    socket = folders.controlSocket
    secretFile = folders.secret
    guard told.contains("\nready ") else {
      supervisor.send(SIGKILL)
      throw NotReady(told: told)
    }
    inside = try MeshSecret(file: secretFile).client()
    status = try control.status()
  }

  struct NotReady: Error {
    let told: String
  }

  private static func untilReady(_ descriptor: Int32) -> String {
    var text = "\n"
    var bytes = [UInt8](repeating: 0, count: 4096)
    while !text.contains("\nready ") {
      let count = read(descriptor, &bytes, bytes.count)
      guard count > 0 else { break }
      text += String(decoding: bytes[..<count], as: UTF8.self)
    }
    return text
  }

  deinit {
    supervisor.send(SIGTERM)
    let limit = Clock.monotonic + 10_000_000_000
    while supervisor.end() == nil {
      if Clock.monotonic > limit { supervisor.send(SIGKILL) }
      poll(nil, 0, 5)
    }
  }

  /// The process of an instance, as the supervisor knows it now.
  func process(of instance: String) throws -> Int32 {
    let found = try control.status().instances.first { $0.id == instance }
    return Int32(try #require(found?.process))
  }

  /// The latest round that the supervisor keeps, as a viewer reads it.
  func latestRound() throws -> RecordedRound? {
    let client = try HTTP.Client(unixSocket: socket)
    let kept = try client.send(
      Request("GET", "/rounds"), to: "http://shop", timeout: 5000, limit: 64_000_000)
    var reader = RecordingReader()
    reader.feed(kept.body)
    var latest: RecordedRound?
    while let round = try reader.next() { latest = round }
    return latest
  }

  /// Waits until a round that began after now is over: what the supervisor does shows with the round
  /// that is under way, and the next begins when that is over.
  func awaitRound() throws {
    for _ in 0..<2 {
      let newest = try control.events(after: 0).newest
      let target = try #require(Fault.Target("registry"))
      let fault = try control.add(Fault(id: 0, target: target, remaining: 60_000))
      _ = try control.clear(id: fault.id)
      #expect(try event(after: newest) { $0.contains("fault-off") } != nil)
    }
  }

  /// The first line of an event that fits, waited for at most thirty seconds.
  func event(after first: Int = 0, _ fits: (String) -> Bool) throws -> String? {
    let limit = Clock.monotonic + 30_000_000_000
    var last = first
    while Clock.monotonic < limit {
      let (lines, newest) = try control.events(after: last)
      if let found = lines.first(where: fits) { return found }
      last = newest
      poll(nil, 0, 20)
    }
    return nil
  }
}
