import Instruments
import Terminal

extension DashboardState {
  /// Why logs cannot be read here; nil when they can.
  var readingObstacle: String? {
    if !mesh.isOwn { return Sentence.onlyOfTheShop }
    return mesh.isAbsent ? Sentence.noMesh : nil
  }

  /// Shows the log of what is marked or open.
  mutating func openLogs() {
    guard let target = faultTarget else { return }
    mesh.open(.logs(of: target))
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
    case .accept: if let trace = markedLogTrace { mesh.open(.trace(trace)) }
    default: break
    }
  }

  /// The request that the marked line belongs to.
  var markedLogTrace: String? {
    let shown = mesh.reading.shown
    let index = shown.count - 1 - mesh.line
    return shown.indices.contains(index) ? shown[index].trace : nil
  }

  /// Shows only the lines of a log with a text in them.
  mutating func filterLogs(_ text: String) {
    guard case .logs = mesh.place else { return }
    mesh.path[mesh.path.count - 1].reading.filter = text
    mesh.path[mesh.path.count - 1].line = 0
    mesh.arrangeReading()
  }
}
