internal import Glibc

/// Watches a mesh that is going to be told to end: made before telling it, asked after.
public struct MeshEnd: Sendable {
  /// What became of a mesh that was told to end.
  public enum Outcome: Sendable, Hashable {
    /// Its supervisor has ended and left nothing behind.
    case ended
    /// Its supervisor has died, and what it left behind was removed in its place.
    case died
    /// Its supervisor lives after the time that it was given.
    case lives
  }

  private let folders: MeshFolders
  private let lock: Int32

  /// Milliseconds that an end takes at most.
  private static let patience: UInt64 = 10_000

  /// To be made while the mesh still runs.
  public init(_ folders: MeshFolders) {
    self.folders = folders
    // The supervisor removes the file and holds its lock for as long as it lives: only who has the
    // file open already can see both.
    lock = open(folders.lock, O_RDWR | O_NOFOLLOW | O_CLOEXEC)
  }

  /// Waits until the supervisor's process has ended, and removes what one that died has left. Call it
  /// once.
  public func wait() -> Outcome {
    defer { close(lock) }
    let end = Clock.monotonic + Self.patience * 1_000_000
    while Clock.monotonic < end {
      if flock(lock, LOCK_EX | LOCK_NB) == 0 || errno == EBADF {
        guard folders.hasLock else { return .ended }
        folders.removeLeftOver()
        return .died
      }
      Clock.pause(milliseconds: 5)
    }
    return .lives
  }
}
