import Instruments
import Platform
import Shop

/// Between the broker's deliveries and the business: reads the message, lets faults act, and says
/// what shall become of it.
struct EventHandler: Sendable {
  typealias Handle = @Sendable (Message, TraceContext) throws(StoreProblem) -> HandlingResult

  let topic: Topic
  /// What the service acts on; the other messages of the topic are for others.
  let events: Set<ShopEvent.Kind>
  let context: ServiceContext
  let handle: Handle

  /// Messages taken at once. What a fault holds up must all be done within the lease of five
  /// seconds, or it would be delivered again meanwhile.
  static let batch = 8
  /// Milliseconds a message waits here for a fault to let it through.
  private static let patience = 500
  private static let pause = 100
  /// Milliseconds until a message comes again that a fault or a store has held up. The message is
  /// not to blame, so this does not bring it nearer to the dead letters.
  private static let later = 1000

  func judge(_ delivery: Delivery, _ trace: TraceContext) throws -> Consumer.Handling {
    // Read before anything holds it up, so that what waits here has a name.
    let message = Result { try Message(json: delivery.payload) }
    let event = (try? message.get())?.event.kind
    func said(_ verdict: Consumer.Verdict) -> Consumer.Handling {
      Consumer.Handling(
        verdict, event: event?.rawValue,
        isForOthers: event.map { !events.contains($0) } ?? false)
    }
    if !faultsLetPass() {
      context.log(
        .warning, "a fault was set here", trace: trace,
        [(name: "message", value: String(delivery.id)), (name: "topic", value: topic.rawValue)])
      return said(.notNow(after: Self.later))
    }
    return said(verdict(on: try message.get(), trace))
  }

  private func verdict(on message: Message, _ trace: TraceContext) -> Consumer.Verdict {
    do throws(StoreProblem) {
      let handled = try handle(message, trace)
      tell(message, handled, trace)
      if case .impossible = handled { return .never }
      return .done
    } catch {
      context.log(error.mayPass ? .warning : .error, error.sentence, trace: trace)
      return error.mayPass ? .notNow(after: Self.later) : .again(after: nil)
    }
  }

  private func tell(_ message: Message, _ handled: HandlingResult, _ trace: TraceContext) {
    let fields = [(name: "order", value: message.event.order.text)]
    switch handled {
    case .done: context.log(.info, "handled \(message.event.kind.rawValue)", trace: trace, fields)
    case .repeated, .irrelevant: break
    case .impossible(let sentence): context.log(.error, sentence, trace: trace, fields)
    }
  }

  /// Faults do to messages what they do to requests of the service that sent them.
  private func faultsLetPass() -> Bool {
    var waited = 0
    while true {
      let effect = context.faultEffect(caller: topic.producer.rawValue)
      if effect.isNone { return true }
      if effect.wait > 0 {
        Clock.pause(milliseconds: min(effect.wait, Self.patience))
        waited += effect.wait
      }
      let isStopped = effect.hang || effect.cut || effect.down || effect.status != nil
      if !isStopped { return true }
      if waited >= Self.patience { return false }
      Clock.pause(milliseconds: Self.pause)
      waited += Self.pause
    }
  }
}

extension Topic {
  /// The service whose events these are.
  var producer: ServiceSettings.Role {
    switch self {
    case .orders: .order
    case .payments: .payment
    }
  }
}
