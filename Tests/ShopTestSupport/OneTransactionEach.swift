public import Shop

// What the services do, each step in a transaction of its own, as their processes do it.

extension TransactionRunner<OrderWork> {
  public func draft(
    _ request: OrderRequest, id: OrderID, now: Moment
  ) throws(StoreProblem) -> OrderService.Drafting {
    try write { work throws(StoreProblem) in
      try OrderService.draft(request, id: id, now: now, in: work)
    }
  }

  public func accept(
    _ id: OrderID, prices: [ProductID: Money], trace: String?, now: Moment
  ) throws(StoreProblem) -> OrderService.Acceptance {
    try write { work throws(StoreProblem) in
      try OrderService.accept(id, prices: prices, trace: trace, now: now, in: work)
    }
  }

  public func refuse(
    _ id: OrderID, reason: CancelReason, trace: String?, now: Moment
  ) throws(StoreProblem) -> Order? {
    try write { work throws(StoreProblem) in
      try OrderService.refuse(id, reason: reason, trace: trace, now: now, in: work)
    }
  }

  public func settle(
    _ message: Message, trace: String?, now: Moment
  ) throws(StoreProblem) -> OrderService.Settlement {
    try write { work throws(StoreProblem) in
      try OrderService.settle(message, trace: trace, now: now, in: work)
    }
  }

  public func expireDrafts(limit: Int, now: Moment) throws(StoreProblem) -> [Order] {
    try ExpireDrafts(limit: limit).run(on: self, now: now)
  }

  public func order(_ id: OrderID) throws(StoreProblem) -> Order? {
    try read { work throws(StoreProblem) in try work.records.order(id) }
  }

  public func orders(of user: UserID, limit: Int) throws(StoreProblem) -> [Order] {
    try read { work throws(StoreProblem) in try work.records.orders(of: user, limit: limit) }
  }
}

extension TransactionRunner<PaymentWork> {
  @discardableResult
  public func seed(_ accounts: [Account]) throws(StoreProblem) -> Bool {
    try write { work throws(StoreProblem) in try PaymentService.seed(accounts, in: work) }
  }

  public func handle(
    _ message: Message, trace: String?, now: Moment
  ) throws(StoreProblem) -> HandlingResult {
    try write { work throws(StoreProblem) in
      try PaymentService.handle(message, trace: trace, now: now, in: work)
    }
  }

  public func payment(_ order: OrderID) throws(StoreProblem) -> Payment? {
    try read { work throws(StoreProblem) in try work.records.payment(order) }
  }

  public func account(_ user: UserID) throws(StoreProblem) -> Account? {
    try read { work throws(StoreProblem) in try work.records.account(user) }
  }
}

extension TransactionRunner<InventoryWork> {
  @discardableResult
  public func seed(_ levels: [StockLevel]) throws(StoreProblem) -> Bool {
    try write { work throws(StoreProblem) in try InventoryService.seed(levels, in: work) }
  }

  public func reserve(
    _ basket: Basket, for order: OrderID
  ) throws(StoreProblem) -> Reserving {
    try write { work throws(StoreProblem) in
      try InventoryService.reserve(basket, for: order, in: work)
    }
  }

  public func handle(_ message: Message) throws(StoreProblem) -> HandlingResult {
    try write { work throws(StoreProblem) in try InventoryService.handle(message, in: work) }
  }

  public func level(_ product: ProductID) throws(StoreProblem) -> StockLevel? {
    try read { work throws(StoreProblem) in try work.records.level(product) }
  }

  public func reservation(_ order: OrderID) throws(StoreProblem) -> Reservation? {
    try read { work throws(StoreProblem) in try work.records.reservation(order) }
  }
}

extension TransactionRunner<any ProductRecords> {
  @discardableResult
  public func seed(_ products: [Product]) throws(StoreProblem) -> Bool {
    try write { records throws(StoreProblem) in try ProductCatalog.seed(products, in: records) }
  }

  public func product(_ id: ProductID) throws(StoreProblem) -> Product? {
    try read { records throws(StoreProblem) in try records.product(id) }
  }

  public func products(
    after last: ProductID? = nil, limit: Int
  ) throws(StoreProblem) -> [Product] {
    try read { records throws(StoreProblem) in try records.products(after: last, limit: limit) }
  }
}

extension TransactionRunner<any UserRecords> {
  @discardableResult
  public func seed(_ users: [User]) throws(StoreProblem) -> Bool {
    try write { records throws(StoreProblem) in try UserService.seed(users, in: records) }
  }

  public func user(_ id: UserID) throws(StoreProblem) -> User? {
    try read { records throws(StoreProblem) in try records.user(id) }
  }
}
