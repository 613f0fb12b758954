internal import CSupport
internal import Glibc
internal import Platform

/// Ends a mesh, whatever state its supervisor is in.
public struct MeshEnd: Sendable {
  /// How it went.
  public enum Outcome: Sendable, Hashable {
    /// The supervisor has ended and left nothing behind.
    case ended
    /// The supervisor had died, or did so while it ended; what it left was removed, but not stores
    /// and logs.
    case leftOver
    /// The same of a supervisor that did not do as it was told and was killed.
    case killed(process: Int)
    /// The supervisor lives on: it could not even be killed.
    case lives
  }

  private let folders: MeshFolders

  public init(_ folders: MeshFolders) { self.folders = folders }

  /// Milliseconds to wait for a word of the supervisor.
  private static let answerLimit = 5000
  /// Milliseconds that an end takes at most.
  private static let endLimit = 10_000
  /// Milliseconds after which the system has taken down a process that was killed.
  private static let killLimit = 2000

  /// Tells the supervisor to end, and waits until it has.
  ///
  /// - Throws: why it cannot be asked, when there is nothing to be removed either.
  public func perform() throws(ControlClient.Problem) -> Outcome {
    let lock = HeldLock(folders)
    do throws(ControlClient.Problem) {
      try ControlClient(folders, limit: Self.answerLimit).down()
    } catch {
      switch error {
      case .silent: return kill(lock)
      case .notRunning, .broken, .refused, .folder: break
      }
      // One that has just been killed holds its lock for a moment longer.
      guard folders.awaitLeftOver(milliseconds: 1000) else { throw error }
      folders.removeLeftOver()
      return .leftOver
    }
    return lock.falls(within: Self.endLimit) ? tidied(.leftOver) : kill(lock)
  }

  /// Its services end by themselves when it is gone, and stores survive that at any moment.
  private func kill(_ lock: HeldLock) -> Outcome {
    let process = cs_listening_process(folders.controlSocket)
    guard process > 0, Glibc.kill(process, SIGKILL) == 0, lock.falls(within: Self.killLimit) else {
      return .lives
    }
    return tidied(.killed(process: Int(process)))
  }

  /// - Parameter outcome: what it was if the supervisor has not tidied up itself.
  private func tidied(_ outcome: Outcome) -> Outcome {
    guard folders.hasLock else { return .ended }
    folders.removeLeftOver()
    return outcome
  }
}

/// The lock of a mesh that still runs.
///
/// The supervisor removes the file and holds its lock for as long as it lives: only who has the file
/// open already can see both.
private final class HeldLock {
  private let descriptor: Int32

  init(_ folders: MeshFolders) {
    descriptor = open(folders.lock, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// Waits until nobody holds it; false when that takes longer.
  func falls(within milliseconds: Int) -> Bool {
    let end = Clock.monotonic + UInt64(milliseconds) * 1_000_000
    while true {
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno == EBADF { return true }
      if Clock.monotonic >= end { return false }
      Clock.pause(milliseconds: 5)
    }
  }
}
