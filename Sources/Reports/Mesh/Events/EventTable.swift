internal import MeshLook
public import MeshModel
public import Terminal

/// What happened, in order of time: when, what, to whom, and more about it beside that.
public struct EventTable {
  /// - Parameter width: the columns of the screen.
  public static func lines(_ events: [MeshEvent], width: Int) -> [StyledLine] {
    var page = Page(columns: width)
    for event in events {
      let label = [
        StyledSpan("\(MeshSentence.moment(event.at))  ", .muted),
        StyledSpan(TextWidth.padded(event.kind.rawValue, to: kindColumns), event.kind.role),
        StyledSpan(event.subject, .text, .bold),
      ]
      let columns = StyledLine(label).columns
      page.item(
        label: label, width: max(columns + 2, usualColumns), [StyledSpan(event.detail)])
    }
    return page.lines
  }

  /// Each on one line, however long it gets.
  public static func wideLines(_ events: [MeshEvent]) -> [StyledLine] {
    let subjects = events.map { TextWidth.columns($0.subject) }.max() ?? 0
    return events.map { event in
      StyledLine([
        StyledSpan("\(MeshSentence.moment(event.at))  ", .muted),
        StyledSpan(TextWidth.padded(event.kind.rawValue, to: kindColumns), event.kind.role),
        StyledSpan(TextWidth.padded(event.subject, to: subjects + 2), .text, .bold),
        StyledSpan(event.detail),
      ])
    }
  }

  private static let kindColumns = 18
  /// Where details begin beside all but the longest subjects.
  private static let usualColumns = 51
}
