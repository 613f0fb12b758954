/// Runs work in a transaction: one that it begins and commits itself, or one that is open already.
///
/// The work sees the records as no other transaction changes them meanwhile. When it ends well, all
/// its changes are kept; when it throws, none is. The records must not be used after the work has
/// ended.
public protocol TransactionRunner<Records> {
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

/// A place where services keep their records. Each call is one transaction, and what it has
/// committed survives the kill of the process.
public protocol TransactionalStore<Records>: TransactionRunner, Sendable {}

/// Joins the transaction that its caller has begun, so that the work of several services is kept
/// together or not at all. The caller commits it.
public struct JoinedTransaction<Records>: TransactionRunner {
  private let records: Records

  public init(_ records: Records) { self.records = records }

  public func read<Result: Sendable>(
    _ work: (Records) throws(StoreProblem) -> Result
  ) throws(StoreProblem) -> Result { try work(records) }

  public func write<Result: Sendable>(
    _ work: (Records) throws(StoreProblem) -> Result
  ) throws(StoreProblem) -> Result { try work(records) }
}

public typealias UserStore = any TransactionalStore<any UserRecords>
public typealias ProductStore = any TransactionalStore<any ProductRecords>
public typealias InventoryStore = any TransactionalStore<InventoryWork>
public typealias OrderStore = any TransactionalStore<OrderWork>
public typealias PaymentStore = any TransactionalStore<PaymentWork>
