import Dashboard
import MeshModel
import Platform
import Synchronization

/// Looks at the mesh and does errands while the screen goes on; owns the threads for that.
///
/// All functions are called by the session's thread.
final class MeshDesk {
  private let target: MeshTarget
  private let mailbox: MeshMailbox
  /// Whether everything is done at once instead, for a session that is played from a script.
  private let isInline: Bool
  private var lookout: MeshLookout
  private let channel: MeshChannel
  private let reader: MeshReader
  private let recorder: MeshRecorder
  private var runner: Worker?
  /// Errands that wait, and whether somebody does them.
  private let queue = Gate<Queue>(Queue())
  /// Does what labs want, and takes it back at the end.
  private let hands: LabHands

  struct Queue: Sendable {
    var waiting: [MeshErrand] = []
    var isRunning = false
  }

  /// The most errands that wait.
  private static let limit = 8
  /// Milliseconds that leaving waits for an errand.
  private static let patience = 2000

  /// - Parameter wake: wakes the screen; nil does everything at once instead.
  init(_ target: MeshTarget, wake: (@Sendable () -> Void)?) {
    self.target = target
    hands = LabHands(mesh: target.name, target.folders)
    isInline = wake == nil
    mailbox = MeshMailbox(wake: wake ?? {})
    lookout = MeshLookout(target)
    channel = MeshChannel(target, mailbox)
    reader = MeshReader(target, mailbox)
    recorder = MeshRecorder(target, mailbox)
  }

  /// Looks once a second from now on.
  func watch() {
    guard !isInline else {
      lookout.look().map(mailbox.put)
      return
    }
    channel.watch()
  }

  /// Looks so often from now on.
  func look(every milliseconds: Int) { channel.look(every: milliseconds) }

  /// Reads this of the mesh from now on beside the rounds; with nil nothing any more.
  func follow(_ subject: MeshSubject?) { reader.follow(subject, isInline: isInline) }

  /// Records the mesh to a file that does not exist yet.
  func record(_ path: String) { recorder.begin(path, isInline: isInline) }

  /// Ends the recording, so that its file is whole.
  func endRecording() { recorder.end() }

  /// Plays a recording, or with nil shows what was named when the program began.
  func play(_ path: String?) {
    guard isInline else { return channel.play(path) }
    guard let next = MeshChannel.turn(to: path, target, mailbox) else { return }
    lookout = MeshLookout(next)
    lookout.look().map(mailbox.put)
  }

  /// Has an errand done, after those that wait already.
  func give(_ errand: MeshErrand) {
    let (target, mailbox, queue, hands) = (target, mailbox, queue, hands)
    let isFirst = queue.change { queue -> Bool? in
      guard queue.waiting.count < Self.limit else { return nil }
      queue.waiting.append(errand)
      defer { queue.isRunning = true }
      return !queue.isRunning
    }
    guard let isFirst else {
      mailbox.put(.meshDone(errand, problem: MeshSentence.tooBusy))
      return
    }
    guard isFirst else { return }
    if isInline {
      Self.work(queue, target, hands, mailbox)
      lookout.look().map(mailbox.put)
    } else {
      runner?.stop()
      runner = Worker("mesh errands") { _ in Self.work(queue, target, hands, mailbox) }
    }
  }

  /// Does what waits, until nothing does.
  private static func work(
    _ queue: Gate<Queue>, _ target: MeshTarget, _ hands: LabHands, _ mailbox: MeshMailbox
  ) {
    while let errand = next(queue) {
      let problem = target.run(errand, hands) { mailbox.put(.meshTold($0)) }
      if case .lab(let wish) = errand {
        mailbox.put(.labDone(wish, at: target.now, problem: problem))
      } else {
        mailbox.put(.meshDone(errand, problem: problem))
      }
    }
  }

  private static func next(_ queue: Gate<Queue>) -> MeshErrand? {
    queue.change { queue in
      queue.isRunning = !queue.waiting.isEmpty
      return queue.isRunning ? queue.waiting.removeFirst() : nil
    }
  }

  /// Puts in what another thread has for the screen, from any thread.
  var put: @Sendable (Message) -> Void {
    let mailbox = mailbox
    return { mailbox.put($0) }
  }

  /// What has come in.
  func messages() -> [Message] { mailbox.take() }

  /// Wakes nobody any more and drops what waits. What is under way goes on until ``finish()``.
  func close() {
    mailbox.close()
    queue.change { $0.waiting = [] }
    channel.close()
    reader.close()
    recorder.end()
  }

  /// Waits for the threads; an errand that takes long is left to the end of the process, which it
  /// does not hold up.
  func finish() {
    channel.finish()
    reader.finish()
    recorder.finish()
    if queue.wait(milliseconds: Self.patience, until: { !$0.isRunning }) { runner?.stop() }
    // A lab must not outlive the screen it was done on.
    _ = hands.cleanUp(nil)
  }

  /// The time as the state is told it.
  var now: ClockReading { channel.now }
}
