/// Where a trace has to have come by: a service, one of its instances, or the calls from one to another,
/// those among them that a breaker did not let through.
public struct Waypoint: Sendable, Hashable {
  /// `payment`, `payment-2`, `order:payment`.
  public let text: String
  private let sides: [String]

  /// - Parameter text: as a fault's target is written.
  public init(_ text: String) {
    self.text = text
    sides = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      .map(String.init)
  }

  /// Whether a trace came by here.
  public func isOn(_ trace: Trace) -> Bool {
    guard sides.count == 2 else { return trace.spans.contains { isSide(sides[0], $0) } }
    let callers = Set(trace.spans.filter { isSide(sides[0], $0) }.map(\.id))
    return trace.spans.contains { span in
      isSide(sides[1], span) && span.parent.map(callers.contains) ?? false
        || isSide(sides[0], span) && span.callee == sides[1]
    }
  }

  private func isSide(_ name: String, _ span: Span) -> Bool {
    span.service == name || span.instance == name
  }
}
