import Files
import Glibc
import ShopRuntime

/// The local meshes of this user.
enum RunningMeshes {
  /// A mesh that has a folder, whether it runs or has left it behind.
  struct Entry: Sendable {
    let name: String
    let state: State
    /// Nil where nobody answers.
    let status: MeshStatus?
  }

  enum State: String, Sendable {
    case ready
    case notReady = "not-ready"
    case starting
    /// Its supervisor hangs.
    case silent
    /// Its supervisor has died and left something behind.
    case dead
  }

  /// Milliseconds to wait for one of them.
  private static let patience = 2000

  /// All of them by name, asked; none where their folder cannot be believed.
  static func all() -> [Entry] { (try? entries()) ?? [] }

  static func entries() throws(FolderProblem) -> [Entry] {
    let names = try MeshFolders.names(user: getuid(), environment: Environment.value)
    return names.compactMap(entry)
  }

  /// Nil for a folder in which no mesh has ever run.
  private static func entry(_ name: String) -> Entry? {
    let folders = MeshFolders(named: name)
    guard folders.isHeld else {
      return folders.hasLock ? Entry(name: name, state: .dead, status: nil) : nil
    }
    do throws(ControlClient.Problem) {
      let status = try ControlClient(folders, limit: patience).status()
      return Entry(name: name, state: status.isReady ? .ready : .notReady, status: status)
    } catch {
      if case .silent = error { return Entry(name: name, state: .silent, status: nil) }
      return Entry(name: name, state: .starting, status: nil)
    }
  }
}
