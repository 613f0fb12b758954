/// A place where a service keeps its records.
///
/// The work of one transaction sees the records as nobody else changes them meanwhile. When it
/// ends well, all its changes are kept, also when the process is killed right after; when it
/// throws, none is. The records must not be used after the work has ended.
///
/// `Records` is one of the protocols of this module, as in `any TransactionalStore<any UserRecords>`.
public protocol TransactionalStore<Records>: Sendable {
  associatedtype Records

  /// Work that only reads.
  func read<Result: Sendable>(
    _ work: (Records) throws(StoreProblem) -> Result
  ) throws(StoreProblem) -> Result

  /// Work that changes records. One at a time for all processes that share the store.
  func write<Result: Sendable>(
    _ work: (Records) throws(StoreProblem) -> Result
  ) throws(StoreProblem) -> Result
}

public typealias UserStore = any TransactionalStore<any UserRecords>
public typealias ProductStore = any TransactionalStore<any ProductRecords>
public typealias InventoryStore = any TransactionalStore<any InventoryRecords>
public typealias OrderStore = any TransactionalStore<any OrderRecords>
public typealias PaymentStore = any TransactionalStore<any PaymentRecords>
