import HTTP
import Instruments
import JSON
import Resilience
import Shop
import ShopStores
import Synchronization

/// The order service over HTTP and the broker.
final class OrderService: ServicePart {
  private let context: ServiceContext
  private let caller: Caller
  private let desk: OrderDesk
  private let placing: OrderPlacing
  private let consumer: Consumer
  private let relay: Relay
  private let sweep: DraftSweep

  /// Orders of one answer.
  private static let listed = 20

  init(_ settings: ServiceSettings, _ office: PostOffice) throws(StoreProblem) {
    let store: OrderStore = try SQLiteStore<any OrderRecords>(path: settings.store("sqlite"))
    let desk = OrderDesk(store)
    let relay = office.relay(Outbox(store) { $0 })
    let context = office.context
    let times = context.metrics.histogram(
      "order_time_to_final_seconds", "Time from accepting an order to confirming or cancelling it.")()
    self.desk = desk
    self.relay = relay
    self.context = context
    caller = office.caller
    placing = OrderPlacing(desk: desk, context: context, caller: office.caller, relay: relay)
    sweep = DraftSweep(desk, context, relay)
    consumer = office.consumer(.payments, group: "order") {
      (message, trace) throws(StoreProblem) in
      let (handled, order) = try desk.settle(message, trace: trace.header, now: .now)
      if let order {
        order.timeToFinal.map { times.record(microseconds: $0) }
        Self.log(order, context, trace)
        relay.wake()
      }
      return handled
    }
  }

  var routes: [Route] {
    [
      Route("POST", "/orders", pool: .critical) { [placing] in try placing.answer($0) },
      Route("GET", "/orders/{order}") { [self] in try show($0) },
      Route("GET", "/users/{user}/orders") { [desk] incoming in
        let orders = try desk.orders(of: try incoming.identifier("user"), limit: Self.listed)
        return Response(list: orders.map(OrderView.init))
      },
    ]
  }

  /// An order with what payment says about it. When payment does not answer the order is shown
  /// without: half the truth helps more than none.
  private func show(_ incoming: Incoming) throws -> Response {
    // Whose order it is not must not even learn that there is one.
    guard let order = try desk.order(try incoming.identifier("order")),
      incoming.owner.map({ $0 == order.user.text }) ?? true
    else {
      throw Refusal.business(404, "no such order")
    }
    let (payment, missing) = payment(order.id, incoming)
    var writer = JSONWriter(pretty: false)
    writer.object {
      OrderView(order).write(&$0)
      if let payment {
        $0.object("payment") { payment.write(&$0) }
      } else {
        $0.raw("payment", "null")
      }
      if let missing { $0.string("missing", missing) }
    }
    return Response(200, json: writer.text)
  }

  private func payment(_ order: OrderID, _ incoming: Incoming) -> (Payment?, missing: String?) {
    do throws(CallProblem) {
      let response = try caller.call(
        "payment", Request("GET", "/payments/\(order)"), for: incoming)
      if response.status == 200, let payment = try? Payment(json: response.body) {
        return (payment, nil)
      }
      return (nil, response.status == 404 ? nil : "payment answered \(response.status)")
    } catch {
      return (nil, error.refusal.message)
    }
  }

  private static func log(_ order: Order, _ context: ServiceContext, _ trace: TraceContext) {
    var fields = [(name: "order", value: order.id.text)]
    if let reason = order.reason { fields.append((name: "reason", value: reason.rawValue)) }
    context.log(.info, "order \(order.saga.name)", trace: trace, fields)
  }

  func start() {
    relay.start()
    consumer.start()
    sweep.start()
  }

  func drain() { consumer.stop() }

  func stop() {
    consumer.stop()
    sweep.stop()
    relay.stop()
  }
}
