public import Shop
internal import Synchronization

/// A store in a SQLite file that several processes may share.
///
/// One connection writes, so that threads of one process queue without disturbing the file; those
/// of other processes wait for their turn inside SQLite. Reading has connections of its own and
/// waits for nobody.
public final class SQLiteStore<Records>: TransactionalStore {
  /// A connection with the records that use it. One thread at a time has it.
  private struct Session: @unchecked Sendable {
    let connection: Connection
    let records: Records
  }

  private let path: String
  private let settings: StoreSettings
  private let records: @Sendable (Connection) -> Records
  private let writing = Mutex(())
  private let writer: Session
  private let readers: Mutex<[Session]> = Mutex([])

  /// Opens the file, making it and its tables when they are not there.
  init(
    _ path: String, _ settings: StoreSettings, tables: [String],
    records: @escaping @Sendable (Connection) -> Records
  ) throws(StoreProblem) {
    self.path = path
    self.settings = settings
    self.records = records
    let connection = try Connection(path, settings)
    try connection.transaction("BEGIN IMMEDIATE") { () throws(StoreProblem) in
      for table in tables { try connection.once(table) }
    }
    writer = Session(connection: connection, records: records(connection))
  }

  public func write<Result: Sendable>(
    _ work: (Records) throws(StoreProblem) -> Result
  ) throws(StoreProblem) -> Result {
    try writing.withLock { _ throws(StoreProblem) in
      try writer.connection.transaction("BEGIN IMMEDIATE") { () throws(StoreProblem) in
        try work(writer.records)
      }
    }
  }

  public func read<Result: Sendable>(
    _ work: (Records) throws(StoreProblem) -> Result
  ) throws(StoreProblem) -> Result {
    let session = try reader()
    defer { giveBack(session) }
    return try session.connection.transaction("BEGIN") { () throws(StoreProblem) in
      try work(session.records)
    }
  }

  private func reader() throws(StoreProblem) -> Session {
    if let idle = readers.withLock({ $0.popLast() }) { return idle }
    let connection = try Connection(path, settings)
    return Session(connection: connection, records: records(connection))
  }

  private func giveBack(_ session: Session) {
    readers.withLock { if $0.count < settings.idleReaders { $0.append(session) } }
  }
}
