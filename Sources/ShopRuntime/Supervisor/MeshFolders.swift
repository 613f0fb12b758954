internal import CSupport
internal import Glibc

/// Where a mesh keeps its things.
public struct MeshFolders: Sendable, Hashable {
  /// Sockets, keys and the lock; only its owner may look inside.
  public let runtime: String
  /// Stores and logs.
  public let state: String

  public var controlSocket: String { "\(runtime)/control.sock" }
  /// Locked by the supervisor for as long as it lives.
  public var lock: String { "\(runtime)/lock" }
  /// The secret that signs the gateway's tokens.
  public var tokenKey: String { "\(runtime)/token-key" }
  /// The secret that the mesh's processes show one another.
  public var secret: String { "\(runtime)/\(ServiceSettings.secretName)" }
  /// PEM file; clients that trust it may talk to the gateway by https.
  public var certificate: String { "\(runtime)/certificate.pem" }
  public var certificateKey: String { "\(runtime)/certificate-key.pem" }
  /// One file an instance.
  public var logs: String { "\(state)/logs" }
  public var stores: String { "\(state)/stores" }

  init(runtime: String, state: String) {
    self.runtime = runtime
    self.state = state
  }

  /// - Parameter environment: looks up a variable; empty ones count as missing.
  public init(mesh: String, user: UInt32, environment: (String) -> String?) {
    func variable(_ name: String) -> String? { environment(name).flatMap { $0.isEmpty ? nil : $0 } }
    let runtimeRoot = variable("XDG_RUNTIME_DIR") ?? "/tmp/archadvisor-\(user)"
    let home = variable("HOME") ?? "/tmp/archadvisor-\(user)"
    let stateRoot = variable("XDG_STATE_HOME") ?? "\(home)/.local/state"
    runtime = "\(runtimeRoot)/archadvisor/\(mesh)"
    state = "\(stateRoot)/archadvisor/meshes/\(mesh)"
  }

  /// The names of the meshes that have a runtime folder.
  public static func names(user: UInt32, environment: (String) -> String?) -> [String] {
    let root = MeshFolders(mesh: "", user: user, environment: environment).runtime
    guard let folder = opendir(root) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.first != "." { names.append(name) }
    }
    return names.sorted()
  }

  /// Makes all folders.
  public func make() throws(SystemError) {
    try makeRuntime()
    try makeState()
  }

  func makeRuntime() throws(SystemError) {
    try Self.make(runtime)
    guard chmod(runtime, 0o700) == 0 else { throw .last("close \(runtime) to others") }
  }

  /// Also sees to it that there is room: a store that cannot even be laid out ends its process in
  /// ways that tell nobody why.
  func makeState() throws(SystemError) {
    for folder in [stores, logs] { try Self.make(folder) }
    var disk = statvfs()
    guard statvfs(state, &disk) == 0 else { throw .last("look at the disk of \(state)") }
    guard UInt64(disk.f_bavail) * UInt64(disk.f_frsize) >= Self.room else {
      throw SystemError(
        code: ENOSPC, doing: "begin in \(state) with less than \(Self.room >> 20) MB free")
    }
  }

  /// Bytes that a shop needs to begin with.
  private static let room: UInt64 = 16 << 20

  /// Whether a mesh that did not end in peace has left something that no supervisor holds any more.
  ///
  /// - Parameter milliseconds: how long to wait for its supervisor to let go.
  public func awaitLeftOver(milliseconds: Int) -> Bool {
    let end = Clock.monotonic + UInt64(milliseconds) * 1_000_000
    while access(runtime, F_OK) == 0 {
      if !MeshLock.isHeld(lock) { return true }
      if Clock.monotonic >= end { return false }
      Clock.pause(milliseconds: 10)
    }
    return false
  }

  /// Removes what such a mesh has left in its runtime folder; its stores and logs stay.
  public func removeLeftOver() { cs_remove_tree(runtime) }

  private static func make(_ path: String) throws(SystemError) {
    var made = ""
    for part in path.split(separator: "/") {
      made += "/\(part)"
      if mkdir(made, 0o700) != 0, errno != EEXIST { throw .last("make the folder \(made)") }
    }
    guard access(path, W_OK) == 0 else { throw .last("write to \(path)") }
  }

  /// Removes the runtime folder, and the state unless it is to be kept.
  ///
  /// The name of the runtime folder is given back last and at once: a mesh that starts under it
  /// meanwhile finds either the lock held or nothing at all.
  public func remove(keepingState: Bool) {
    if !keepingState { cs_remove_tree(state) }
    let name = runtime.split(separator: "/").last ?? ""
    let aside = runtime.dropLast(name.utf8.count) + ".\(name)-\(getpid())"
    cs_remove_tree(rename(runtime, String(aside)) == 0 ? String(aside) : runtime)
  }
}

/// Held by the supervisor of a mesh for as long as it lives; the system lets go of it when the
/// process ends, however that happens.
public struct MeshLock: Sendable {
  private let descriptor: Int32

  /// - Throws: `EWOULDBLOCK` when another supervisor holds it.
  public init(_ path: String) throws(SystemError) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .last("open \(path)") }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let error = SystemError.last("lock \(path)")
      close(descriptor)
      throw error
    }
    self.descriptor = descriptor
  }

  /// Whether somebody holds the lock.
  public static func isHeld(_ path: String) -> Bool {
    let descriptor = open(path, O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return flock(descriptor, LOCK_EX | LOCK_NB) != 0
  }
}
