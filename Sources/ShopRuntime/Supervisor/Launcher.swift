internal import Glibc
internal import HTTP
internal import Instruments
internal import Platform
internal import Text

/// Starts the processes of a mesh, with all that they inherit, and holds the ports that outlive them.
struct Launcher: Sendable {
  private let plan: MeshPlan
  private let folders: MeshFolders
  private let program: String
  /// Kept open by us alone: when we die, every service reads its end.
  private let lifeline: Pipe
  private let registry: Listener
  private let broker: Listener
  let gateway: Listener
  let secureGateway: Listener

  var registryAddress: String { "http://127.0.0.1:\(registry.port)" }

  /// Takes the ports.
  init(_ plan: MeshPlan, _ folders: MeshFolders, program: String) throws {
    self.plan = plan
    self.folders = folders
    self.program = program
    lifeline = try Pipe()
    registry = try Listener(port: 0)
    broker = try Listener(port: 0)
    gateway = try Listener(port: plan.port)
    secureGateway = try Listener(port: plan.securePort)
  }

  /// The last whole line an instance wrote, free of control characters, at most 300 characters.
  func lastLogLine(of id: String) -> String? {
    let descriptor = open("\(folders.logs)/\(InstanceLog.name(id))", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let size = lseek(descriptor, 0, SEEK_END)
    let count = pread(descriptor, &bytes, bytes.count, max(size - bytes.count, 0))
    let lines = bytes.prefix(max(count, 0)).split(separator: UInt8(ascii: "\n"))
    return lines.last.map { line in
      let entry = LogEntry(String(decoding: line, as: UTF8.self), of: id, after: "")
      return String(entry.words.printable.prefix(300))
    }
  }

  /// Starts a process for an instance, and gives it the ends of its ready pipe and its probe channel.
  func start(_ instance: inout Instance) throws(SystemError) {
    var settings = ServiceSettings(
      role: instance.role, instance: instance.id, runtimeFolder: folders.runtime,
      stateFolder: folders.state)
    settings.version = instance.version
    settings.manner = instance.manner
    settings.seed = plan.seed
    settings.discovery = plan.discovery
    settings.registry = instance.role == .registry ? nil : registryAddress
    settings.isProbed = true
    let pipe = try Pipe()
    defer { close(pipe.writing) }
    let (probe, probed): (ProbeChannel, Int32)
    do throws(SystemError) {
      (probe, probed) = try ProbeChannel.make()
    } catch {
      close(pipe.reading)
      throw error
    }
    defer { close(probed) }
    var passed = [
      (from: lifeline.reading, to: Inherited.lifeline), (from: pipe.writing, to: Inherited.ready),
      (from: probed, to: Inherited.probe),
    ]
    for (socket, place) in listeners(instance.role) {
      settings.hasListener = true
      passed.append((from: socket.descriptor, to: place))
    }
    let log = open(
      "\(folders.logs)/\(InstanceLog.name(instance.id))",
      O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard log >= 0 else {
      close(pipe.reading)
      probe.close()
      throw .last("open the log of \(instance.id)")
    }
    defer { close(log) }
    do throws(SystemError) {
      instance.child = try Child.start(
        program, ["service"] + settings.words, Child.Files(log: log, passed: passed))
    } catch {
      close(pipe.reading)
      probe.close()
      throw error
    }
    instance.probe = probe
    _ = fcntl(pipe.reading, F_SETFL, O_NONBLOCK)
    instance.readyPipe = pipe.reading
    instance.readyText = []
  }

  private func listeners(_ role: ServiceSettings.Role) -> [(Listener, Int32)] {
    switch role {
    case .registry: [(registry, Inherited.listener)]
    case .broker: [(broker, Inherited.listener)]
    case .gateway: [(gateway, Inherited.listener), (secureGateway, Inherited.secureListener)]
    case .balancer, .user, .product, .order, .payment, .inventory: []
    }
  }
}
