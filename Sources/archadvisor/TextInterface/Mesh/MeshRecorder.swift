import Dashboard
import Files
import Live
import MeshModel
import Platform

/// Records the mesh of a session to a file, in a thread of its own, as `mesh record` does.
final class MeshRecorder {
  private let target: MeshTarget
  private let mailbox: MeshMailbox
  private var worker: Worker?

  private static let pace = 1000

  init(_ target: MeshTarget, _ mailbox: MeshMailbox) {
    self.target = target
    self.mailbox = mailbox
  }

  /// Begins a recording, after one that is under way has ended.
  func begin(_ path: String, isInline: Bool) {
    worker?.stop()
    let (target, mailbox) = (target, mailbox)
    if isInline {
      mailbox.put(.recording(Self.record(target, path, mailbox) { true }))
      return
    }
    worker = Worker("mesh recorder") { stop in
      let news = Self.record(target, path, mailbox) { stop.wait(milliseconds: Self.pace) }
      mailbox.put(.recording(news))
    }
  }

  /// Has the recording end; that it has is told by the mailbox.
  func end() { worker?.requestStop() }

  /// Waits until the file is whole.
  func finish() { worker?.stop() }

  /// - Parameter isOver: waits for the next round; true when it is the last.
  private static func record(
    _ target: MeshTarget, _ path: String, _ mailbox: MeshMailbox, _ isOver: () -> Bool
  ) -> RecordingNews {
    let recorder = RoundRecorder()
    guard let sources = try? target.makeSources() else {
      return news(path, nil, .failed(MeshSentence.noMeshToRecord))
    }
    let mesh = LiveMesh(
      sources, fetcher: Fetcher(target.fetching), rules: target.rules, recorder: recorder)
    mesh.poll()
    let now = mesh.state.snapshot(windowSeconds: target.rules.windowSeconds, at: mesh.now)
    guard now.sources.contains(where: \.isHeard) else {
      return news(path, nil, .failed(MeshSentence.noMeshToRecord))
    }
    var file = RoundFile(mesh, recorder)
    do throws(FolderProblem) {
      if path.hasPrefix(MeshTarget.recordings) { try UserFolders.own.recordings.make() }
    } catch {
      return news(path, nil, .failed(MeshSentence.notRecorded(error)))
    }
    do throws(FileProblem) {
      try Files.makeFolder(above: path)
      try file.begin(path, overwriting: false)
      mailbox.put(.recording(news(path, file, nil)))
      while !isOver() {
        try file.look()
        mailbox.put(.recording(news(path, file, nil)))
      }
      try file.close()
      return news(path, file, .finished)
    } catch {
      return news(path, file, .failed(MeshSentence.notRecorded(error)))
    }
  }

  private static func news(
    _ path: String, _ file: RoundFile?, _ end: RecordingNews.End?
  ) -> RecordingNews {
    RecordingNews(path: path, rounds: file?.rounds ?? 0, bytes: file?.size ?? 0, end: end)
  }
}
