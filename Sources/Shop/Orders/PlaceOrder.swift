/// Placing an order: keep a draft, ask for the user and the prices, reserve the goods, and accept it,
/// which keeps the acceptance and its message together. From then on messages settle it.
///
/// When a service that is needed gives no useful answer, the draft of a request with a key stays:
/// the client sends the key again and the order goes on where it stands. If it never does, the draft
/// expires (`ExpireDrafts`).
public struct PlaceOrder {
  private let users: any UserDirectory
  private let prices: any PriceList
  private let stock: any StockReservations
  private let trace: String?
  private let now: () -> Moment

  /// - Parameters:
  ///   - trace: the `traceparent` to go on under.
  ///   - now: asked anew for each step, because asking others takes time.
  public init(
    users: any UserDirectory, prices: any PriceList, stock: any StockReservations, trace: String?,
    now: @escaping () -> Moment
  ) {
    self.users = users
    self.prices = prices
    self.stock = stock
    self.trace = trace
    self.now = now
  }

  /// What came of a request for an order.
  public enum Outcome: Hashable, Sendable {
    /// It was accepted and will not be lost.
    case accepted(Order)
    /// Nothing was left to do: an earlier request with the same key, or the sweep, was faster.
    case standing(Order)
    /// It cannot be had. The order as it stands: cancelled, unless another request with its key got
    /// through.
    case refused(Order, CancelReason)
    /// The user has sent this key before, with another basket.
    case keyUsedOtherwise(OrderID)
    /// It may be had later. The order when it was given up, because nobody can come back to it.
    case unavailable(Unavailable, abandoned: Order?)
    /// The records contradict one another; nothing was accepted.
    case impossible(String)
  }

  /// - Parameters:
  ///   - id: for the order, when it is new.
  ///   - orders: the transactions of the order service; one that is open already has all of it, or
  ///     nothing.
  public func run(
    _ request: OrderRequest, id: OrderID, on orders: some TransactionRunner<OrderWork>
  ) throws(StoreProblem) -> Outcome {
    let drafting = try orders.write { work throws(StoreProblem) in
      try OrderService.draft(request, id: id, now: now(), in: work)
    }
    switch drafting {
    case .drafted(let order): return try place(order, orders)
    case .known(let order): return order.saga.isDraft ? try place(order, orders) : .standing(order)
    case .keyUsedOtherwise(let other): return .keyUsedOtherwise(other)
    }
  }

  private func place(
    _ draft: Order, _ orders: some TransactionRunner<OrderWork>
  ) throws(StoreProblem) -> Outcome {
    switch try gather(draft) {
    case .ready(let prices): return try accept(draft, prices, orders)
    case .hopeless(let reason): return .refused(try refuse(draft, reason, orders), reason)
    case .overtaken:
      let order = try orders.read { work throws(StoreProblem) in try work.records.order(draft.id) }
      return .standing(order ?? draft)
    case .unavailable(let problem):
      guard draft.key == nil else { return .unavailable(problem, abandoned: nil) }
      return .unavailable(problem, abandoned: try refuse(draft, .unavailable, orders))
    case .impossible(let sentence): return .impossible(sentence)
    }
  }

  /// What an order needs from other services.
  private enum Gathering {
    case ready([ProductID: Money])
    /// It never can be placed.
    case hopeless(CancelReason)
    /// It was settled while it was being placed.
    case overtaken
    case unavailable(Unavailable)
    case impossible(String)
  }

  private func gather(_ draft: Order) throws(StoreProblem) -> Gathering {
    do throws(PortProblem) {
      guard try users.user(draft.user) != nil else { return .hopeless(.unknownUser) }
      switch try prices.prices(of: draft.basket.items.map(\.product)) {
      case .unknown: return .hopeless(.unknownProduct)
      case .known(let prices): return try reserve(draft, prices)
      }
    } catch {
      switch error {
      case .unavailable(let problem): return .unavailable(problem)
      case .store(let problem): throw problem
      }
    }
  }

  private func reserve(
    _ draft: Order, _ prices: [ProductID: Money]
  ) throws(PortProblem) -> Gathering {
    switch try stock.reserve(draft.basket, for: draft.id) {
    case .reserved: .ready(prices)
    case .short: .hopeless(.outOfStock)
    case .unknownProduct: .hopeless(.unknownProduct)
    case .settled: .overtaken
    case .differs: .impossible("other goods are reserved for \(draft.id) than it asks for")
    }
  }

  private func accept(
    _ draft: Order, _ prices: [ProductID: Money], _ orders: some TransactionRunner<OrderWork>
  ) throws(StoreProblem) -> Outcome {
    let acceptance = try orders.write { work throws(StoreProblem) in
      try OrderService.accept(draft.id, prices: prices, trace: trace, now: now(), in: work)
    }
    switch acceptance {
    case .accepted(let order): return .accepted(order)
    case .cancelled(let order): return .standing(order)
    case .unpriced(let product): return .impossible("\(product) has no price for \(draft.id)")
    case .unknown: return .impossible("\(draft.id) is gone while it was being placed")
    }
  }

  private func refuse(
    _ draft: Order, _ reason: CancelReason, _ orders: some TransactionRunner<OrderWork>
  ) throws(StoreProblem) -> Order {
    let after = try orders.write { work throws(StoreProblem) in
      try OrderService.refuse(draft.id, reason: reason, trace: trace, now: now(), in: work)
    }
    return after ?? draft
  }
}
