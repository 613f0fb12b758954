import Dashboard
import Synchronization

/// What other threads have for the screen: a few messages, and of the rounds only the latest.
///
/// Nobody who puts something in ever waits, and nothing grows without bound: a screen that is slow
/// or stopped misses rounds, never an errand's end.
final class MeshMailbox: Sendable {
  private struct Contents: Sendable {
    /// What the rounds are of, told before them.
    var turned: Message?
    var frame: MeshFrame?
    var sight: MeshSight?
    var told: [Message] = []
    var isClosed = false
  }

  /// The most lines of progress that wait; what is older is dropped.
  private static let limit = 200

  private let contents = Mutex(Contents())
  private let wake: @Sendable () -> Void

  /// - Parameter wake: wakes the screen; not called any more after ``close()``.
  init(wake: @escaping @Sendable () -> Void) {
    self.wake = wake
  }

  /// Puts in a round; one that nobody has taken yet gives way.
  func put(_ frame: MeshFrame) {
    change { contents in contents.frame = contents.frame.map(frame.after) ?? frame }
  }

  /// Puts in what was read beside the rounds; what nobody has taken yet gives way to it, or goes
  /// before it.
  func put(_ sight: MeshSight) {
    change { contents in contents.sight = contents.sight.map(sight.after) ?? sight }
  }

  /// Puts in that the rounds from now on are of something else: those of before are dropped.
  func turn(_ message: Message) {
    change { contents in (contents.turned, contents.frame, contents.sight) = (message, nil, nil) }
  }

  /// Puts in what an errand tells.
  func put(_ message: Message) {
    change { contents in
      contents.told.append(message)
      if contents.told.count > Self.limit { contents.told.removeFirst() }
    }
  }

  /// Takes everything out, in order.
  func take() -> [Message] {
    contents.withLock { contents in
      defer {
        contents.frame = nil
        (contents.turned, contents.sight, contents.told) = (nil, nil, [])
      }
      return [contents.turned, contents.frame.map { .mesh($0) }, contents.sight.map { .sight($0) }]
        .compactMap(\.self) + contents.told
    }
  }

  /// Takes nothing in from now on and wakes nobody.
  func close() {
    contents.withLock { $0.isClosed = true }
  }

  private func change(_ body: (inout Contents) -> Void) {
    contents.withLock { contents in
      guard !contents.isClosed else { return }
      body(&contents)
      // Under the lock, so that nobody is woken once it is closed.
      wake()
    }
  }
}
