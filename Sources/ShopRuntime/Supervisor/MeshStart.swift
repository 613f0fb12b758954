internal import Files
internal import Glibc
internal import Platform

/// Starts a mesh: here, or in a process of its own that stays when we leave.
public struct MeshStart: Sendable {
  private let plan: MeshPlan
  private let folders: MeshFolders
  private let keepsState: Bool

  public init(_ plan: MeshPlan, _ folders: MeshFolders, keepsState: Bool) {
    self.plan = plan
    self.folders = folders
    self.keepsState = keepsState
  }

  /// Runs the mesh in this process until it ends.
  ///
  /// - Returns: whether it was ready at some time.
  public func stay(
    progress: @escaping @Sendable (String) -> Void
  ) throws(MeshProcess.Problem) -> Bool {
    try check()
    return try MeshProcess(plan, folders, keepsState: keepsState).run { progress($0.text) }
  }

  /// Starts the supervisor as a process of its own and waits until all services are ready.
  ///
  /// - Returns: the gateway's addresses, plain and secure.
  public func detach(
    progress: (String) -> Void
  ) throws(MeshProcess.Problem) -> [String] {
    try check()
    let pipe: Pipe
    let supervisor: Child
    do throws(SystemError) {
      pipe = try Pipe()
      let null = open("/dev/null", O_WRONLY | O_CLOEXEC)
      guard null >= 0 else { throw .last("open /dev/null") }
      defer { close(null) }
      supervisor = try Child.start(
        Child.ownPath, ["supervise"] + words,
        Child.Files(log: null, passed: [(from: pipe.writing, to: Inherited.ready)]),
        ownSession: true)
    } catch {
      throw .system(error)
    }
    close(pipe.writing)
    defer { close(pipe.reading) }
    var watch = StartWatch(supervisor, mesh: plan.name)
    return try watch.follow(pipe.reading, progress)
  }

  /// Milliseconds in which the lock of a supervisor that was killed falls, or one that starts
  /// listens.
  private static let lockLimit = 2000

  /// Waits until nobody holds the name; who answers will go on doing so.
  private func check() throws(MeshProcess.Problem) {
    do throws(FolderProblem) {
      try folders.check()
    } catch {
      throw .folder(error)
    }
    let end = Clock.monotonic + UInt64(Self.lockLimit) * 1_000_000
    while folders.isHeld {
      switch answer {
      case nil, .refused: throw .runsAlready(plan.name)
      case .silent: throw .hangs(plan.name)
      // It starts, or it ends.
      case .notRunning, .broken, .folder:
        if Clock.monotonic >= end { throw .runsAlready(plan.name) }
        Clock.pause(milliseconds: 10)
      }
    }
  }

  /// Why the supervisor gives no answer; nil when it does.
  private var answer: ControlClient.Problem? {
    do throws(ControlClient.Problem) {
      _ = try ControlClient(folders).status()
      return nil
    } catch {
      return error
    }
  }

  /// The supervisor's own side of `detach`: it tells what happens until all services are ready, and
  /// then nothing more, because the number of the pipe may belong to something else by then.
  public func supervise() -> Bool {
    let isTelling = Gate(true)
    @Sendable func tell(_ line: String, last: Bool = false) {
      isTelling.change { isTelling in
        if isTelling { Self.tell(line) }
        if isTelling, last { close(Inherited.ready) }
        isTelling = isTelling && !last
      }
    }
    do throws(MeshProcess.Problem) {
      return try MeshProcess(plan, folders, keepsState: keepsState).run { progress in
        switch progress {
        case .allReady(let gateway, let secure):
          tell("\(StartWatch.readyMark)\(gateway) \(secure)", last: true)
        case .failed(let why): tell(StartWatch.failedMark + why)
        default: tell(progress.text)
        }
      }
    } catch {
      switch error {
      case .system, .folder: tell(StartWatch.systemMark + error.sentence)
      case .runsAlready, .hangs: tell(StartWatch.runsAlready)
      case .told, .wire: tell(StartWatch.failedMark + error.sentence)
      }
      return false
    }
  }

  private static func tell(_ line: String) {
    let bytes = Array("\(line)\n".utf8)
    _ = write(Inherited.ready, bytes, bytes.count)
  }

  /// The start as words of a command line.
  private var words: [String] {
    let counts = plan.instances.map { "\($0.key.rawValue)=\($0.value)" }.sorted()
    return [
      "name:\(plan.name)", "seed:\(plan.seed)", "discovery:\(plan.discovery.rawValue)",
      "port:\(plan.port)", "secure:\(plan.securePort)", "runtime:\(folders.runtimeFolder.word)",
      "state:\(folders.stateFolder.word)", "keep:\(keepsState ? "yes" : "no")",
    ] + counts.map { "count:\($0)" }
  }

  /// Reads what `words` wrote; nil when something is missing or malformed.
  public init?(words: [String]) {
    var values: [String: String] = [:]
    var counts: [ServiceSettings.Role: Int] = [:]
    for word in words {
      guard let mark = word.firstIndex(of: ":") else { return nil }
      let (key, value) = (String(word[..<mark]), String(word[word.index(after: mark)...]))
      guard key == "count" else {
        values[key] = value
        continue
      }
      let sides = value.split(separator: "=").map(String.init)
      guard sides.count == 2, let role = ServiceSettings.Role(rawValue: sides[0]) else {
        return nil
      }
      counts[role] = Int(sides[1])
    }
    guard let name = values["name"], let runtime = values["runtime"], let state = values["state"]
    else { return nil }
    var plan = MeshPlan(name: name)
    plan.seed = values["seed"].flatMap(UInt64.init) ?? plan.seed
    plan.discovery = values["discovery"].flatMap { .init(rawValue: $0) } ?? plan.discovery
    plan.port = values["port"].flatMap(UInt16.init) ?? 0
    plan.securePort = values["secure"].flatMap(UInt16.init) ?? 0
    plan.instances = counts
    self.init(
      plan,
      MeshFolders(
        runtime: OwnFolder(word: runtime, .closed, variable: "XDG_RUNTIME_DIR"),
        state: OwnFolder(word: state, .unshared, variable: "XDG_STATE_HOME")),
      keepsState: values["keep"] == "yes")
  }
}

extension OwnFolder {
  /// Its path, with two slashes where its own names begin.
  fileprivate var word: String { "\(anchor)//\(names.joined(separator: "/"))" }

  /// Reads what `word` wrote; of a path without two slashes only the last name is its own.
  fileprivate init(word: String, _ rule: Rule, variable: String) {
    let parts = word.split(separator: "/").map(String.init)
    let anchor = word.firstRange(of: "//").map {
      word[..<$0.lowerBound].split(separator: "/").count
    }
    let count = anchor ?? max(parts.count - 1, 0)
    self.init(
      "/" + parts.prefix(count).joined(separator: "/"), Array(parts.dropFirst(count)), rule,
      variable: variable)
  }
}
