import Filter
import Instruments
import MeshModel

/// What has been read for an open level.
struct MeshReading: Equatable, Sendable {
  /// Whether anything was heard yet.
  var isHeard = false
  /// Why the latest look brought nothing, in a sentence.
  var problem: String?
  var lines = LogLines([], isFromStart: true)
  /// Which lines are shown; empty shows all.
  var filter = ""
  /// Those lines, up to the moment that is shown.
  var shown: [LogEntry] = []
  var list = TraceList([], kept: 0, lostSpans: 0)
  /// Whether the request that is open was not there at the latest look.
  var lacksTrace = false
  /// When the request that is open was known to be under way, as a stamp; nil where nobody knows.
  var began: String?

  /// Takes what a look brought.
  mutating func take(_ outcome: MeshSight.Outcome) {
    isHeard = true
    problem = nil
    lacksTrace = false
    switch outcome {
    case .lines(let lines): self.lines.add(lines)
    case .traces(let list): self.list = list
    case .noTrace: lacksTrace = true
    case .failed(let sentence): problem = sentence
    }
  }

  /// The requests of the list that pass the filter: those that were read for another one, too.
  var shownTraces: [Trace] {
    guard let filter = TraceFilter(filter).filter else { return list.traces }
    return list.traces.filter(filter.matches)
  }

  /// Works out which lines are shown.
  ///
  /// - Parameter wall: the moment that is shown, in microseconds of the wall clock; nil for now.
  mutating func arrange(until wall: Int?) {
    guard !lines.entries.isEmpty || !shown.isEmpty else { return }
    let end = wall.map { Timestamp.text(microseconds: $0) }
    shown = lines.entries.filter { entry in
      end.map { entry.at <= $0 } ?? true && (filter.isEmpty || entry.mentions(filter))
    }
  }
}

extension MeshLevel {
  /// What has to be read for it; nil when the rounds tell all.
  var subject: MeshSubject? {
    switch place {
    case .table, .service, .edge, .instance: nil
    case .logs(let target): .logs(of: target)
    case .requestLogs(let id): .requestLogs(id)
    case .traces(let waypoint):
      .traces(through: waypoint, where: TraceFilter(reading.filter).condition)
    case .trace(let id): .trace(id)
    }
  }
}

extension MeshPlace {
  /// Whether it shows lines of logs.
  var isOfLogs: Bool {
    switch self {
    case .logs, .requestLogs: true
    case .table, .service, .edge, .instance, .traces, .trace: false
    }
  }
}

extension MeshTab {
  /// What was read for what is open.
  var reading: MeshReading { path.last?.reading ?? MeshReading() }

  /// Takes what a look brought; what nobody waits for any more is dropped.
  mutating func take(_ sight: MeshSight) {
    guard let index = path.lastIndex(where: { $0.subject == sight.subject }) else { return }
    // A list that is looked back at stands still.
    if paused != nil, case .traces = sight.outcome, path[index].reading.isHeard { return }
    let before = path[index].reading.shown.count
    path[index].reading.take(sight.outcome)
    arrangeReading(index)
    // Who looks further up goes on looking at the same lines.
    let more = path[index].reading.shown.count - before
    if path[index].place.isOfLogs, path[index].line > 0, more > 0 { path[index].line += more }
  }

  /// Works out again which lines of the open log are shown.
  mutating func arrangeReading() {
    if !path.isEmpty { arrangeReading(path.count - 1) }
  }

  private mutating func arrangeReading(_ index: Int) {
    path[index].reading.arrange(until: paused == nil ? nil : now?.wall)
    guard path[index].place.isOfLogs else { return }
    let count = path[index].reading.shown.count
    path[index].line = max(0, min(path[index].line, count - 1))
  }
}

extension DashboardState {
  /// What has to be read for what is on the screen.
  var subject: MeshSubject? { tab == .mesh && mesh.isOwn ? mesh.path.last?.subject : nil }
}
