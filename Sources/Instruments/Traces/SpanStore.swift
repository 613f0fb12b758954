/// The latest spans of many processes, by trace.
///
/// Its room is bounded: when there are too many traces or spans the oldest trace goes. One that
/// failed, or that is among the slowest there were, goes to a second, smaller store instead, so that
/// what is worth looking at is not washed away by what went well.
public struct SpanStore: Sendable {
  /// How much is kept.
  public struct Limits: Sendable, Hashable {
    /// Traces kept.
    public var traces = 2000
    /// Spans kept, of all traces together.
    public var spans = 20_000
    /// Spans of one trace: a client that sends the same trace with all its requests must not push
    /// out the others.
    public var spansOfTrace = 400
    /// Traces in the second store.
    public var notable = 100
    /// Their spans.
    public var notableSpans = 5000

    public init() {}
  }

  /// What it was made with.
  public let limits: Limits
  private var recent = TraceShelf()
  private var notable = TraceShelf()
  private var words = Words()
  /// Spans that were told of too late or were too many for their trace.
  public private(set) var dropped = 0

  public init(_ limits: Limits = Limits()) { self.limits = limits }

  /// Traces that are kept.
  public var traceCount: Int { recent.count + notable.count }
  /// Spans that are kept.
  public var spanCount: Int { recent.spanCount + notable.spanCount }

  /// Notes that spans were lost before they came here.
  public mutating func lost(_ count: Int) { dropped += max(count, 0) }

  /// Keeps a span, and lets the oldest trace go when there is no room.
  public mutating func add(_ span: Span) {
    let span = words.shared(span)
    let isNotable = notable.holds(span.trace)
    let added =
      isNotable
      ? notable.add(span, limit: limits.spansOfTrace)
      : recent.add(span, limit: limits.spansOfTrace)
    if !added { dropped += 1 }
    makeRoom()
  }

  private mutating func makeRoom() {
    while recent.count > limits.traces || recent.spanCount > limits.spans,
      let oldest = recent.takeOldest()
    {
      keepIfNotable(oldest)
    }
    while notable.count > limits.notable || notable.spanCount > limits.notableSpans {
      dropLeastNotable()
    }
  }

  private mutating func keepIfNotable(_ trace: Trace) {
    if trace.failures > 0 { return notable.put(trace) }
    let slowest = notable.all.filter { $0.failures == 0 }
    let isFull = slowest.count >= limits.notable / 2
    if !isFull || slowest.contains(where: { $0.duration < trace.duration }) { notable.put(trace) }
  }

  /// Half of the room is for the slowest, the rest for the latest of those that failed.
  private mutating func dropLeastNotable() {
    let fine = notable.all.filter { $0.failures == 0 }
    let failed = notable.count - fine.count
    if fine.count > failed, let fastest = fine.min(by: { $0.duration < $1.duration }) {
      notable.remove(fastest.id)
    } else {
      let failing = notable.all.filter { $0.failures > 0 }
      // Requests that a breaker refused come by the hundred and all say the same.
      let oldest = failing.first { $0.outcome == .refused } ?? failing.first ?? fine.first
      if let oldest { notable.remove(oldest.id) }
    }
  }
}

// MARK: Finding

extension SpanStore {
  /// What traces to look for first.
  public enum Order: String, Sendable, CaseIterable {
    case latest, slowest, failed
    /// Those that failed, the latest first; then those that only a breaker refused, the latest first;
    /// then the others, the slowest first.
    case worst
  }

  /// The traces whose id begins with a text, up to a number of them.
  public func traces(prefix: String, limit: Int) -> [Trace] {
    Array((recent.all + notable.all).filter { $0.id.hasPrefix(prefix) }.prefix(limit))
  }

  /// The first traces in an order, and how many there are in all that were asked for.
  ///
  /// - Parameters:
  ///   - waypoint: only those that came by there.
  ///   - isWanted: only those that it holds for.
  public func traces(
    _ order: Order, through waypoint: Waypoint? = nil, limit: Int,
    where isWanted: (Trace) -> Bool = { _ in true }
  ) -> (traces: [Trace], matching: Int) {
    let all = (recent.all + notable.all).filter { trace in
      (order != .failed || trace.failures > 0) && (waypoint?.isOn(trace) ?? true)
        && isWanted(trace)
    }
    let sorted =
      switch order {
      case .latest, .failed: all.sorted { ($0.start, $0.id) > ($1.start, $1.id) }
      case .slowest: all.sorted { ($0.duration, $0.id) > ($1.duration, $1.id) }
      case .worst:
        all.map { (badness: $0.badness, trace: $0) }.sorted { $0.badness > $1.badness }
          .map(\.trace)
      }
    return (Array(sorted.prefix(limit)), all.count)
  }
}

/// Traces in the order in which they came.
private struct TraceShelf: Sendable {
  private var traces: [String: Trace] = [:]
  /// The ids in their order; those before `first` are gone.
  private var order: [String] = []
  private var first = 0
  private(set) var spanCount = 0

  var count: Int { traces.count }
  /// Oldest first.
  var all: [Trace] { order[first...].compactMap { traces[$0] } }

  func holds(_ id: String) -> Bool { traces[id] != nil }

  /// False when the trace has too many already.
  mutating func add(_ span: Span, limit: Int) -> Bool {
    if traces[span.trace] == nil { put(Trace(id: span.trace)) }
    guard traces[span.trace]?.add(span, limit: limit) ?? false else { return false }
    spanCount += 1
    return true
  }

  mutating func put(_ trace: Trace) {
    traces[trace.id] = trace
    order.append(trace.id)
    spanCount += trace.spans.count
  }

  mutating func takeOldest() -> Trace? {
    guard first < order.count else { return nil }
    let id = order[first]
    first += 1
    if first > 1000, first > order.count / 2 {
      order.removeFirst(first)
      first = 0
    }
    return take(id)
  }

  mutating func remove(_ id: String) {
    order.removeAll { $0 == id }
    _ = take(id)
  }

  private mutating func take(_ id: String) -> Trace? {
    let trace = traces.removeValue(forKey: id)
    spanCount -= trace?.spans.count ?? 0
    return trace
  }
}

/// Texts that many spans have in common, so that each is kept once.
private struct Words: Sendable {
  private var known: Set<String> = []

  /// Names are few; whatever makes them many must not fill this, too.
  private static let limit = 1000

  mutating func shared(_ span: Span) -> Span {
    Span(
      trace: span.trace, id: span.id, parent: span.parent, service: shared(span.service),
      instance: shared(span.instance), name: shared(span.name), kind: span.kind, start: span.start,
      duration: span.duration, failure: span.failure.map { shared($0) },
      callee: span.callee.map { shared($0) }, breaker: span.breaker.map { shared($0) },
      message: span.message.map { message in
        Span.Message(
          topic: shared(message.topic), event: message.event.map { shared($0) },
          waited: message.waited)
      })
  }

  private mutating func shared(_ word: String) -> String {
    if let index = known.firstIndex(of: word) { return known[index] }
    if known.count < Self.limit { known.insert(word) }
    return word
  }
}

extension Trace {
  /// The higher, the earlier it is worth a look.
  fileprivate var badness: (Int, Int, String) {
    switch outcome {
    case .failed: (2, start, id)
    case .refused: (1, start, id)
    case .fine: (0, duration, id)
    }
  }
}
