internal import CSupport
internal import Glibc
internal import HTTP
internal import Instruments
internal import Platform
internal import Synchronization

/// Starts the services of a mesh, keeps them running, and ends them.
///
/// One thread, the one that calls `run`, touches the processes. Whoever wants something sends an
/// order through the mailbox and waits for the reply.
public final class Supervisor: Sendable {
  /// What the main thread is asked to do.
  enum Order: Sendable {
    case scale(MeshPlan.Role, Int, Reply<String?>)
    case restart(MeshPlan.Role, Reply<String?>)
    case upgrade(Upgrade, Reply<String?>)
    case addFault(Fault, Reply<Fault?>)
    case clearFaults(id: Int?, Reply<[Fault]>)
    case adopt(DirectFaults, Reply<Bool>)
    case end

    /// Milliseconds that pass with watching before the change goes on.
    var watch: Int {
      if case .upgrade(let upgrade, _) = self, upgrade.canary != nil { return upgrade.watch }
      return 0
    }
  }

  /// What `mesh upgrade` asks for.
  struct Upgrade: Sendable, Hashable {
    var role: MeshPlan.Role
    var version: String
    var manner: String
    /// Percent of the calls for the first new instance; nil replaces without watching.
    var canary: Int?
    /// Milliseconds to watch it.
    var watch: Int
  }

  let plan: MeshPlan
  let folders: MeshFolders
  let secret: MeshSecret
  let mailbox: Mailbox<Order>
  /// What is seen of the services from outside, and what happened.
  let mesh = WatchedMesh()
  /// The latest spans of all services.
  private let spans: Mutex<SpanStore> = Mutex(SpanStore())
  private let program: String
  private let published: Mutex<MeshStatus?> = Mutex(nil)
  private let publishedFaults: Mutex<[Fault]> = Mutex([])

  init(_ plan: MeshPlan, _ folders: MeshFolders, program: String) throws(SystemError) {
    self.plan = plan
    self.folders = folders
    secret = try MeshSecret(file: folders.secret)
    self.program = program
    mailbox = try Mailbox()
  }

  /// The latest picture of what runs.
  var status: MeshStatus? { published.withLock { $0 } }
  var faults: [Fault] { publishedFaults.withLock { $0 } }

  func publish(_ status: MeshStatus, _ faults: [Fault]) {
    published.withLock { $0 = status }
    publishedFaults.withLock { $0 = faults }
  }

  /// Keeps lines of spans.
  ///
  /// - Parameter lost: how many there were besides that nobody has any more.
  func keep(spans lines: [UInt8], lost: Int) {
    if lines.isEmpty, lost == 0 { return }
    let fresh = SpanText.spans(lines)
    spans.withLock { store in
      for span in fresh { store.add(span) }
      store.lost(lost)
    }
  }

  /// Looks something up among the spans.
  func spans<Value: Sendable>(_ ask: (SpanStore) -> Value) -> Value {
    // What is looked up is a copy: whoever reads must not keep the watcher waiting.
    ask(spans.withLock { $0 })
  }

  /// Runs the mesh until it is told to end; the lock on its folder must be held.
  ///
  /// - Parameter progress: told about every step of starting and ending.
  /// - Returns: whether all services were ready at some time.
  public func run(progress: @escaping @Sendable (MeshProgress) -> Void) throws -> Bool {
    cs_ignore_broken_pipe()
    let signals = cs_hold_signals()
    var shift = try Shift(self, program: program, progress: progress)
    try shift.open()
    let watcher = Watcher(self)
    defer { watcher.stop() }
    try Worker.mustAllRun()
    while !shift.isOver {
      wait(signals, shift.descriptors, milliseconds: shift.patience)
      if cs_take_signal_if_any(signals) > 0 { shift.beginEnd() }
      for order in mailbox.takeAll() { shift.take(order) }
      shift.look()
    }
    return shift.wasReady
  }

  /// Sleeps until something happens, for a short while at most: when pauses are over, and when a killed
  /// process can be collected, is looked for and not announced.
  private func wait(_ signals: Int32, _ others: [Int32], milliseconds: Int) {
    var watched = ([signals, mailbox.descriptor] + others).map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    poll(&watched, nfds_t(watched.count), Int32(milliseconds))
  }
}

/// What is told while a mesh starts and ends.
public enum MeshProgress: Sendable, Hashable {
  case starting(String)
  case ready(String, waiting: Int)
  case allReady(gateway: String, secureGateway: String)
  case crashed(String, how: String)
  case restarted(String)
  case ending
  /// It could not be started.
  case failed(String)

  public var text: String {
    switch self {
    case .starting(let id): "starting \(id)"
    case .ready(let id, let waiting): waiting == 0 ? "\(id) ready" : "\(id) ready, \(waiting) to go"
    case .allReady(let gateway, let secure): "all ready: \(gateway) and \(secure)"
    case .crashed(let id, let how): "\(id) \(how)"
    case .restarted(let id): "\(id) started again"
    case .ending: "ending"
    case .failed(let why): "failed: \(why)"
    }
  }
}
