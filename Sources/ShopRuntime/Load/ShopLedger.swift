internal import Glibc
public import MeshModel
internal import Platform
public import Shop
internal import ShopStores

/// The stores of a shop, read from outside its services.
public struct ShopLedger: Sendable {
  private let orders: OrderStore
  private let payments: PaymentStore
  private let inventory: InventoryStore

  /// - Parameter folder: where the services keep their stores.
  public init(stores folder: String) throws(StoreProblem) {
    orders = try SQLiteStore<OrderWork>(SQLiteDatabase(path: "\(folder)/order.sqlite"))
    payments = try SQLiteStore<PaymentWork>(SQLiteDatabase(path: "\(folder)/payment.sqlite"))
    inventory = try SQLiteStore<InventoryWork>(SQLiteDatabase(path: "\(folder)/inventory.sqlite"))
  }

  /// The stores in a folder, or nil when there are none: asking must not make any.
  public init?(existing folder: String) throws(StoreProblem) {
    let names = ["order", "payment", "inventory"].map { "\(folder)/\($0).sqlite" }
    guard names.allSatisfy({ access($0, F_OK) == 0 }) else { return nil }
    try self.init(stores: folder)
  }

  /// Adds up orders, money and goods again and again until nothing is on its way, and for so long at
  /// most.
  ///
  /// While a load goes on there is always something on its way. So what was on its way at the first
  /// look has to be done in the time, and counts as a violation otherwise; what has come since may still
  /// be.
  ///
  /// - Parameters:
  ///   - milliseconds: 0 looks once: then nothing can be late.
  ///   - shouldStop: asked several times a second; true ends the waiting.
  /// - Returns: the last report, and how long it took to get there, in milliseconds.
  public func settledAudit(
    within milliseconds: Int, shouldStop: () -> Bool = { false }
  ) throws(StoreProblem) -> (report: AuditReport, waited: Int) {
    let audit = Audit(orders: orders, payments: payments, inventory: inventory)
    let start = Clock.monotonic
    var late: Set<OrderID>?
    while true {
      let report = try audit.run(settled: false)
      let waited = Int((Clock.monotonic - start) / 1_000_000)
      let moving = Set(report.onTheirWay.compactMap(\.order))
      late = late?.intersection(moving) ?? moving
      let isQuiet = report.isSound && report.onTheirWay.isEmpty
      let isFlowing = report.isSound && late?.isEmpty == true && waited >= Self.flow
      if isQuiet || isFlowing || shouldStop() { return (report, waited) }
      if waited >= milliseconds {
        guard milliseconds > 0 else { return (report, waited) }
        return (
          report.settled(
            onTheirWay: report.onTheirWay.filter {
              $0.order.map { late?.contains($0) == true } ?? false
            }),
          waited
        )
      }
      Clock.pause(milliseconds: Self.pause)
    }
  }

  /// Milliseconds after which nobody waits for a load to end that all orders of the first look have
  /// left behind.
  private static let flow = 3000

  /// What becomes of orders that were accepted: waits until all are final, for so long at most.
  ///
  /// - Parameter count: how many were accepted, those in `accepted` among them.
  public func fates(
    of accepted: [OrderID], count: Int, within milliseconds: Int,
    shouldStop: () -> Bool = { false }
  ) throws(StoreProblem) -> LoadOrders {
    let start = Clock.monotonic
    var result = LoadOrders()
    result.accepted = count
    result.notFollowed = count - accepted.count
    var rest = accepted
    while true {
      rest = try settled(rest, &result)
      let waited = Int((Clock.monotonic - start) / 1_000_000)
      if rest.isEmpty || waited >= milliseconds || shouldStop() {
        result.open = rest.count
        result.waitedSeconds = Double(waited) / 1000
        return result
      }
      Clock.pause(milliseconds: Self.pause)
    }
  }

  /// Milliseconds between two looks.
  private static let pause = 100

  /// Counts the orders that are final and returns the others.
  private func settled(
    _ accepted: [OrderID], _ result: inout LoadOrders
  ) throws(StoreProblem) -> [OrderID] {
    var rest: [OrderID] = []
    for id in accepted {
      let found = try orders.read { work throws(StoreProblem) in try work.records.order(id) }
      guard let order = found else {
        result.lost += 1
        continue
      }
      if order.saga.isConfirmed {
        result.confirmed += 1
      } else if order.saga.isCancelled {
        result.cancelled += 1
      } else {
        rest.append(id)
      }
    }
    return rest
  }
}
