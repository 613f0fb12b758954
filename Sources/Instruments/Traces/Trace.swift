/// All that is known of one request on its way through many processes.
public struct Trace: Sendable, Hashable {
  /// 32 hexadecimal digits.
  public let id: String
  /// In the order in which they became known.
  public private(set) var spans: [Span] = []
  /// Microseconds of the wall clock at which the first span began.
  public private(set) var start = Int.max
  private var end = Int.min
  /// Spans that did not go well.
  public private(set) var failures = 0

  public init(id: String) { self.id = id }

  public init(id: String, _ spans: [Span]) {
    self.init(id: id)
    for span in spans { _ = add(span, limit: .max) }
  }

  /// False when there are so many already, or when its times cannot be.
  mutating func add(_ span: Span, limit: Int) -> Bool {
    guard spans.count < limit, span.isPlausible else { return false }
    spans.append(span)
    start = min(start, span.start)
    end = max(end, span.end)
    if span.failure != nil { failures += 1 }
    return true
  }

  /// Microseconds from the start of the first span to the end of the last.
  public var duration: Int { spans.isEmpty ? 0 : end - start }

  /// The span that everything hangs under, or the earliest one when that is not known.
  public var root: Span? {
    let known = Set(spans.map(\.id))
    let tops = spans.filter { span in span.parent.map { !known.contains($0) } ?? true }
    return tops.min { ($0.parent == nil ? 0 : 1, $0.start) < ($1.parent == nil ? 0 : 1, $1.start) }
  }

  /// Everyone who took part, by name.
  public var services: [String] { Set(spans.map(\.service)).sorted() }

  /// What became of a request.
  public enum Outcome: String, CaseIterable, Sendable {
    /// Nothing failed.
    case fine
    /// Nothing failed but calls that a breaker did not let through.
    case refused
    /// Something failed that was tried.
    case failed
  }

  /// What became of it.
  public var outcome: Outcome {
    if failures == 0 { return .fine }
    return origins.allSatisfy { $0.breaker != nil } ? .refused : .failed
  }

  /// The spans that failed while nothing failed that hangs under them: where trouble began.
  public var origins: [Span] {
    let failed = spans.filter { $0.failure != nil }
    let passedOn = Set(failed.compactMap(\.parent))
    let origins = failed.filter { !passedOn.contains($0.id) }
    // Spans that hang under one another in a circle have no first.
    return origins.isEmpty ? failed : origins
  }

  /// The traces that spans belong to, in the order of their first spans.
  public static func group(_ spans: [Span]) -> [Trace] {
    var order: [String] = []
    var traces: [String: Trace] = [:]
    for span in spans {
      if traces[span.trace] == nil { order.append(span.trace) }
      _ = traces[span.trace, default: Trace(id: span.trace)].add(span, limit: .max)
    }
    return order.compactMap { traces[$0] }
  }
}

extension Span {
  /// Microseconds of the wall clock.
  var end: Int { start + duration }

  /// Whether its times can be: nothing takes less than no time, or began before there were clocks.
  var isPlausible: Bool {
    (0..<Self.latest).contains(start) && (0..<Self.latest).contains(duration)
      && (0..<Self.latest).contains(message?.waited ?? 0)
  }

  /// Microseconds until the year 2255, within what every number of JSON can say.
  private static let latest = 9_000_000_000_000_000
}
