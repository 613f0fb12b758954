internal import Instruments
internal import Platform
public import Shop

/// Sends the messages of a service's outbox to the broker, one relay at a time among all instances.
///
/// A message is taken out of the outbox only after the broker has it for good. When either side
/// dies in between, it is sent once more, and its consumers know it again by its name.
public final class Relay: Sendable {
  private let outbox: Outbox
  private let owner: String
  private let link: BrokerLink
  private let context: ServiceContext
  private let sent: Family<Counter>
  private let failures: Family<Counter>
  private let bell = Gate(0)
  private let worker: Gate<Worker?> = Gate(nil)

  /// Messages claimed at once.
  private static let batch = 32
  /// Milliseconds after which the outbox is looked at without being told: its last relay may have
  /// died with messages left.
  private static let interval = 500

  /// - Parameters:
  ///   - owner: unlike that of all other relays of this outbox, in later lives too.
  ///   - events: what the service publishes, so that it is known before the first message.
  public init(
    _ outbox: Outbox, owner: String, _ link: BrokerLink, _ context: ServiceContext,
    events: [ShopEvent.Kind] = []
  ) {
    self.outbox = outbox
    self.owner = owner
    self.link = link
    self.context = context
    sent = context.metrics.counter(
      "messaging_client_sent_messages_total", "Messages given to the broker.",
      labels: ["broker", "topic", "event"])
    failures = context.metrics.counter(
      "outbox_failures_total", "Times the outbox could not be emptied.")
    for event in events { _ = sent(link.service, event.topic.rawValue, event.rawValue) }
  }

  /// Starts looking for messages to publish, on a thread that `stop` ends.
  public func start() {
    worker.change { worker in
      guard worker == nil else { return }
      worker = Worker("relay") { [self] stop in run(stop) }
    }
  }

  /// Says that there is a message; costs little.
  public func wake() { bell.change { $0 += 1 } }

  /// Ends the relay and waits for it; what is left is sent by others, or next time.
  public func stop() {
    let running = worker.change { $0.take() }
    running?.requestStop()
    wake()
    running?.stop()
  }

  private func run(_ stop: Worker.Stop) {
    var failed = 0
    while !stop.isRequested {
      let rung = bell.value
      if empty(stop) {
        failed = 0
        _ = bell.wait(milliseconds: Self.interval) { $0 != rung }
      } else {
        failed += 1
        failures().increment()
        // Longer and longer, so that a broker that comes back is not overrun.
        _ = stop.wait(milliseconds: min(50 << min(failed, 5), 1000))
      }
    }
  }

  /// Sends until nothing is left for us; false when it did not work out.
  private func empty(_ stop: Worker.Stop) -> Bool {
    do throws(StoreProblem) {
      var turn = try outbox.claim(owner, limit: Self.batch, now: .now)
      while case .send(let messages) = turn {
        let (done, problem) = send(messages, stop)
        if problem != nil || stop.isRequested {
          try outbox.release(owner, sent: done)
          if let problem { context.log(.warning, "relay: \(problem.sentence)") }
          return problem == nil
        }
        turn = try outbox.settle(owner, sent: done, limit: Self.batch, now: .now)
      }
      return true
    } catch {
      context.log(.error, "relay: \(error.sentence)")
      return false
    }
  }

  /// The numbers of the messages that the broker has, and why the rest was not sent.
  private func send(
    _ messages: [OutgoingMessage], _ stop: Worker.Stop
  ) -> (done: [Int], problem: BrokerProblem?) {
    var done: [Int] = []
    for message in messages {
      if stop.isRequested { break }
      let event = message.event?.rawValue
      do throws(BrokerProblem) {
        try link.publish(
          Array(message.payload.utf8), topic: message.topic.rawValue, key: message.key,
          name: "\(context.service)-\(message.number)", event: event,
          trace: TraceContext(message.trace) ?? context.trace())
      } catch {
        return (done, error)
      }
      sent(link.service, message.topic.rawValue, event ?? "").increment()
      done.append(message.number)
    }
    return (done, nil)
  }
}
