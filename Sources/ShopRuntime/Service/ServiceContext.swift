internal import Glibc
public import Instruments
internal import Platform
public import Resilience
internal import Shop

/// What all parts of a service process share.
public final class ServiceContext: Sendable {
  public let service: String
  /// As in `order-1`.
  public let instance: String
  public let version: String
  public let metrics = Metrics()
  public let spans = RecentItems<Span>(limit: 2000)
  public let events = RecentItems<ServiceEvent>(limit: 1000)
  public let faults = FaultTable()
  private let chance: SharedChance
  private let writer: LogWriter

  /// - Parameter log: the file that standard output goes to; nil when it is something else.
  public init(
    service: String, instance: String, version: String, seed: UInt64, log: String? = nil
  ) {
    writer = LogWriter(log)
    self.service = service
    self.instance = instance
    self.version = version
    // Instances of one seed must not draw the same numbers.
    let own = instance.utf8.reduce(seed) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    chance = SharedChance(seed: own)
  }

  /// The context of a process. An instance that is started again draws other numbers than in its
  /// earlier life, since names of orders and traces are made of them.
  public convenience init(_ settings: ServiceSettings) {
    var system = SystemRandomNumberGenerator()
    self.init(
      service: settings.role.rawValue, instance: settings.instance, version: settings.version,
      seed: system.next(), log: settings.isSupervised ? settings.logFile : nil)
  }

  /// Now, on the clock of the state machines.
  public static var now: Instant { Instant(nanoseconds: Int64(Clock.monotonic)) }

  /// A number evenly distributed over all of `UInt64`.
  public func random() -> UInt64 { chance.next() }

  /// Starts a trace, or goes on with one under a new span.
  public func trace(under parent: TraceContext? = nil) -> TraceContext {
    var chance = chance
    return parent.map { $0.child(&chance) } ?? TraceContext.start(&chance)
  }

  /// Notes an event for `/internal/events`, stamped with the wall clock.
  public func happened(_ kind: String, _ subject: String, _ detail: String) {
    events.add(ServiceEvent(kind: kind, subject: subject, detail: detail, at: Clock.wall))
  }

  /// Writes a line to the log, which is the process's standard output.
  public func log(
    _ level: LogLine.Level, _ message: String, trace: TraceContext? = nil,
    _ fields: [(name: String, value: String)] = []
  ) {
    let line = LogLine(
      at: Timestamp.text(microseconds: Clock.wall), level: level, service: service,
      instance: instance, trace: trace?.trace, message: message, fields: fields)
    writer.write(Array("\(line.json)\n".utf8))
  }

  /// Keeps a span of work that began at a moment of the wall clock.
  ///
  /// - Parameters:
  ///   - callee: of a call, whom it was meant for.
  ///   - breaker: of a call that was not sent because of its breaker, the state of that.
  public func record(
    _ name: String, _ kind: Span.Kind, _ context: TraceContext, parent: String?, start: Int,
    duration: Int, failure: String?, callee: String? = nil, breaker: String? = nil,
    message: Span.Message? = nil
  ) {
    guard context.isSampled else { return }
    spans.add(
      Span(
        trace: context.trace, id: context.span, parent: parent, service: service,
        instance: instance, name: name, kind: kind, start: start, duration: duration,
        failure: failure, callee: callee, breaker: breaker, message: message))
  }
}
