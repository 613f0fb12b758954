/// Ports of services that share the process and, with a `JoinedTransaction`, the transaction of who
/// asks.
public struct LocalUsers<Runner: TransactionRunner<any UserRecords>>: UserDirectory {
  private let runner: Runner

  public init(_ runner: Runner) { self.runner = runner }

  public func user(_ id: UserID) throws(PortProblem) -> User? {
    try inStore { () throws(StoreProblem) in
      try runner.read { records throws(StoreProblem) in try records.user(id) }
    }
  }
}

public struct LocalPrices<Runner: TransactionRunner<any ProductRecords>>: PriceList {
  private let runner: Runner

  public init(_ runner: Runner) { self.runner = runner }

  public func prices(of products: [ProductID]) throws(PortProblem) -> Prices {
    try inStore { () throws(StoreProblem) in
      try runner.read { records throws(StoreProblem) in
        try ProductCatalog.prices(of: products, in: records)
      }
    }
  }
}

public struct LocalStock<Runner: TransactionRunner<InventoryWork>>: StockReservations {
  private let runner: Runner

  public init(_ runner: Runner) { self.runner = runner }

  public func reserve(_ basket: Basket, for order: OrderID) throws(PortProblem) -> Reserving {
    try inStore { () throws(StoreProblem) in
      try runner.write { work throws(StoreProblem) in
        try InventoryService.reserve(basket, for: order, in: work)
      }
    }
  }
}

public struct LocalPayments<Runner: TransactionRunner<PaymentWork>>: PaymentStatus {
  private let runner: Runner

  public init(_ runner: Runner) { self.runner = runner }

  public func payment(of order: OrderID) throws(PortProblem) -> Payment? {
    try inStore { () throws(StoreProblem) in
      try runner.read { work throws(StoreProblem) in try work.records.payment(order) }
    }
  }
}

private func inStore<Value>(
  _ work: () throws(StoreProblem) -> Value
) throws(PortProblem) -> Value {
  do throws(StoreProblem) {
    return try work()
  } catch {
    throw .store(error)
  }
}
