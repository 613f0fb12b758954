internal import Platform

/// Does the pieces of a round at the same time on a few threads that stay: one process that hangs
/// takes one of them, and the others go on.
final class ScoutCrew: Sendable {
  private struct Work: Sendable {
    var pieces: [@Sendable () -> Void] = []
    /// The next piece that nobody has begun.
    var next = 0
    var done = 0
    var isOver = false

    var isWaiting: Bool { next < pieces.count }

    mutating func take() -> (@Sendable () -> Void)? {
      guard isWaiting else { return nil }
      next += 1
      return pieces[next - 1]
    }
  }

  private let work: Gate<Work>
  private let helpers: [Worker]

  /// - Parameter helpers: threads besides the one that calls `perform`.
  init(helpers count: Int) {
    let work = Gate(Work())
    self.work = work
    helpers = (0..<count).map { _ in
      Worker("scout") { _ in
        while true {
          _ = work.wait(milliseconds: 60_000) { $0.isOver || $0.isWaiting }
          if work.value.isOver { return }
          Self.help(work)
        }
      }
    }
  }

  /// Does all pieces, here and on the helpers; returns when the last is done.
  func perform(_ pieces: [@Sendable () -> Void]) {
    work.change { $0 = Work(pieces: pieces) }
    Self.help(work)
    while !work.wait(milliseconds: 60_000, until: { $0.done == pieces.count }) {}
  }

  /// Takes pieces for as long as there are any.
  private static func help(_ work: Gate<Work>) {
    while let piece = work.change({ $0.take() }) {
      piece()
      work.change { $0.done += 1 }
    }
  }

  /// Ends the helpers and waits for them. Nobody may be performing.
  func stop() {
    work.change { $0.isOver = true }
    helpers.forEach { $0.stop() }
  }
}
