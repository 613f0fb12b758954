internal import Glibc
internal import HTTP
internal import Platform
internal import Text

/// All processes of a mesh. Only the supervisor's main thread touches it.
struct Fleet {
  private(set) var instances: [Instance] = []
  private let launcher: Launcher
  private var numbers: [ServiceSettings.Role: Int] = [:]
  /// Time in which we ourselves ran: after a stop, or a sleep of the machine, nobody is late.
  private var time = RunningTime(now: Clock.monotonic, longestGap: 500_000_000)
  /// Until when an end is about to be collected: the process's channel is closed, itself not gone.
  private var endDue: UInt64 = 0

  var gatewayPort: UInt16 { launcher.gateway.port }
  var secureGatewayPort: UInt16 { launcher.secureGateway.port }
  var registryAddress: String { launcher.registryAddress }

  /// Takes the ports that outlive their servers.
  init(_ plan: MeshPlan, _ folders: MeshFolders, program: String) throws {
    launcher = try Launcher(plan, folders, program: program)
  }

  func instances(of role: ServiceSettings.Role) -> [Instance] {
    instances.filter { $0.role == role && !$0.isGone }
  }

  /// The last whole line an instance wrote; see `Launcher`.
  func lastLogLine(of id: String) -> String? { launcher.lastLogLine(of: id) }

  /// Starts one more instance and returns its id.
  mutating func add(
    _ role: ServiceSettings.Role, version: String = "v1", manner: String = "", now: UInt64
  ) throws(SystemError) -> String {
    let number = (numbers[role] ?? 0) + 1
    numbers[role] = number
    var instance = Instance(
      id: "\(role.rawValue)-\(number)", role: role, version: version, manner: manner,
      life: InstanceLife(now: now))
    try launcher.start(&instance)
    instances.append(instance)
    return instance.id
  }

  /// Asks an instance to end.
  ///
  /// - Parameters:
  ///   - graceful: whether callers get time to find others first.
  ///   - deadline: nanoseconds of the monotonic clock after which it is killed.
  mutating func end(_ id: String, graceful: Bool, deadline: UInt64, now: UInt64) {
    guard let index = instances.firstIndex(where: { $0.id == id }) else { return }
    instances[index].child?.send(graceful ? SIGTERM : SIGINT)
    _ = instances[index].life.take(.asked(deadline: deadline), now: now)
  }

  /// Descriptors that become readable when an instance is ready, answers a probe, or ends.
  var descriptors: [Int32] {
    instances.compactMap(\.readyPipe) + instances.compactMap(\.probe?.descriptor)
  }

  /// Milliseconds until the next look when no descriptor tells of anything.
  func patience(now: UInt64) -> Int { now < endDue ? 1 : 50 }

  /// What changed since the last look.
  enum News: Sendable, Hashable {
    case ready(String)
    /// Ended unasked, in words.
    case crashed(String, how: String)
    case restarted(String)
    /// The system did not let it start again.
    case notStarted(String, SystemError)
    case gone(String)
  }

  /// Collects what happened: who is ready, who ended, whose pause is over, who gives no sign of life.
  mutating func look(now: UInt64) -> [News] {
    var news: [News] = []
    let running = time.read(now)
    for index in instances.indices {
      listen(index, now, running, &news)
      hear(index, now, running)
      collect(index, now, &news)
      pass(index, now, &news)
    }
    instances.removeAll(where: \.isGone)
    return news
  }

  private mutating func listen(
    _ index: Int, _ now: UInt64, _ running: UInt64, _ news: inout [News]
  ) {
    guard let pipe = instances[index].readyPipe else { return }
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = read(pipe, &bytes, bytes.count)
    if count < 0 { return }
    if count == 0 { return closePipe(index) }
    instances[index].readyText += bytes.prefix(count)
    let line = String(decoding: instances[index].readyText.prefix(64), as: UTF8.self)
    guard line.hasSuffix("\n"), line.hasPrefix("ready ") else { return }
    instances[index].port = UInt16(line.dropFirst(6).dropLast())
    _ = instances[index].life.take(.ready, now: now)
    instances[index].liveness = Liveness(now: running)
    closePipe(index)
    news.append(.ready(instances[index].id))
  }

  /// Takes the answers to probes, and asks anew when it is time.
  private mutating func hear(_ index: Int, _ now: UInt64, _ running: UInt64) {
    guard let probe = instances[index].probe else { return }
    let heard = probe.hear()
    if heard.isOver {
      closeProbe(index)
      endDue = now + Self.endLimit
      return
    }
    guard instances[index].isServing else { return }
    if heard.isAnswered { _ = instances[index].liveness?.take(.answered, now: running) }
    switch instances[index].liveness?.take(.time, now: running) {
    case .probe: probe.ask()
    case .replace:
      instances[index].killedBecause = "gave no sign of life for \(Liveness.limit) s"
      instances[index].child?.send(SIGKILL)
    case .nothing, nil: break
    }
  }

  /// Nanoseconds from the end of a process's channel until its end can be collected, at most.
  private static let endLimit: UInt64 = 200_000_000

  private mutating func closeProbe(_ index: Int) {
    instances[index].probe?.close()
    instances[index].probe = nil
    instances[index].liveness = nil
  }

  private mutating func closePipe(_ index: Int) {
    if let pipe = instances[index].readyPipe { close(pipe) }
    instances[index].readyPipe = nil
  }

  private mutating func collect(_ index: Int, _ now: UInt64, _ news: inout [News]) {
    guard let end = instances[index].child?.end() else { return }
    instances[index].child = nil
    instances[index].port = nil
    instances[index].lastEnd = end
    closePipe(index)
    closeProbe(index)
    let reason = instances[index].killedBecause
    instances[index].killedBecause = nil
    let action = instances[index].life.take(.ended, now: now)
    if action == .mourn {
      let how = reason.map { "\($0), was killed" } ?? "ended by \(end.text)"
      news.append(.crashed(instances[index].id, how: how))
    }
    if instances[index].isGone { news.append(.gone(instances[index].id)) }
  }

  private mutating func pass(_ index: Int, _ now: UInt64, _ news: inout [News]) {
    switch instances[index].life.take(.time, now: now) {
    case .nothing, .mourn: break
    case .kill:
      if case .starting = instances[index].life.state {
        instances[index].killedBecause =
          "was not ready within \(InstanceLife.startLimit / 1_000_000_000) s"
      }
      instances[index].child?.send(SIGKILL)
    case .start:
      // When the system refuses, the instance counts as crashed and is tried again later.
      do throws(SystemError) {
        try launcher.start(&instances[index])
        news.append(.restarted(instances[index].id))
      } catch {
        _ = instances[index].life.take(.ended, now: now)
        news.append(.notStarted(instances[index].id, error))
      }
    }
  }
}
