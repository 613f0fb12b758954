/// The spans of a trace in the order in which a reader follows them: each below the one it hangs
/// under, siblings by their start.
public struct TraceTree: Sendable, Hashable {
  /// A line of the tree.
  public struct Row: Sendable, Hashable {
    /// What the line is about.
    public let span: Span
    /// How many spans it hangs under.
    public let depth: Int
    /// How it follows from the one it hangs under.
    public let link: Link
    /// What should be there and is not.
    public let gap: Gap?
  }

  /// How a span follows from the one it hangs under.
  public enum Link: Sendable, Hashable {
    /// Nothing is above it.
    case root
    /// The one above waits for it.
    case call
    /// The one above went on without it: by a message, or after its own end.
    case asynchronous
    /// What it hangs under is not known.
    case orphan
  }

  /// Spans that a reader would expect.
  public enum Gap: Sendable, Hashable {
    /// The call was answered, but the span of the one who answered is not known.
    case noAnswerer
  }

  /// All lines, from the top down.
  public let rows: [Row]

  public init(_ trace: Trace) {
    let byStart = trace.spans.sorted { ($0.start, $0.id) < ($1.start, $1.id) }
    let known = Set(byStart.map(\.id))
    var children: [String: [Span]] = [:]
    var tops: [Span] = []
    for span in byStart {
      if let parent = span.parent, known.contains(parent), parent != span.id {
        children[parent, default: []].append(span)
      } else {
        tops.append(span)
      }
    }
    var rows: [Row] = []
    var seen: Set<String> = []
    for top in tops {
      let link: Link = top.parent == nil ? .root : .orphan
      Self.walk(top, 0, link, children, &rows, &seen)
    }
    // Spans that hang under one another in a circle have no top.
    for span in byStart where !seen.contains(span.id) {
      Self.walk(span, 0, .orphan, children, &rows, &seen)
    }
    self.rows = rows
  }

  /// The rows that hang under a span, however deep.
  public func below(_ id: String) -> ArraySlice<Row> {
    guard let place = rows.firstIndex(where: { $0.span.id == id }) else { return [] }
    return rows[(place + 1)...].prefix { $0.depth > rows[place].depth }
  }

  /// Spans that hang under others deeper than this are drawn no deeper.
  private static let deepest = 60

  private static func walk(
    _ span: Span, _ depth: Int, _ link: Link, _ children: [String: [Span]], _ rows: inout [Row],
    _ seen: inout Set<String>
  ) {
    // Without recursion: how deep a trace goes is not for us to say.
    var open = [(span: span, depth: depth, link: link)]
    while let next = open.popLast() {
      guard seen.insert(next.span.id).inserted else { continue }
      let below = children[next.span.id] ?? []
      rows.append(
        Row(
          span: next.span, depth: min(next.depth, deepest), link: next.link,
          gap: gap(next.span, below)))
      for child in below.reversed() {
        open.append((child, next.depth + 1, Self.link(child, under: next.span)))
      }
    }
  }

  private static func link(_ span: Span, under parent: Span) -> Link {
    let isMessage = span.kind == .consumer || span.kind == .producer
    return isMessage || span.start > parent.end ? .asynchronous : .call
  }

  private static func gap(_ span: Span, _ below: [Span]) -> Gap? {
    let calls = span.kind == .client || span.kind == .producer
    let isAnswered = below.contains { $0.kind == .server }
    return calls && span.failure == nil && !isAnswered ? .noAnswerer : nil
  }
}
