import HTTP
import Instruments
import JSON
import Shop
import Synchronization

/// Takes messages of a topic for a group and handles them one after the other.
///
/// At least once: a message is acknowledged after it was handled, so what was taken by a process
/// that died comes to another one. Handling is idempotent.
final class MessageConsumer: Sendable {
  typealias Handler = @Sendable (Message, TraceContext) throws(StoreProblem) -> Handled

  private let office: PostOffice
  private let topic: Topic
  private let path: String
  private let handler: Handler
  private let worker: Mutex<Worker?> = Mutex(nil)

  /// Milliseconds the broker holds an empty answer back.
  private static let wait = 500
  /// Milliseconds a message is ours.
  private static let lease = 5000
  private static let batch = 16
  /// Milliseconds to wait when the broker cannot be reached.
  private static let patience = 200

  init(_ office: PostOffice, _ topic: Topic, group: String, _ handler: @escaping Handler) {
    self.office = office
    self.topic = topic
    self.handler = handler
    path = "/topics/\(topic.rawValue)/groups/\(group)"
  }

  func start() {
    worker.withLock { worker in
      worker = Worker("consumer") { [self] stop in
        while !stop.isRequested {
          if !round(stop) { _ = stop.wait(milliseconds: Self.patience) }
        }
      }
    }
  }

  /// Takes no more messages.
  func requestStop() { worker.withLock { $0 }?.requestStop() }

  func stop() { worker.withLock { $0.take() }?.stop() }

  /// Takes and handles one batch; false when the broker does not answer.
  private func round(_ stop: Worker.Stop) -> Bool {
    if office.context.faultEffect(caller: nil).down { return false }
    guard let broker = office.broker, let messages = take(broker) else { return false }
    var handled: [String] = []
    var failed: [String] = []
    for message in messages {
      if handle(message, stop) { handled.append(message.id) } else { failed.append(message.id) }
    }
    tell(broker, "ack", handled)
    tell(broker, "nack", failed)
    return true
  }

  private func take(_ broker: String) -> [TakenMessage]? {
    let request = Request(
      "POST", "\(path)/take",
      query: [
        (name: "max", value: String(Self.batch)), (name: "wait_ms", value: String(Self.wait)),
        (name: "lease_ms", value: String(Self.lease)),
        (name: "consumer", value: office.context.instance),
      ], headers: Headers([("x-caller", office.context.service)]))
    guard let response = try? office.client.send(request, to: broker, timeout: Self.wait + 1000),
      response.isSuccess
    else { return nil }
    return TakenMessage.list(response.body)
  }

  /// What is not acknowledged comes again, so a lost acknowledgement does no harm.
  private func tell(_ broker: String, _ what: String, _ ids: [String]) {
    guard !ids.isEmpty else { return }
    var writer = JSONWriter(pretty: false)
    writer.object { $0.array("ids", ids) }
    let request = Request(
      "POST", "\(path)/\(what)", query: [(name: "consumer", value: office.context.instance)],
      headers: Headers([("x-caller", office.context.service)]), body: Array(writer.text.utf8))
    _ = try? office.client.send(request, to: broker, timeout: 1000)
  }

  /// Whether the message is done with.
  private func handle(_ taken: TakenMessage, _ stop: Worker.Stop) -> Bool {
    let context = office.context
    let parent = TraceContext(taken.headers["traceparent"])
    let trace = context.trace(under: parent)
    let start = (monotonic: Clock.monotonic, wall: Clock.wall)
    let failure = work(taken, trace, stop)
    context.record(
      "consume \(topic.rawValue)", .consumer, trace, parent: parent?.span, start: start.wall,
      duration: Int((Clock.monotonic - start.monotonic) / 1000), failure: failure)
    if let failure {
      context.log(
        .warning, failure, trace: trace,
        [(name: "message", value: taken.id), (name: "delivery", value: String(taken.deliveries))])
    }
    return failure == nil
  }

  /// Why it failed; nil when it did not.
  private func work(
    _ taken: TakenMessage, _ trace: TraceContext, _ stop: Worker.Stop
  ) -> String? {
    let effect = office.context.faultEffect(caller: taken.headers["x-caller"])
    if let failure = disturb(effect, stop) { return failure }
    do {
      let message = try Message(json: taken.payload)
      switch try handler(message, trace) {
      case .done:
        office.context.log(
          .info, "handled \(message.event.kind.rawValue)", trace: trace,
          [(name: "order", value: message.event.order.text)])
      case .repeated, .irrelevant: break
      case .impossible(let sentence): office.context.log(.error, sentence, trace: trace)
      }
      return nil
    } catch let problem as MalformedText {
      return problem.sentence
    } catch let problem as StoreProblem {
      return problem.sentence
    } catch {
      return "\(error)"
    }
  }

  /// Does to the message what a fault does to a request; the failure it causes, if any.
  private func disturb(_ effect: FaultEffect, _ stop: Worker.Stop) -> String? {
    if effect.isNone { return nil }
    if effect.wait > 0, stop.wait(milliseconds: min(effect.wait, Self.lease / 2)) {
      return "ended while a fault delayed the message"
    }
    if effect.hang || effect.cut || effect.down || effect.status != nil {
      // Not at once again: five deliveries make a dead letter.
      _ = stop.wait(milliseconds: Self.lease / 5)
      return "a fault was set here"
    }
    return nil
  }
}
