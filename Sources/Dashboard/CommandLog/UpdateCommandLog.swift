import Advice
import Terminal

extension DashboardState {
  /// The list of commands.
  mutating func actInLog(_ action: Action, _ marked: Int) -> [Effect] {
    let entries = commandLog.entries
    switch action {
    case .interrupt: return leave(interrupted: true)
    case .back: box = nil
    case .move(let move):
      box = .commandLog(
        marked: moved(marked, move, count: entries.count, page: max(1, size.rows - 8)))
    case .select(let place): box = .commandLog(marked: place)
    case .copyCommand:
      guard entries.indices.contains(marked) else { break }
      box = nil
      return copy(entries[marked].command)
    default: break
    }
    return []
  }

  /// Puts text into the terminal's clipboard.
  func copy(_ text: String) -> [Effect] {
    [.copy(TextWidth.clipped(text, to: Self.longestCopy))]
  }

  /// The most columns that are copied at once.
  private static let longestCopy = 2_000

  /// The text was given to the terminal, or could not be.
  mutating func finishCopying(_ text: String, _ isSent: Bool) {
    notice =
      isSent ? Notice(.ok, Sentence.copied(text)) : Notice(.warning, Sentence.notCopied(text))
  }

  /// The name of what is marked.
  var markedName: String? {
    switch tab {
    case .advise: question(advise.cursor.question)?.id
    case .matrix: markedCriterion?.id
    case .mesh, .topology, .breakers: faultTarget
    case .patterns: nil
    }
  }
}
