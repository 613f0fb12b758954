import HTTP
import Instruments
import Resilience
import Shop
import Synchronization

/// Gives the messages of a service's outbox to the broker.
final class OutboxRelay: Sendable {
  private let office: PostOffice
  private let outbox: Outbox
  /// Counts what was put into the outbox since the process began.
  private let nudges = Gate(0)
  private let worker: Mutex<Worker?> = Mutex(nil)

  /// Milliseconds between two looks without being nudged, as when another instance was killed.
  private static let pause = 500
  /// Milliseconds to wait when the broker does not take a message.
  private static let patience = 200
  private static let batch = 32

  init(_ office: PostOffice, _ outbox: Outbox) {
    self.office = office
    self.outbox = outbox
  }

  /// Says that there is something new in the outbox.
  func nudge() { nudges.change { $0 += 1 } }

  func start() {
    worker.withLock { worker in
      worker = Worker("relay") { [self] stop in
        while !stop.isRequested {
          let seen = nudges.value
          if !run(stop), stop.wait(milliseconds: Self.patience) { return }
          _ = nudges.wait(milliseconds: Self.pause) { $0 != seen || stop.isRequested }
        }
      }
    }
  }

  func stop() {
    let running = worker.withLock { $0.take() }
    running?.requestStop()
    nudge()
    running?.stop()
  }

  private var owner: String { office.context.instance }

  /// Sends until nothing is left; false when the broker or the store would not.
  private func run(_ stop: Worker.Stop) -> Bool {
    do throws(StoreProblem) {
      var turn = try outbox.claim(owner, limit: Self.batch, now: .now)
      while case .send(let messages) = turn {
        let sent = send(messages, stop)
        if sent.count < messages.count {
          try outbox.release(owner, sent: sent)
          return false
        }
        turn = try outbox.settle(owner, sent: sent, limit: Self.batch, now: .now)
      }
      return true
    } catch {
      office.context.log(.warning, error.sentence)
      return false
    }
  }

  /// Sends in order up to the first that is not taken; gives the numbers of those that were.
  private func send(_ messages: [OutgoingMessage], _ stop: Worker.Stop) -> [Int] {
    var sent: [Int] = []
    for message in messages {
      if stop.isRequested || !send(message) { break }
      sent.append(message.number)
    }
    return sent
  }

  private func send(_ message: OutgoingMessage) -> Bool {
    let context = office.context
    let key = "\(context.service)-\(message.number)"
    let request = Request(
      "POST", "/topics/\(message.topic.rawValue)/messages",
      headers: Headers([
        ("Content-Type", "application/json"), ("message-key", message.key),
        ("idempotency-key", key),
      ]), body: Array(message.payload.utf8))
    let trace = TraceContext(message.trace) ?? context.trace()
    let incoming = Incoming(
      request: request, parameters: [:], trace: trace,
      deadline: Deadline(ServiceContext.now + .seconds(2)), caller: nil, isRetry: false)
    let problem: String
    do throws(CallProblem) {
      let response = try office.caller.call("broker", request, for: incoming)
      if response.isSuccess { return true }
      problem = "the broker answered \(response.status)"
    } catch {
      problem = error.refusal.message
    }
    context.log(.warning, problem, trace: trace, [(name: "message", value: key)])
    return false
  }
}
