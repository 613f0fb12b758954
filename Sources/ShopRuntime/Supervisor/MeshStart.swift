internal import Files
internal import Glibc

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
    try MeshProcess(plan, folders, keepsState: keepsState).run { progress($0.text) }
  }

  /// Starts the supervisor as a process of its own and waits until all services are ready.
  ///
  /// - Returns: the gateway's addresses, plain and secure.
  public func detach(
    progress: (String) -> Void
  ) throws(MeshProcess.Problem) -> [String] {
    do throws(FolderProblem) {
      try folders.check()
    } catch {
      throw .folder(error)
    }
    if folders.isHeld { throw .runsAlready(plan.name) }
    let pipe: Pipe
    do throws(SystemError) {
      pipe = try Pipe()
      let null = open("/dev/null", O_WRONLY | O_CLOEXEC)
      defer { close(null) }
      _ = try Child.start(
        Child.ownPath, ["supervise"] + words,
        Child.Files(log: null, passed: [(from: pipe.writing, to: Inherited.ready)]),
        ownSession: true)
    } catch {
      throw .system(error)
    }
    close(pipe.writing)
    defer { close(pipe.reading) }
    return try follow(pipe.reading, progress)
  }

  /// Reads what the supervisor tells until it is ready or gone.
  private func follow(
    _ descriptor: Int32, _ progress: (String) -> Void
  ) throws(MeshProcess.Problem) -> [String] {
    var text: [UInt8] = []
    var bytes = [UInt8](repeating: 0, count: 4096)
    var last = "the supervisor ended without a word"
    while true {
      let count = read(descriptor, &bytes, bytes.count)
      if count < 0, errno == EINTR { continue }
      if count <= 0 { throw .wire(last) }
      text += bytes.prefix(count)
      while let end = text.firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: text[..<end], as: UTF8.self)
        text.removeFirst(end + 1)
        if line.hasPrefix("ready ") {
          return line.dropFirst(6).split(separator: " ").map(String.init)
        }
        if line.hasPrefix(Self.systemMark) {
          throw .told(String(line.dropFirst(Self.systemMark.utf8.count)))
        }
        if line.hasPrefix("failed ") { last = String(line.dropFirst(7)) } else { progress(line) }
      }
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
        case .allReady(let gateway, let secure): tell("ready \(gateway) \(secure)", last: true)
        case .failed(let why): tell("failed \(why)")
        default: tell(progress.text)
        }
      }
    } catch {
      switch error {
      case .system, .folder: tell(Self.systemMark + error.sentence)
      case .runsAlready, .told, .wire: tell("failed \(error.sentence)")
      }
      return false
    }
  }

  /// Begins a line that tells of trouble with files or the system.
  private static let systemMark = "failed by the system: "

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
