internal import Glibc
internal import Platform

/// Follows what a supervisor tells through its pipe until it is ready or gone.
struct StartWatch {
  private let supervisor: Child
  private let mesh: String
  private var text: [UInt8] = []
  /// Why it fails, when it has said so.
  private var reason: MeshProcess.Problem?
  private var isEnding = false

  /// Begins a line with the gateway's addresses.
  static let readyMark = "ready "
  /// Begins a line that tells why nothing came of it.
  static let failedMark = "failed "
  /// The same when files or the system are to blame.
  static let systemMark = "failed by the system: "
  /// The line of a supervisor that comes too late.
  static let runsAlready = "runs already"

  /// Milliseconds that a supervisor which says nothing more gets to end.
  private static let endLimit = 10_000

  init(_ supervisor: Child, mesh: String) {
    self.supervisor = supervisor
    self.mesh = mesh
  }

  /// - Returns: the gateway's addresses, plain and secure.
  /// - Throws: why it does not run; no process of it is left then.
  mutating func follow(
    _ descriptor: Int32, _ progress: (String) -> Void
  ) throws(MeshProcess.Problem) -> [String] {
    var bytes = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(descriptor, &bytes, bytes.count)
      if count < 0, errno == EINTR { continue }
      if count <= 0 { throw ended() }
      text += bytes.prefix(count)
      while let end = text.firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: text[..<end], as: UTF8.self)
        text.removeFirst(end + 1)
        if let addresses = take(line, progress) { return addresses }
      }
    }
  }

  private mutating func take(_ line: String, _ progress: (String) -> Void) -> [String]? {
    func rest(_ mark: String) -> String { String(line.dropFirst(mark.utf8.count)) }
    if line.hasPrefix(Self.readyMark) {
      return rest(Self.readyMark).split(separator: " ").map(String.init)
    }
    if line.hasPrefix(Self.systemMark) {
      reason = .told(rest(Self.systemMark))
    } else if line.hasPrefix(Self.failedMark) {
      reason = .wire(rest(Self.failedMark))
    } else if line == Self.runsAlready {
      reason = .runsAlready(mesh)
    } else {
      isEnding = isEnding || line == MeshProgress.ending.text
      progress(line)
    }
    return nil
  }

  /// What became of a supervisor that will say nothing more.
  private func ended() -> MeshProcess.Problem {
    let limit = Clock.monotonic + UInt64(Self.endLimit) * 1_000_000
    var end = supervisor.end()
    while end == nil, Clock.monotonic < limit {
      Clock.pause(milliseconds: 5)
      end = supervisor.end()
    }
    if end == nil { supervisor.send(SIGKILL) }
    if let reason { return reason }
    if isEnding { return .wire("the mesh was ended before all services were ready") }
    let how = end.map { "ended by \($0.text)" } ?? "fell silent and was killed"
    return .wire("the supervisor \(how) before all services were ready\(Self.limits)")
  }

  /// A limit of memory, which ends processes before they can say so.
  private static var limits: String {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0,
      limit.rlim_cur < rlim_t(Int64.max)
    else { return "" }
    return "; its memory is limited to \(limit.rlim_cur >> 20) MB, which 'ulimit -v' may raise"
  }
}
