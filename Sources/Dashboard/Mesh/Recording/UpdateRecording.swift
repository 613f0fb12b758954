import Instruments
import MeshModel
import Terminal

extension DashboardState {
  /// Asks where to record to, or ends what is recorded.
  mutating func toggleRecording() -> [Effect] {
    if mesh.recording != nil { return [.endRecording] }
    box = .prompt(Prompt(.record, mesh.suggestedRecording))
    return []
  }

  /// Asks which recording to play, or returns to what is there now.
  mutating func toggleReplay() -> [Effect] {
    if mesh.opened != nil { return [.play(nil)] }
    box = .prompt(Prompt(.openRecording, mesh.lastRecording ?? ""))
    return []
  }

  /// A file's name was typed.
  mutating func acceptRecording(_ prompt: Prompt) -> [Effect] {
    let path = prompt.input.text
    guard !path.isEmpty else {
      var prompt = prompt
      prompt.complaint = Sentence.nameMissing
      box = .prompt(prompt)
      return []
    }
    box = nil
    if prompt.purpose == .openRecording {
      notice = Notice(.info, Sentence.opening(path))
      return [.play(path)]
    }
    mesh.recording = Recording(path: path, since: mesh.clock?.monotonic)
    return [.record(path: path)]
  }

  /// What the recording tells of itself.
  mutating func take(_ news: RecordingNews) {
    switch news.end {
    case nil: mesh.recording?.rounds = news.rounds
    case .finished:
      mesh.recording = nil
      mesh.lastRecording = news.path
      notice = Notice(.ok, Sentence.recorded(news))
    case .failed(let problem):
      mesh.recording = nil
      notice = Notice(.bad, problem)
    }
  }

  /// A recording is played from now on, or with nil what is there now; or why it is not.
  mutating func played(_ path: String?, _ problem: String?) {
    if let problem {
      notice = Notice(.bad, problem)
      return
    }
    mesh.look(at: path)
    tab = tab.isOfMesh ? tab : .mesh
    notice = Notice(.info, path.map(Sentence.plays) ?? Sentence.backToNow)
  }
}

extension MeshTab {
  /// Where a recording goes unless the user says otherwise.
  var suggestedRecording: String {
    let mesh = isOwn ? name : "mesh"
    guard let clock else { return "\(recordings)\(mesh).rounds" }
    let stamp = Timestamp.text(microseconds: clock.wall)
    let time = stamp.dropFirst(11).prefix(8).replacing(":", with: "")
    return "\(recordings)\(mesh)-\(stamp.prefix(10))-\(time).rounds"
  }

  /// Turns to a recording, or with nil to what was named when the program began. What was known of
  /// the other is forgotten.
  mutating func look(at recording: String?) {
    opened = recording
    sources = recording.map { ["replay=\($0)"] } ?? named
    (live, frame, clock, now, paused) = (nil, nil, nil, nil, nil)
    history = MeshHistory()
    lastCalls = nil
    (liveTrends, trends, passing, path) = ([:], [:], [], [])
    order = ServiceOrder()
    armedUntil = nil
    arrange(isForced: true)
  }
}
