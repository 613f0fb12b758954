internal import Synchronization

/// A store that lives as long as the process: for tests, and for a shop without a disk.
///
/// The records are only touched under the lock.
public final class MemoryStore<Records>: TransactionalStore, @unchecked Sendable {
  private let lock = Mutex(())
  private let records: Records
  private let tables: [any Revertible]

  private init(_ records: Records, _ tables: [any Revertible]) {
    self.records = records
    self.tables = tables
  }

  public func read<Result: Sendable>(
    _ work: (Records) throws(StoreProblem) -> Result
  ) throws(StoreProblem) -> Result {
    try write(work)
  }

  public func write<Result: Sendable>(
    _ work: (Records) throws(StoreProblem) -> Result
  ) throws(StoreProblem) -> Result {
    try lock.withLock { _ throws(StoreProblem) in
      do throws(StoreProblem) {
        let result = try work(records)
        for table in tables { table.commit() }
        return result
      } catch {
        for table in tables { table.revert() }
        throw error
      }
    }
  }
}

extension MemoryStore where Records == any UserRecords {
  public convenience init() {
    let records = MemoryUsers()
    self.init(records, [records.table])
  }
}

extension MemoryStore where Records == any ProductRecords {
  public convenience init() {
    let records = MemoryProducts()
    self.init(records, [records.table])
  }
}

extension MemoryStore where Records == InventoryWork {
  public convenience init() {
    let records = MemoryInventory()
    let messages = MemoryMessages()
    self.init(
      UnitOfWork(records, messages), messages.tables + [records.stock, records.kept])
  }
}

extension MemoryStore where Records == OrderWork {
  public convenience init() {
    let records = MemoryOrders()
    let messages = MemoryMessages()
    self.init(
      UnitOfWork(records, messages), messages.tables + [records.table, records.keys])
  }
}

extension MemoryStore where Records == PaymentWork {
  public convenience init() {
    let records = MemoryPayments()
    let messages = MemoryMessages()
    self.init(
      UnitOfWork(records, messages), messages.tables + [records.money, records.decisions])
  }
}
