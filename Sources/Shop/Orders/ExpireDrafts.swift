/// Cancels drafts that nobody will place any more: looks for them first, and begins a transaction
/// that writes only when there are any.
public struct ExpireDrafts: Sendable {
  private let limit: Int

  /// - Parameter limit: drafts cancelled at once.
  public init(limit: Int) { self.limit = limit }

  /// - Returns: the orders that were cancelled.
  public func run(
    on orders: some TransactionRunner<OrderWork>, now: Moment
  ) throws(StoreProblem) -> [Order] {
    let old = try orders.read { work throws(StoreProblem) in
      try OrderService.oldDrafts(limit: limit, now: now, in: work)
    }
    if old.isEmpty { return [] }
    return try orders.write { work throws(StoreProblem) in
      try OrderService.expire(old, now: now, in: work)
    }
  }
}
