public import Files
internal import Glibc

/// Where a mesh keeps its things.
public struct MeshFolders: Sendable, Hashable {
  /// Sockets, keys and the lock; only its owner may look inside.
  public let runtimeFolder: OwnFolder
  /// Stores and logs.
  public let stateFolder: OwnFolder

  public var runtime: String { runtimeFolder.path }
  public var state: String { stateFolder.path }
  public var controlSocket: String { "\(runtime)/\(RuntimeName.controlSocket.rawValue)" }
  /// Locked by the supervisor for as long as it lives.
  public var lock: String { "\(runtime)/\(RuntimeName.lock.rawValue)" }
  /// The secret that signs the gateway's tokens.
  public var tokenKey: String { "\(runtime)/\(RuntimeName.tokenKey.rawValue)" }
  /// The secret that the mesh's processes show one another.
  public var secret: String { "\(runtime)/\(RuntimeName.secret.rawValue)" }
  /// PEM file; clients that trust it may talk to the gateway by https.
  public var certificate: String { "\(runtime)/\(RuntimeName.certificate.rawValue)" }
  public var certificateKey: String { "\(runtime)/\(RuntimeName.certificateKey.rawValue)" }
  /// One file an instance, and older ones beside it.
  public var logs: String { stateFolder[StateName.logs].path }
  public var stores: String { stateFolder[StateName.stores].path }

  /// The files of a runtime folder. What is not among them is not ours and stays.
  enum RuntimeName: String, CaseIterable {
    case controlSocket = "control.sock"
    case tokenKey = "token-key"
    case secret = "mesh-secret"
    case certificate = "certificate.pem"
    case certificateKey = "certificate-key.pem"
    /// The last to go: whatever lies beside it is known to be ours.
    case lock
  }

  enum StateName {
    static let logs = "logs"
    static let stores = "stores"
  }

  /// - Parameter environment: looks up a variable; what is no absolute path counts as missing.
  public init(mesh: String, user: UInt32, environment: (String) -> String?) {
    let folders = UserFolders(user: user, environment: environment)
    runtimeFolder = folders.runtime[mesh]
    stateFolder = folders.state["meshes"][mesh]
  }

  /// Folders that lie elsewhere, each with a name of its own in a folder of the user's.
  init(runtime: OwnFolder, state: OwnFolder) {
    runtimeFolder = runtime
    stateFolder = state
  }

  /// Makes all folders.
  public func make() throws(FolderProblem) {
    try makeRuntime()
    try makeState()
  }

  func makeRuntime() throws(FolderProblem) {
    try checkLength()
    try runtimeFolder.make()
    removeUnfinished()
  }

  /// Also sees to it that there is room: a store that cannot even be laid out ends its process in
  /// ways that tell nobody why.
  func makeState() throws(FolderProblem) {
    for name in [StateName.stores, StateName.logs] {
      let folder = stateFolder[name]
      guard try folder.make().isWritable else {
        throw FolderProblem(
          folder.path, .system(errno: errno, doing: "write to"), folder.variable)
      }
    }
    var disk = statvfs()
    guard statvfs(state, &disk) == 0 else {
      throw FolderProblem(
        state, .system(errno: errno, doing: "look at the disk of"), stateFolder.variable)
    }
    guard UInt64(disk.f_bavail) * UInt64(disk.f_frsize) >= Self.room else {
      throw FolderProblem(state, .noRoom(bytes: Int(Self.room)), stateFolder.variable)
    }
  }

  /// Bytes that a shop needs to begin with.
  private static let room: UInt64 = 16 << 20

  /// Bytes of the path of a socket, without the zero at its end.
  private static let socketLimit = MemoryLayout.size(ofValue: sockaddr_un().sun_path) - 1

  private func checkLength() throws(FolderProblem) {
    let bytes = controlSocket.utf8.count
    guard bytes <= Self.socketLimit else {
      throw FolderProblem(
        runtime, .tooLong(bytes: bytes, limit: Self.socketLimit), runtimeFolder.variable)
    }
  }

  /// Makes sure that what lies in the runtime folder was put there by us, before anything in it is
  /// believed. A folder that is missing is fine.
  public func check() throws(FolderProblem) {
    try checkLength()
    _ = try runtimeFolder.open()
  }

  /// The same of the folders of stores and logs.
  public func checkState() throws(FolderProblem) {
    for name in [StateName.stores, StateName.logs] { _ = try stateFolder[name].open() }
  }

  /// Whether a supervisor of this mesh lives. Nobody does in a folder that may not be ours.
  public var isHeld: Bool {
    guard (try? check()) != nil else { return false }
    return MeshLock.isHeld(lock)
  }

  /// Whether a supervisor may listen, found out without touching its lock.
  public var mayRun: Bool {
    guard let folder = (try? runtimeFolder.open()) ?? nil else { return false }
    return folder.names().contains(RuntimeName.controlSocket.rawValue)
  }

  /// The names of the meshes that have a runtime folder.
  public static func names(
    user: UInt32, environment: (String) -> String?
  ) throws(FolderProblem) -> [String] {
    let folder = try UserFolders(user: user, environment: environment).runtime.open()
    return folder?.names().filter { MeshPlan.isName($0) } ?? []
  }
}
