public import Instruments
public import Terminal

/// A line of a log as people read it: `10:00:07.120  ▲ payment-2    breaker-open  to=order`.
public struct LogRow: Sendable {
  /// As a line.
  public let line: StyledLine

  /// - Parameters:
  ///   - isNamed: whether it says who wrote it.
  ///   - isBrief: whether the time has to do without milliseconds.
  public init(_ entry: LogEntry, isNamed: Bool, isBrief: Bool = false) {
    let time = String(entry.at.dropFirst(11).prefix(isBrief ? 8 : 12))
    let look = entry.look
    var spans = [
      StyledSpan(TextWidth.padded(time, to: isBrief ? 9 : 13), TextStyle(.muted)),
      StyledSpan("\(look.sign) ", TextStyle(look.role)),
    ]
    if isNamed {
      spans.append(StyledSpan(TextWidth.padded(entry.instance, to: 12), TextStyle(.muted)))
    }
    spans.append(StyledSpan(entry.words, TextStyle(look.isGrave ? look.role : .text)))
    line = StyledLine(spans)
  }

  /// Whether lines have to say who wrote them: the name of one that is alone says nothing.
  public static func areNamed(_ entries: some Collection<LogEntry>) -> Bool {
    guard let first = entries.first?.instance else { return false }
    return entries.contains { $0.instance != first }
  }
}

extension LogEntry {
  /// The sign of how grave it is, and how that looks.
  fileprivate var look: (sign: String, role: Role, isGrave: Bool) {
    switch level {
    case .error: ("✖", .bad, true)
    case .warning: ("▲", .warning, true)
    case .info, .debug: ("·", .muted, false)
    case nil: ("?", .unknown, false)
    }
  }
}
