/// What the payments' store holds at one moment.
struct MoneyBook: Sendable {
  let paid: [OrderID: Payment]
  private let accounts: [Account]

  init(_ store: PaymentStore) throws(StoreProblem) {
    self = try store.read { work throws(StoreProblem) in try MoneyBook(work.records) }
  }

  private init(_ records: any PaymentRecords) throws(StoreProblem) {
    let payments = try Pages.all(\Payment.order) { last, limit throws(StoreProblem) in
      try records.payments(after: last, limit: limit)
    }
    paid = Dictionary(payments.map { ($0.order, $0) }) { $1 }
    accounts = try Pages.all(\Account.user) { last, limit throws(StoreProblem) in
      try records.accounts(after: last, limit: limit)
    }
  }

  func check(_ report: inout AuditReport) {
    var charged: [UserID: Money] = [:]
    for payment in paid.values {
      if payment.decision == .charged {
        report.charges += 1
        charged[payment.user, default: .zero] =
          charged[payment.user, default: .zero] + payment.amount
      } else {
        report.declines += 1
      }
    }
    for account in accounts {
      let sum = charged.removeValue(forKey: account.user) ?? .zero
      report.check(
        account.opened - sum == account.balance,
        .money(account.user, opened: account.opened, charged: sum, balance: account.balance))
      report.check(
        account.balance >= .zero, .negativeBalance(account.user, account.balance))
    }
    for (user, sum) in charged {
      report.check(false, .money(user, opened: .zero, charged: sum, balance: .zero))
    }
  }
}

/// What the inventory's store holds at one moment.
struct GoodsBook: Sendable {
  let kept: [OrderID: Reservation]
  private let levels: [StockLevel]

  init(_ store: InventoryStore) throws(StoreProblem) {
    self = try store.read { work throws(StoreProblem) in try GoodsBook(work.records) }
  }

  private init(_ records: any InventoryRecords) throws(StoreProblem) {
    let reservations = try Pages.all(\Reservation.order) { last, limit throws(StoreProblem) in
      try records.reservations(after: last, limit: limit)
    }
    kept = Dictionary(reservations.map { ($0.order, $0) }) { $1 }
    levels = try Pages.all(\StockLevel.product) { last, limit throws(StoreProblem) in
      try records.levels(after: last, limit: limit)
    }
  }

  func check(_ report: inout AuditReport) {
    var held: [ProductID: Int] = [:]
    var sold: [ProductID: Int] = [:]
    for reservation in kept.values {
      for item in reservation.basket?.items ?? [] {
        switch reservation.state {
        case .held: held[item.product, default: 0] += item.quantity
        case .committed: sold[item.product, default: 0] += item.quantity
        case .released: break
        }
      }
    }
    for level in levels {
      let gone = sold[level.product] ?? 0
      let promised = held[level.product] ?? 0
      report.check(
        level.received - gone == level.onHand,
        .stock(level.product, received: level.received, sold: gone, onHand: level.onHand))
      report.check(
        promised == level.reserved,
        .reserved(level.product, counted: promised, noted: level.reserved))
      report.check(level.available >= 0, .oversold(level.product, available: level.available))
    }
  }
}

/// Reading all rows of a kind.
enum Pages {
  /// Rows read at once.
  private static let size = 500

  static func all<Row, Key>(
    _ key: (Row) -> Key, _ read: (Key?, _ limit: Int) throws(StoreProblem) -> [Row]
  ) throws(StoreProblem) -> [Row] {
    var all: [Row] = []
    while true {
      let rows = try read(all.last.map(key), size)
      all += rows
      if rows.count < size { return all }
    }
  }
}
