import HTTP
import Instruments
import JSON
import Resilience
import Shop
import ShopStores

/// The order service over HTTP and the broker.
final class OrderEndpoint: ServicePart {
  private let caller: Caller
  private let store: OrderStore
  private let placing: PlaceOrderRequest
  private let consumer: Consumer
  private let relay: Relay
  private let sweep: DraftSweep

  /// Orders of one answer.
  private static let listed = 20

  init(_ settings: ServiceSettings, _ office: PostOffice) throws(StoreProblem) {
    let kept = try SQLiteStore<OrderWork>(SQLiteDatabase(path: settings.store("sqlite")))
    let relay = office.relay(Outbox(kept))
    let store = NotifyingStore(kept) { relay.wake() }
    let context = office.context
    let times = context.metrics.histogram(
      "order_time_to_final_seconds", "Time from accepting an order to confirming or cancelling it.")()
    self.store = store
    self.relay = relay
    caller = office.caller
    placing = PlaceOrderRequest(store: store, context: context, caller: office.caller)
    sweep = DraftSweep(store, context)
    consumer = office.consumer(.payments, group: OrderService.name) {
      (message, trace) throws(StoreProblem) in
      let settlement = try store.write { work throws(StoreProblem) in
        try OrderService.settle(message, trace: trace.header, now: .now, in: work)
      }
      if let order = settlement.order {
        order.timeToFinal.map { times.record(microseconds: $0) }
        Self.log(order, context, trace)
      }
      return settlement.result
    }
  }

  var routes: [Route] {
    [
      Route("POST", "/orders", pool: .critical) { [placing] in try placing.answer($0) },
      Route("GET", "/orders/{order}") { [self] in try show($0) },
      Route("GET", "/users/{user}/orders") { [store] incoming in
        let user: UserID = try incoming.identifier("user")
        let orders = try store.read { work throws(StoreProblem) in
          try work.records.orders(of: user, limit: Self.listed)
        }
        return Response(list: orders.map(OrderView.init))
      },
    ]
  }

  /// An order with what payment says about it. When payment does not answer the order is shown
  /// without: half the truth helps more than none.
  private func show(_ incoming: Incoming) throws -> Response {
    let id: OrderID = try incoming.identifier("order")
    // Whose order it is not must not even learn that there is one.
    guard
      let order = try store.read({ work throws(StoreProblem) in try work.records.order(id) }),
      incoming.owner.map({ $0 == order.user.text }) ?? true
    else {
      throw Refusal.business(404, "no such order")
    }
    let port = HTTPPort(service: PaymentService.name, caller: caller, incoming: incoming)
    let (payment, missing) = try Self.payment(id, HTTPPayments(port: port))
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

  private static func payment(
    _ order: OrderID, _ payments: some PaymentStatus
  ) throws(StoreProblem) -> (Payment?, missing: String?) {
    do throws(PortProblem) {
      return (try payments.payment(of: order), nil)
    } catch {
      switch error {
      case .unavailable(let problem): return (nil, problem.sentence)
      case .store(let problem): throw problem
      }
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
