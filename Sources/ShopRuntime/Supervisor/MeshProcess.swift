public import Files
internal import Glibc
internal import HTTP
public import Platform

/// The supervisor as a process: folders, lock, keys, control socket, and the mesh itself.
public struct MeshProcess: Sendable {
  /// Why a mesh cannot be started.
  public enum Problem: Error, Sendable, Hashable {
    /// A supervisor of that name lives.
    case runsAlready(String)
    /// The same, but it does not answer.
    case hangs(String)
    /// A folder of its own cannot be used.
    case folder(FolderProblem)
    case system(SystemError)
    /// As `system`, told by another process.
    case told(String)
    case wire(String)

    /// What went wrong, and what to do about it.
    public var sentence: String {
      switch self {
      case .runsAlready(let name):
        "a mesh named '\(name)' runs already; look at it with 'mesh status\(Self.option(name))', end "
          + "it with 'mesh down\(Self.option(name))', or choose another name with '--name'"
      case .hangs(let name):
        "a mesh named '\(name)' runs already, but its supervisor does not answer; end it with "
          + "'mesh down\(Self.option(name))', or choose another name with '--name'"
      case .folder(let problem): problem.sentence
      case .system(let error): error.sentence
      case .told(let text), .wire(let text): text
      }
    }

    /// The option that names a mesh; empty for the usual one.
    private static func option(_ mesh: String) -> String {
      mesh == "shop" ? "" : " --name \(mesh)"
    }
  }

  private let plan: MeshPlan
  private let folders: MeshFolders
  private let keepsState: Bool

  init(_ plan: MeshPlan, _ folders: MeshFolders, keepsState: Bool) {
    self.plan = plan
    self.folders = folders
    self.keepsState = keepsState
  }

  /// Runs the mesh until it is told to end, and leaves nothing behind.
  ///
  /// - Returns: whether it was ready at some time.
  public func run(progress: @escaping @Sendable (MeshProgress) -> Void) throws(Problem) -> Bool {
    do {
      return try work(progress)
    } catch let problem as Problem {
      throw problem
    } catch let problem as FolderProblem {
      throw .folder(problem)
    } catch let error as SystemError {
      throw .system(error)
    } catch let problem as HTTPProblem {
      throw .wire(problem.sentence)
    } catch {
      throw .wire("\(error)")
    }
  }

  private func work(_ progress: @escaping @Sendable (MeshProgress) -> Void) throws -> Bool {
    try DescriptorLimit.raise()
    try folders.makeRuntime()
    // Held until the process ends.
    do throws(SystemError) {
      _ = try MeshLock(folders.lock)
    } catch {
      throw error.code == EWOULDBLOCK ? Problem.runsAlready(plan.name) : Problem.system(error)
    }
    do throws(FolderProblem) {
      try folders.makeState()
    } catch {
      // What an earlier mesh has kept there is not ours yet.
      folders.removeLeftOver()
      throw error
    }
    defer { folders.remove(keepingState: keepsState) }
    try Secrets.make(folders)
    let supervisor = try Supervisor(plan, folders, program: Child.ownPath)
    let control = ControlService(supervisor: supervisor)
    var settings = Server.Settings()
    settings.unixSocket = folders.controlSocket
    let server = try Server(settings) { control.answer($0) }
    defer { server.stop() }
    return try supervisor.run(progress: progress)
  }
}

/// Keys a mesh is born with; they never leave its closed folder.
enum Secrets {
  /// Seconds the certificate is good: a mesh lives for a workshop, not for years.
  private static let secondsValid: Int64 = 30 * 24 * 3600

  static func make(_ folders: MeshFolders) throws {
    try RuntimeFile.write(
      Hexadecimal.text(try Cryptography.random(32)) + "\n", to: folders.tokenKey)
    try MeshSecret.make(file: folders.secret)
    let pair = try Cryptography.certificate(
      now: Int64(Clock.wall / 1_000_000), secondsValid: secondsValid)
    try RuntimeFile.write(pair.certificate, to: folders.certificate)
    try RuntimeFile.write(pair.key, to: folders.certificateKey)
  }
}
