import Dashboard
import Files
import Live
import MeshModel
import Platform
import Telemetry

/// Looks round by round at the mesh of a session, or plays a recording in its place, in a thread of its
/// own.
final class MeshChannel {
  private let target: MeshTarget
  private let mailbox: MeshMailbox
  private let wanted: Gate<Wanted>
  /// The target whose time the screen shows.
  private let shown: Gate<MeshTarget>
  private var worker: Worker?

  private struct Wanted: Sendable {
    /// The recording to play; nil is what was named when the program began.
    var path: String?
    /// Counts how often that was changed.
    var number = 0
    /// Milliseconds between two rounds.
    var interval: Int
    var isClosed = false
  }

  /// The most bytes of a recording that is opened.
  private static let limit = 1 << 30

  init(_ target: MeshTarget, _ mailbox: MeshMailbox) {
    self.target = target
    self.mailbox = mailbox
    shown = Gate(target)
    wanted = Gate(Wanted(interval: target.interval))
  }

  /// The time as the state is told it.
  var now: ClockReading { shown.value.now }

  /// Looks again and again from now on.
  func watch() {
    guard worker == nil else { return }
    let (target, mailbox, wanted, shown) = (target, mailbox, wanted, shown)
    worker = Worker("mesh lookout") { _ in
      var lookout = MeshLookout(target)
      var number = 0
      while true {
        let now = wanted.value
        if now.isClosed { return }
        if now.number != number {
          number = now.number
          if let next = Self.turn(to: now.path, target, mailbox) {
            shown.change { $0 = next }
            lookout = MeshLookout(next)
          }
        }
        lookout.look().map(mailbox.put)
        _ = wanted.wait(milliseconds: now.interval) { $0.number != number || $0.isClosed }
      }
    }
  }

  /// Plays a recording, or with nil shows again what was named when the program began.
  func play(_ path: String?) {
    wanted.change {
      $0.path = path
      $0.number += 1
    }
  }

  /// Looks so often from the next round on.
  func look(every milliseconds: Int) { wanted.change { $0.interval = milliseconds } }

  /// Looks no more.
  func close() { wanted.change { $0.isClosed = true } }

  /// Waits for the thread.
  func finish() { worker?.stop() }

  /// What to look at for a recording, or with nil for none, once it was read to its end.
  static func turn(
    to path: String?, _ target: MeshTarget, _ mailbox: MeshMailbox
  ) -> MeshTarget? {
    guard let path else {
      mailbox.turn(.played(nil, problem: nil))
      return target
    }
    do throws(FileProblem) {
      let bytes = try Files.read(path, limit: limit)
      do throws(RecordingProblem) {
        let replay = try Replay(bytes, rules: target.rules)
        var whole = replay
        try whole.advance(to: .infinity)
        mailbox.turn(.played(path, problem: nil))
        return target.playing(replay, of: path)
      } catch {
        let place = "\(path):\(error.line): \(error.sentence)"
        mailbox.put(.played(path, problem: MeshSentence.notPlayed(place)))
      }
    } catch {
      mailbox.put(
        .played(path, problem: MeshSentence.notPlayed("\(path): \(error.sentence)")))
    }
    return nil
  }
}
