import Instruments
import Platform
import Shop
import Testing

@testable import ShopRuntime

struct EventHandlerTests {
  private let context = ServiceContext(
    service: "payment", instance: "payment-1", version: "v1", seed: 1)

  private func judge(
    _ payload: String, of events: Set<ShopEvent.Kind> = [.orderConfirmed],
    _ handle: @escaping EventHandler.Handle
  ) throws -> Consumer.Handling {
    let delivery = Delivery(
      id: 1, count: 1, key: nil, trace: nil, payload: Array(payload.utf8), at: 0)
    return try EventHandler(topic: .orders, events: events, context: context, handle: handle)
      .judge(delivery, context.trace())
  }

  private let payload =
    #"{"event":"OrderConfirmed","order":"o-1","items":[{"product":"p","quantity":1}],"at_us":0}"#

  private func set(_ target: Fault.Target, _ change: (inout Fault) -> Void) {
    var fault = Fault(id: 1, target: target, remaining: 60_000)
    change(&fault)
    context.faults.replace([fault], now: Clock.monotonic)
  }

  @Test(arguments: [
    (HandlingResult.done, Consumer.Verdict.done), (.repeated, .done), (.irrelevant, .done),
    (.impossible("it cannot be"), .never),
  ])
  func whatContradictsIsKeptAsADeadLetter(
    handled: HandlingResult, verdict: Consumer.Verdict
  ) throws {
    #expect(try judge(payload) { _, _ in handled }.verdict == verdict)
  }

  @Test(arguments: ["", "{}", "\u{0}", #"{"event":"Nothing","order":"o-1","at_us":0}"#])
  func whatCannotBeReadGoesTheWayOfDeadLetters(payload: String) {
    #expect(throws: MalformedText.self) { try judge(payload) { _, _ in .done } }
  }

  @Test func aStoreThatMayComeBackIsWaitedFor() throws {
    let verdict = try judge(payload) { (_, _) throws(StoreProblem) in throw .busy("payment") }
    #expect(verdict == Consumer.Handling(.notNow(after: 1000), event: "OrderConfirmed"))
    let lost = try judge(payload) { (_, _) throws(StoreProblem) in
      throw .damaged("payment", "nothing")
    }
    #expect(lost == Consumer.Handling(.again(after: nil), event: "OrderConfirmed"))
  }

  /// What is for others is no work: it is neither handled nor failed, whatever holds it up.
  @Test func messagesForOthersAreToldApart() throws {
    let passed = try judge(payload, of: [.orderPlaced]) { _, _ in .irrelevant }
    #expect(passed.isForOthers && passed.outcome == .ignored)
    set(.service("payment")) { $0.errors = 100 }
    let held = try judge(payload, of: [.orderPlaced]) { _, _ in .irrelevant }
    #expect(held.verdict == .notNow(after: 1000) && held.outcome == .returned)
    #expect(try judge(payload) { _, _ in .done }.outcome == .failed)
  }

  /// Messages on `orders` come from the order service, so its edge concerns them.
  @Test(arguments: [
    (Fault.Target.edge(from: "order", to: "payment"), true), (.service("payment"), true),
    (.instance("payment-1"), true), (.edge(from: "gateway", to: "payment"), false),
    (.instance("payment-2"), false), (.service("order"), false),
  ])
  func faultsStopMessagesAsTheyStopRequests(target: Fault.Target, stops: Bool) throws {
    set(target) { $0.errors = 100 }
    let handled = Gate(0)
    let verdict = try judge(payload) { _, _ in
      handled.change { $0 += 1 }
      return .done
    }
    #expect(verdict.verdict == (stops ? .notNow(after: 1000) : .done))
    #expect(handled.value == (stops ? 0 : 1))
  }

  @Test func aDelayIsOnlyADelay() throws {
    set(.service("payment")) { $0.latency = 30 }
    let start = Clock.monotonic
    #expect(try judge(payload) { _, _ in .done }.verdict == .done)
    #expect(Clock.monotonic - start >= 30_000_000)
  }
}
