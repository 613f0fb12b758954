import Instruments
import Terminal

extension DashboardState {
  /// Why logs cannot be read here; nil when they can.
  var readingObstacle: String? {
    if !mesh.isOwn { return Sentence.onlyOfTheShop }
    return mesh.isAbsent ? Sentence.noMesh : nil
  }

  /// Shows the log of what is marked or open: of a request, what belongs to it.
  mutating func openLogs() {
    if let request = openRequest {
      mesh.open(.requestLogs(request))
    } else if let target = faultTarget {
      mesh.open(.logs(of: target))
    }
  }

  /// The request that is open, or marked in the list of them.
  var openRequest: String? {
    guard tab == .mesh else { return nil }
    switch mesh.place {
    case .trace(let id): return id
    case .traces:
      if case .trace(let id)? = markedTarget { return id }
      return nil
    case .table, .service, .edge, .instance, .logs, .requestLogs: return nil
    }
  }

  /// Shows the requests that came by what is marked or open.
  mutating func openTraces() {
    mesh.open(.traces(through: faultTarget))
  }

  /// Moves through the lines of a log; they are counted from the latest.
  mutating func actInLogs(_ action: Action, page: Int) {
    let count = mesh.reading.shown.count
    switch action {
    case .back where !mesh.reading.filter.isEmpty: filterLogs("")
    case .back: mesh.goUp()
    case .move(let move):
      let line = moved(count - 1 - mesh.line, move, count: count, page: page)
      mesh.line = max(0, count - 1 - line)
    case .select(let index): if index < count { mesh.line = count - 1 - index }
    case .accept: openRequestOfLine()
    default: break
    }
  }

  /// The marked line.
  private var markedLogEntry: LogEntry? {
    let shown = mesh.reading.shown
    let index = shown.count - 1 - mesh.line
    return shown.indices.contains(index) ? shown[index] : nil
  }

  /// The request that the marked line belongs to.
  var markedLogTrace: String? { markedLogEntry?.trace }

  /// Shows the request that the marked line belongs to; the line tells when it was under way.
  private mutating func openRequestOfLine() {
    guard let entry = markedLogEntry, let trace = entry.trace else { return }
    mesh.open(.trace(trace))
    guard let last = mesh.path.indices.last else { return }
    mesh.path[last].reading.began = entry.at
  }

  /// Shows only the lines of a log with a text in them.
  mutating func filterLogs(_ text: String) {
    guard mesh.place.isOfLogs else { return }
    mesh.path[mesh.path.count - 1].reading.filter = text
    mesh.path[mesh.path.count - 1].line = 0
    mesh.arrangeReading()
  }
}
