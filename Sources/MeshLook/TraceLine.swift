public import Instruments

/// A trace in one line of a list: the texts of its cells.
public struct TraceLine: Sendable, Equatable {
  /// The first digits of its id, by which it can be asked for.
  public let id: String
  /// The time of day.
  public let began: String
  /// Until the last of its spans ended.
  public let took: String
  /// How many pieces of work are known of it.
  public let spans: String
  /// How many of them failed; a dash for none.
  public let failed: String
  /// Who was asked for what.
  public let request: String
  /// Where trouble began and how; empty when nothing failed.
  public let why: String

  /// The cells of a trace.
  public init(_ trace: Trace) {
    id = String(trace.id.prefix(8))
    began = String(Timestamp.text(microseconds: trace.start).dropFirst(11).prefix(12))
    took = Figures.exact(microseconds: trace.duration)
    spans = String(trace.spans.count)
    failed = trace.failures == 0 ? "-" : "✗ \(trace.failures)"
    let root = trace.root
    request = "\(root?.instance ?? "-") \(root?.name ?? "")"
    why = trace.failureWords ?? ""
  }
}
