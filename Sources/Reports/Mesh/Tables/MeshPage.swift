internal import MeshLook
internal import MeshModel
internal import Terminal

/// What stands around a table: where the numbers come from, and what is wrong with the sources.
struct MeshPage {
  private let snapshot: Snapshot
  private let width: Int

  init(_ snapshot: Snapshot, width: Int) {
    self.snapshot = snapshot
    self.width = max(width, 20)
  }

  /// The lines of a table with what belongs around them.
  func lines(_ table: [StyledLine], isDoubtful: Bool) -> [StyledLine] {
    var lines = head + [.empty] + table
    if isDoubtful { lines += [.empty] + wrapped([StyledSpan(MeshSentence.doubtful, .muted)]) }
    return lines
  }

  func lines(empty sentence: String) -> [StyledLine] {
    head + [.empty] + wrapped([StyledSpan(sentence)])
  }

  /// A line under a row, broken where it has to be.
  func note(_ text: String, _ role: Role) -> [StyledLine] {
    StyledWrap.lines([StyledSpan(text, role)], columns: width - 4, hanging: 2).enumerated().map {
      StyledLine([StyledSpan($0.offset == 0 ? "    " : "      ")] + $0.element.spans)
    }
  }

  private var head: [StyledLine] {
    let summary =
      snapshot.services.isEmpty
      ? [] : [StyledSpan(MeshSentence.summary(snapshot), .heading)]
    let troubles = snapshot.sources.compactMap(MeshSentence.trouble)
    return wrapped(summary) + wrapped([StyledSpan(MeshSentence.origin(snapshot), .muted)])
      + troubles.flatMap { wrapped([StyledSpan($0, .bad)]) }
      + faults.flatMap { wrapped([StyledSpan("◆ \($0)", .fault)]) }
  }

  private static let mostFaults = 5

  private var faults: [String] {
    let shown =
      snapshot.faults.count > Self.mostFaults + 1 ? Self.mostFaults : snapshot.faults.count
    let rest = snapshot.faults.count - shown
    return snapshot.faults.prefix(shown).map { MeshSentence.fault($0, at: snapshot.at) }
      + (rest > 0 ? [MeshSentence.moreFaults(rest)] : [])
  }

  private func wrapped(_ spans: [StyledSpan]) -> [StyledLine] {
    StyledWrap.lines(spans, columns: width, hanging: 2)
  }
}
