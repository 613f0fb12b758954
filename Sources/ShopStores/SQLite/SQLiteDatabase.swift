public import Shop
internal import Synchronization

/// A SQLite file that several processes may share, and several services of one process.
///
/// One connection writes, so that threads of one process queue without disturbing the file; those
/// of other processes wait for their turn inside SQLite. Reading has connections of its own and
/// waits for nobody.
public final class SQLiteDatabase: Sendable {
  /// One thread at a time has it.
  private struct Session: @unchecked Sendable {
    let connection: Connection
  }

  private let path: String
  private let settings: StoreSettings
  private let writing = Mutex(())
  private let writer: Session
  private let readers: Mutex<[Session]> = Mutex([])

  /// Opens the file, making it when there is none.
  public init(
    path: String, settings: StoreSettings = StoreSettings()
  ) throws(StoreProblem) {
    self.path = path
    self.settings = settings
    writer = Session(connection: try Connection(path, settings))
  }

  /// Work that changes records, in one transaction. One at a time for all that share the file.
  func write<Result: Sendable>(
    _ work: (Connection) throws(StoreProblem) -> Result
  ) throws(StoreProblem) -> Result {
    try writing.withLock { _ throws(StoreProblem) in
      try writer.connection.transaction("BEGIN IMMEDIATE") { () throws(StoreProblem) in
        try work(writer.connection)
      }
    }
  }

  /// Work that only reads, in one transaction.
  func read<Result: Sendable>(
    _ work: (Connection) throws(StoreProblem) -> Result
  ) throws(StoreProblem) -> Result {
    let session = try reader()
    defer { giveBack(session) }
    return try session.connection.transaction("BEGIN") { () throws(StoreProblem) in
      try work(session.connection)
    }
  }

  private func reader() throws(StoreProblem) -> Session {
    if let idle = readers.withLock({ $0.popLast() }) { return idle }
    return Session(connection: try Connection(path, settings))
  }

  private func giveBack(_ session: Session) {
    readers.withLock { if $0.count < settings.idleReaders { $0.append(session) } }
  }
}
