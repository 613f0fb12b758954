internal import Glibc

/// Watches a mesh that is going to be told to end: made before telling it, asked after.
public struct MeshEnd: Sendable {
  private let runtime: String
  private let lock: Int32

  /// To be made while the mesh still runs.
  public init(_ folders: MeshFolders) {
    runtime = folders.runtime
    // The supervisor removes the file and holds its lock for as long as it lives: only who has the
    // file open already can see both.
    lock = open(folders.lock, O_RDWR | O_CLOEXEC)
  }

  /// Waits until the supervisor's process has ended and its folder is gone; false when that takes
  /// longer than ten seconds. Call it once.
  public func wait() -> Bool {
    defer { close(lock) }
    for _ in 0..<2000 {
      if flock(lock, LOCK_EX | LOCK_NB) == 0 || errno == EBADF {
        return access(runtime, F_OK) != 0
      }
      Clock.pause(milliseconds: 5)
    }
    return false
  }
}
