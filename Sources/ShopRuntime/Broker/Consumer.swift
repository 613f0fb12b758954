internal import Glibc
public import Instruments
internal import Platform
internal import Shop

/// Takes the messages of a topic for a group, one batch after the other on a few threads.
public final class Consumer: Sendable {
  /// What to take, and how.
  public struct Settings: Sendable, Hashable {
    public var topic: String
    public var group: String
    /// The name of this consumer, unlike that of all others of its group.
    public var name: String
    /// Threads that take and handle messages.
    public var threads = 1
    /// Most messages taken at once by a thread.
    public var batch = 16
    /// Milliseconds a thread waits at the broker for messages; also how long stopping may take.
    public var wait = 500
    /// Milliseconds in which a batch has to be handled.
    public var lease = 5000
    /// The kinds of message that are work for this consumer, so that it is known before the first
    /// one comes.
    public var events: [String] = []

    public init(topic: String, group: String, name: String) {
      self.topic = topic
      self.group = group
      self.name = name
    }
  }

  /// What became of a message.
  public enum Verdict: Sendable, Hashable {
    /// It is handled and kept; do not send it again.
    case done
    /// Send it again after so many milliseconds; nil for longer and longer ones. After some tries
    /// the broker puts it to the dead letters.
    case again(after: Int?)
    /// Send it again after so many milliseconds; the message is not to blame, so this try does not
    /// count.
    case notNow(after: Int)
    /// It will never be handled: put it to the dead letters at once.
    case never
  }

  /// What a handler says of a message.
  public struct Handling: Sendable, Hashable {
    public var verdict: Verdict
    /// The kind of message, as in `OrderPlaced`; nil when nobody can tell.
    public var event: String?
    /// Whether it is for other consumers of the topic, and was no work here.
    public var isForOthers: Bool

    public init(_ verdict: Verdict, event: String? = nil, isForOthers: Bool = false) {
      self.verdict = verdict
      self.event = event
      self.isForOthers = isForOthers
    }

    /// A message of no particular kind is handled, or comes again.
    public static let done = Handling(.done)
    public static func again(after pause: Int?) -> Handling { Handling(.again(after: pause)) }
    public static func notNow(after pause: Int) -> Handling { Handling(.notNow(after: pause)) }

    var outcome: ConsumerMeters.Outcome {
      switch verdict {
      case .done: isForOthers ? .ignored : .handled
      case .again, .never: .failed
      case .notNow: isForOthers ? .returned : .failed
      }
    }
  }

  /// Handles one message under a trace. It may come more than once. An error counts as `again`,
  /// or as `notNow` when it is a store's and may pass.
  public typealias Handler = @Sendable (Delivery, TraceContext) throws -> Handling

  private let settings: Settings
  private let link: BrokerLink
  private let context: ServiceContext
  private let handler: Handler
  private let meters: ConsumerMeters
  private let workers: Gate<[Worker]> = Gate([])

  public init(
    _ settings: Settings, _ link: BrokerLink, _ context: ServiceContext,
    _ handler: @escaping Handler
  ) {
    self.settings = settings
    self.link = link
    self.context = context
    self.handler = handler
    meters = ConsumerMeters(
      context.metrics, broker: link.service,
      GroupName(topic: settings.topic, group: settings.group), events: settings.events)
  }

  /// Starts taking messages, on threads that `stop` ends.
  public func start() {
    workers.change { workers in
      guard workers.isEmpty else { return }
      workers = (1...max(settings.threads, 1)).map { number in
        Worker("consumer-\(number)") { [self] stop in run(stop) }
      }
    }
  }

  /// Ends after the batch in hand, and waits for that.
  public func stop() {
    let running = workers.change { workers in
      defer { workers = [] }
      return workers
    }
    for worker in running { worker.requestStop() }
    for worker in running { worker.stop() }
  }

  private var name: GroupName { GroupName(topic: settings.topic, group: settings.group) }

