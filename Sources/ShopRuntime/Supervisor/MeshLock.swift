internal import Glibc
public import Platform

/// Held by the supervisor of a mesh for as long as it lives; the system lets go of it when the
/// process ends, however that happens.
public struct MeshLock: Sendable {
  private let descriptor: Int32

  /// - Parameter path: a file in a folder that is ours; it is made when there is none.
  /// - Throws: `EWOULDBLOCK` when another supervisor holds it.
  public init(_ path: String) throws(SystemError) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
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
    // Never waits, not even for whoever opens the other end of a pipe of that name.
    let descriptor = open(path, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return flock(descriptor, LOCK_EX | LOCK_NB) != 0
  }
}
