import HTTP
import Instruments
import Shop

/// Placing an order: a draft, then user, prices and goods from the services that have them, then
/// acceptance.
///
/// When a service does not answer, the draft stays: the client tries again with its key and the
/// order goes on where it stands. If nobody comes back, the sweep cancels it.
struct OrderPlacing: Sendable {
  let desk: OrderDesk
  let context: ServiceContext
  let caller: Caller
  let relay: Relay

  func answer(_ incoming: Incoming) throws -> Response {
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
    let id = OrderID(random: context.random())
    switch try desk.draft(request, id: id, now: .now) {
    case .drafted(let order): return try place(order, incoming)
    case .known(let order):
      return try order.saga.isDraft ? place(order, incoming) : Self.shown(order)
    case .keyUsedOtherwise(let other):
      throw Refusal(409, "this idempotency-key belongs to \(other), which is another order")
    }
  }

  private func place(_ order: Order, _ incoming: Incoming) throws -> Response {
    let prices: [ProductID: Money]
    do throws(Obstacle) {
      try findUser(order, incoming)
      prices = try findPrices(order, incoming)
      try reserve(order, incoming)
    } catch {
      return try stop(order, error, incoming)
    }
    let trace = incoming.trace
    switch try desk.place(order.id, prices: prices, trace: trace.header, now: .now) {
    case .accepted(let order):
      relay.wake()
      context.log(
        .info, "order accepted", trace: trace,
        [
          (name: "order", value: order.id.text), (name: "user", value: order.user.text),
          (name: "total", value: order.total.description),
        ])
      return try Self.shown(order)
    case .cancelled(let order): return try Self.shown(order)
    case .unpriced, .unknown: throw Refusal(500, "internal error")
    }
  }

  /// Why an order cannot be placed.
  private enum Obstacle: Error {
    /// It never can.
    case hopeless(CancelReason)
    /// It may be, later.
    case unavailable(Refusal)
    /// It was cancelled while it was being placed.
    case overtaken
  }

  private func findUser(_ order: Order, _ incoming: Incoming) throws(Obstacle) {
    let response = try ask("user", Request("GET", "/users/\(order.user)"), incoming)
    if response.status == 404 { throw .hopeless(.unknownUser) }
    try Self.expectSuccess("user", response)
  }

  private func findPrices(
    _ order: Order, _ incoming: Incoming
  ) throws(Obstacle) -> [ProductID: Money] {
    var prices: [ProductID: Money] = [:]
    for item in order.basket.items {
      let response = try ask("product", Request("GET", "/products/\(item.product)"), incoming)
      if response.status == 404 { throw .hopeless(.unknownProduct) }
      try Self.expectSuccess("product", response)
      guard let product = try? Product(json: response.body) else {
        throw .unavailable(Refusal(502, "product sent something that is no product"))
      }
      prices[item.product] = product.price
    }
    return prices
  }

  private func reserve(_ order: Order, _ incoming: Incoming) throws(Obstacle) {
    let request = Request(
      "PUT", "/reservations/\(order.id)", json: order.basket.json)
    let response = try ask("inventory", request, incoming)
    switch response.status {
    case 404: throw .hopeless(.unknownProduct)
    case 409: throw .hopeless(.outOfStock)
    case 410: throw .overtaken
    default: try Self.expectSuccess("inventory", response)
    }
  }

  private func ask(
    _ service: String, _ request: Request, _ incoming: Incoming
  ) throws(Obstacle) -> Response {
    do throws(CallProblem) {
      return try caller.call(service, request, for: incoming)
    } catch {
      throw .unavailable(error.refusal)
    }
  }

  private static func expectSuccess(_ service: String, _ response: Response) throws(Obstacle) {
    if response.isSuccess { return }
    var headers = Headers()
    for name in ["Retry-After", CallProblem.nobodyHeader] {
      if let value = response.headers[name] { headers.add(name, value) }
    }
    throw .unavailable(
      Refusal(
        response.status == 503 ? 503 : 502, "\(service) answered \(response.status)",
        headers: headers))
  }

  private func stop(
    _ order: Order, _ obstacle: Obstacle, _ incoming: Incoming
  ) throws -> Response {
    switch obstacle {
    case .unavailable(let refusal):
      // Without a key nobody can come back to it.
      if order.key == nil { _ = try refuse(order, .unavailable, incoming) }
      throw refusal
    case .hopeless(let reason): return try Self.shown(try refuse(order, reason, incoming))
    case .overtaken: return try Self.shown(try desk.order(order.id) ?? order)
    }
  }

  private func refuse(
    _ order: Order, _ reason: CancelReason, _ incoming: Incoming
  ) throws -> Order {
    let trace = incoming.trace
    let after = try desk.refuse(order.id, reason: reason, trace: trace.header, now: .now)
    relay.wake()
    context.log(
      .info, "order refused", trace: trace,
      [(name: "order", value: order.id.text), (name: "reason", value: reason.rawValue)])
    return after ?? order
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