  private func run(_ stop: Worker.Stop) {
    let order = TakeOrder(
      name: name, consumer: settings.name, limit: settings.batch, lease: settings.lease)
    var failed = 0
    while !stop.isRequested {
      do throws(BrokerProblem) {
        try handle(try link.take(order, wait: settings.wait), stop)
        failed = 0
      } catch {
        failed += 1
        meters.couldNotAsk()
        if failed == 1 { context.log(.warning, "consumer of \(settings.topic): \(error.sentence)") }
        _ = stop.wait(milliseconds: min(50 << min(failed, 5), 1000))
      }
    }
  }

  private func handle(_ deliveries: [Delivery], _ stop: Worker.Stop) throws(BrokerProblem) {
    guard !deliveries.isEmpty else { return }
    let end = Clock.monotonic + UInt64(settings.lease) * 1_000_000 / 2
    var verdicts: [Verdict: [Int]] = [:]
    for delivery in deliveries {
      // What cannot be done within the lease, or is not begun at the end, is for others at once.
      let isTooLate = stop.isRequested || Clock.monotonic >= end
      let verdict = isTooLate ? giveBack(delivery) : judge(delivery)
      verdicts[verdict, default: []].append(delivery.id)
    }
    // What is said about many messages at once belongs to the trace of none.
    let own = context.trace()
    let trace = TraceContext(trace: own.trace, span: own.span, isSampled: false)
    for (verdict, ids) in verdicts { try tell(verdict, ids, trace) }
  }

  private func tell(
    _ verdict: Verdict, _ ids: [Int], _ trace: TraceContext
  ) throws(BrokerProblem) {
    var order = BrokerStore.RejectOrder(name: name, consumer: settings.name)
    switch verdict {
    case .done: return try link.acknowledge(ids, name, trace: trace)
    case .again(let pause): order.pause = pause
    case .notNow(let pause):
      order.pause = pause
      order.counts = false
    case .never: order.isHopeless = true
    }
    try link.reject(ids, order, trace: trace)
  }

  private func giveBack(_ delivery: Delivery) -> Verdict {
    meters.took(nil, .returned, nanoseconds: nil, lag: 0)
    return .notNow(after: 0)
  }

  private func judge(_ delivery: Delivery) -> Verdict {
    let start = (monotonic: Clock.monotonic, wall: Clock.wall)
    let parent = TraceContext(delivery.trace)
    let trace = context.trace(under: parent)
    let (handling, failure) = attempt(delivery, trace)
    let took = Clock.monotonic - start.monotonic
    meters.took(
      handling.event, handling.outcome, nanoseconds: took, lag: Clock.wall - delivery.at)
    // What is for others is no part of what became of a request.
    if handling.outcome == .ignored { return handling.verdict }
    context.record(
      "consume \(settings.topic)", .consumer, trace, parent: parent?.span, start: start.wall,
      duration: Int(took / 1000), failure: failure,
      message: Span.Message(
        topic: settings.topic, event: handling.event, waited: max(start.wall - delivery.at, 0)))
    return handling.verdict
  }

  private func attempt(
    _ delivery: Delivery, _ trace: TraceContext
  ) -> (Handling, failure: String?) {
    let verdict: Verdict
    let failure: String
    do {
      let handling = try handler(delivery, trace)
      return (handling, Self.failure(handling.verdict))
    } catch let problem as StoreProblem {
      verdict = problem.mayPass ? .notNow(after: Self.pause) : .again(after: nil)
      failure = problem.sentence
    } catch {
      verdict = .again(after: nil)
      failure = "\(error)"
    }
    context.log(.error, "message \(delivery.id) of \(settings.topic): \(failure)", trace: trace)
    return (Handling(verdict), failure)
  }

  private static func failure(_ verdict: Verdict) -> String? {
    switch verdict {
    case .done: nil
    case .again, .notNow: "not now, it comes again"
    case .never: "it contradicts what is known"
    }
  }

  /// Milliseconds until a message comes again that a store's trouble has kept from being handled.
  private static let pause = 1000
}
