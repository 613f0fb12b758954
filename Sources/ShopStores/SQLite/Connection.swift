internal import CSQLite
public import Shop

/// A connection to a SQLite file. Used by one thread at a time.
///
/// Statements are prepared once and kept by their text, so write them out; values are bound.
public final class Connection {
  /// What the store is called in problems: its path.
  public let path: String
  private let handle: OpaquePointer
  private var statements: [String: OpaquePointer] = [:]
  private let waiting: BusyWait

  /// Opens a file, making it when there is none.
  public init(_ path: String, _ settings: StoreSettings = StoreSettings()) throws(StoreProblem) {
    self.path = path
    if path != ":memory:" { ClosedFile.prepare(path, beside: ["-wal", "-shm"]) }
    var opened: OpaquePointer?
    let flags =
      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
    let code = sqlite3_open_v2(path, &opened, flags, nil)
    guard let opened, code == SQLITE_OK else {
      let problem = Self.problem(path, opened, code)
      sqlite3_close_v2(opened)
      throw problem
    }
    handle = opened
    waiting = BusyWait(milliseconds: settings.busyMilliseconds)
    try configure(settings)
  }

  deinit {
    for statement in statements.values { sqlite3_finalize(statement) }
    sqlite3_close_v2(handle)
  }

  private func configure(_ settings: StoreSettings) throws(StoreProblem) {
    waiting.install(handle)
    // Readers never wait for a writer. What is committed survives the process without a flush of
    // the disk, which is all that is promised here.
    try patiently("PRAGMA journal_mode=WAL")
    try once("PRAGMA synchronous=NORMAL")
    // A log that readers have kept from being reset does not stay large for ever.
    try once("PRAGMA journal_size_limit=\(settings.logBytes)")
    try once("PRAGMA cache_size=-\(settings.cacheKilobytes)")
    if let pages = settings.pageLimit { try once("PRAGMA max_page_count=\(pages)") }
  }

  /// Runs a statement for which SQLite does not wait by itself: two processes that make the same
  /// file at the same moment.
  private func patiently(_ sql: String) throws(StoreProblem) {
    var naps: Int32 = 0
    while true {
      do throws(StoreProblem) {
        return try once(sql)
      } catch {
        guard case .busy = error, waiting.nap(naps) else { throw error }
        naps += 1
      }
    }
  }

  /// Runs a statement that is not worth keeping.
  func once(_ sql: String) throws(StoreProblem) {
    try check(sqlite3_exec(handle, sql, nil, nil, nil))
  }

  /// Runs a statement that gives no rows.
  public func run(_ sql: String, _ values: Value...) throws(StoreProblem) {
    let statement = try prepared(sql, values)
    defer { sqlite3_reset(statement) }
    let code = sqlite3_step(statement)
    guard code == SQLITE_DONE || code == SQLITE_ROW else { throw problem(code) }
  }

  /// All rows of a query.
  public func rows<Result>(
    _ sql: String, _ values: Value..., read: (Row) throws(StoreProblem) -> Result
  ) throws(StoreProblem) -> [Result] {
    let statement = try prepared(sql, values)
    defer { sqlite3_reset(statement) }
    var results: [Result] = []
    while true {
      switch sqlite3_step(statement) {
      case SQLITE_ROW: results.append(try read(Row(statement: statement)))
      case SQLITE_DONE: return results
      case let code: throw problem(code)
      }
    }
  }

  /// The first row of a query; nil when there is none.
  public func first<Result>(
    _ sql: String, _ values: Value..., read: (Row) throws(StoreProblem) -> Result
  ) throws(StoreProblem) -> Result? {
    let statement = try prepared(sql, values)
    defer { sqlite3_reset(statement) }
    switch sqlite3_step(statement) {
    case SQLITE_ROW: return try read(Row(statement: statement))
    case SQLITE_DONE: return nil
    case let code: throw problem(code)
    }
  }

  /// Rows that the last statement has changed.
  public var changes: Int { Int(sqlite3_changes64(handle)) }

  /// The number of the row that was added last.
  public var lastRow: Int { Int(sqlite3_last_insert_rowid(handle)) }

  /// Runs work between `begin` and a commit. When it throws, nothing of it remains.
  ///
  /// - Parameter begin: `BEGIN` for reading, `BEGIN IMMEDIATE` for writing.
  public func transaction<Result>(
    _ begin: String, _ work: () throws(StoreProblem) -> Result
  ) throws(StoreProblem) -> Result {
    try run(begin)
    do throws(StoreProblem) {
      let result = try work()
      try run("COMMIT")
      return result
    } catch {
      // Some errors have rolled back already.
      if sqlite3_get_autocommit(handle) == 0 { try? run("ROLLBACK") }
      throw error
    }
  }

  private func prepared(_ sql: String, _ values: [Value]) throws(StoreProblem) -> OpaquePointer {
    let statement: OpaquePointer
    if let known = statements[sql] { statement = known } else { statement = try prepare(sql) }
    for (index, value) in values.enumerated() {
      try check(Self.bind(statement, Int32(index + 1), value))
    }
    return statement
  }

  private func prepare(_ sql: String) throws(StoreProblem) -> OpaquePointer {
    var fresh: OpaquePointer?
    try check(sqlite3_prepare_v3(handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &fresh, nil))
    guard let fresh else { throw .failed(path, "an empty statement") }
    statements[sql] = fresh
    return fresh
  }

  private static func bind(
    _ statement: OpaquePointer, _ place: Int32, _ value: Value
  ) -> Int32 {
    switch value {
    case .integer(let number): return sqlite3_bind_int64(statement, place, Int64(number))
    case .text(var text):
      return text.withUTF8 { utf8 in
        utf8.withMemoryRebound(to: CChar.self) {
          csqlite_bind_text(statement, place, $0.baseAddress, Int32($0.count))
        }
      }
    case .bytes(let bytes):
      return bytes.withUnsafeBytes {
        $0.isEmpty
          ? sqlite3_bind_zeroblob(statement, place, 0)
          : csqlite_bind_blob(statement, place, $0.baseAddress, Int32($0.count))
      }
    case .null: return sqlite3_bind_null(statement, place)
    }
  }

  private func check(_ code: Int32) throws(StoreProblem) {
    if code != SQLITE_OK { throw problem(code) }
  }

  private func problem(_ code: Int32) -> StoreProblem { Self.problem(path, handle, code) }
}
