import HTTP
import Instruments
import Shop

/// `POST /orders`: a request into the use case, and its outcome into an answer.
struct PlaceOrderRequest: Sendable {
  let store: OrderStore
  let context: ServiceContext
  let caller: Caller

  func answer(_ incoming: Incoming) throws -> Response {
    let request = try Self.request(incoming)
    func port(_ service: String) -> HTTPPort {
      HTTPPort(service: service, caller: caller, incoming: incoming)
    }
    let outcome = try PlaceOrder(
      users: HTTPUsers(port: port(UserService.name)),
      prices: HTTPPrices(port: port(ProductCatalog.name)),
      stock: HTTPStock(port: port(InventoryService.name)), trace: incoming.trace.header,
      now: { .now }
    ).run(request, id: OrderID(random: context.random()), on: store)
    log(outcome, incoming.trace)
    return try response(outcome, incoming.trace)
  }

  private static func request(_ incoming: Incoming) throws(Refusal) -> OrderRequest {
    var request = try incoming.body(OrderRequest.self)
    if let owner = incoming.owner, owner != request.user.text {
      throw Refusal(403, "nobody but \(request.user) orders for \(request.user)")
    }
    if let key = incoming.request.headers["idempotency-key"] {
      request.key = key
      guard (1...OrderRequest.keyLimit).contains(key.utf8.count) else {
        throw Refusal(400, "the idempotency-key has 1 to \(OrderRequest.keyLimit) bytes")
      }
    }
    return request
  }

  private func response(
    _ outcome: PlaceOrder.Outcome, _ trace: TraceContext
  ) throws(Refusal) -> Response {
    switch outcome {
    case .accepted(let order), .standing(let order), .refused(let order, _):
      return try Self.shown(order)
    case .keyUsedOtherwise(let other):
      throw Refusal(409, "this idempotency-key belongs to \(other), which is another order")
    case .unavailable(let problem, _): throw problem.refusal
    case .impossible(let sentence):
      context.log(.error, sentence, trace: trace)
      throw Refusal(500, "internal error")
    }
  }

  /// 202 for an order that was accepted, whatever has become of it since, and for one on its way; a
  /// refusal for one that never will be.
  private static func shown(_ order: Order) throws(Refusal) -> Response {
    if order.saga.isCancelled, order.accepted == nil {
      let reason = order.reason ?? .unavailable
      throw Refusal(
        reason.status, "\(order.id) is cancelled: \(reason.rawValue)",
        isBusiness: reason != .unavailable)
    }
    var response = Response(202, OrderView(order))
    response.headers["Location"] = "/orders/\(order.id)"
    return response
  }

  private func log(_ outcome: PlaceOrder.Outcome, _ trace: TraceContext) {
    switch outcome {
    case .accepted(let order):
      context.log(
        .info, "order accepted", trace: trace,
        [
          (name: "order", value: order.id.text), (name: "user", value: order.user.text),
          (name: "total", value: order.total.description),
        ])
    case .refused(let order, let reason): logRefusal(order, reason, trace)
    case .unavailable(_, abandoned: let order?): logRefusal(order, .unavailable, trace)
    case .standing, .keyUsedOtherwise, .unavailable(_, abandoned: nil), .impossible: break
    }
  }

  private func logRefusal(_ order: Order, _ reason: CancelReason, _ trace: TraceContext) {
    context.log(
      .info, "order refused", trace: trace,
      [(name: "order", value: order.id.text), (name: "reason", value: reason.rawValue)])
  }
}

extension CancelReason {
  /// The status that tells a client why its order was refused.
  fileprivate var status: Int {
    switch self {
    case .unknownUser, .unknownProduct, .noAccount: 422
    case .outOfStock, .expired, .insufficientFunds: 409
    case .unavailable: 503
    }
  }
}
