internal import CLMDB
internal import Glibc
internal import Shop

/// An LMDB file with one table of keys and values, all of them bytes. Several processes may share
/// it; readers wait for nobody.
final class Environment: Sendable {
  /// LMDB's environment is safe to use from any thread.
  private struct Handle: @unchecked Sendable {
    let pointer: OpaquePointer
  }

  let path: String
  private let handle: Handle
  private let table: MDB_dbi

  /// Opens a file, making it when there is none.
  ///
  /// - Parameter limit: largest size in bytes.
  init(_ path: String, limit: Int) throws(StoreProblem) {
    self.path = path
    ClosedFile.prepare(path, beside: ["-lock"])
    var created: OpaquePointer?
    try Self.check(path, mdb_env_create(&created))
    guard let pointer = created else { throw .failed(path, "out of memory") }
    do throws(StoreProblem) {
      try Self.check(path, mdb_env_set_mapsize(pointer, limit))
      // One slot a thread that reads at the same moment.
      try Self.check(path, mdb_env_set_maxreaders(pointer, 1024))
      // Without these, a folder would be made and a reader's slot would belong to its thread for
      // good; threads come and go here.
      let flags = UInt32(MDB_NOSUBDIR | MDB_NOTLS)
      try Self.check(path, mdb_env_open(pointer, path, flags, 0o600), opening: true)
      var dead: Int32 = 0
      // Slots of processes that were killed while they read.
      try Self.check(path, mdb_reader_check(pointer, &dead))
      handle = Handle(pointer: pointer)
      table = try Self.openTable(path, pointer)
    } catch {
      mdb_env_close(pointer)
      throw error
    }
  }

  deinit { mdb_env_close(handle.pointer) }

  private static func openTable(
    _ path: String, _ pointer: OpaquePointer
  ) throws(StoreProblem) -> MDB_dbi {
    var started: OpaquePointer?
    try check(path, mdb_txn_begin(pointer, nil, 0, &started))
    var table: MDB_dbi = 0
    let code = mdb_dbi_open(started, nil, UInt32(MDB_CREATE), &table)
    guard code == MDB_SUCCESS else {
      mdb_txn_abort(started)
      throw problem(path, code)
    }
    try check(path, mdb_txn_commit(started))
    return table
  }

  /// Runs work in a transaction. When it throws, nothing of it remains.
  func transaction<Result>(
    writing: Bool, _ work: (LMDBTransaction) throws(StoreProblem) -> Result
  ) throws(StoreProblem) -> Result {
    var started: OpaquePointer?
    try Self.check(
      path, mdb_txn_begin(handle.pointer, nil, writing ? 0 : UInt32(MDB_RDONLY), &started))
    guard let started else { throw .failed(path, "out of memory") }
    let result: Result
    do throws(StoreProblem) {
      result = try work(LMDBTransaction(pointer: started, table: table, path: path))
    } catch {
      mdb_txn_abort(started)
      throw error
    }
    try Self.check(path, mdb_txn_commit(started))
    return result
  }

  static func check(
    _ path: String, _ code: Int32, opening: Bool = false
  ) throws(StoreProblem) {
    if code != MDB_SUCCESS { throw problem(path, code, opening: opening) }
  }

  private static func problem(_ path: String, _ code: Int32, opening: Bool = false) -> StoreProblem
  {
    let reason = mdb_strerror(code).map { String(cString: $0).lowercased() } ?? "error \(code)"
    switch code {
    case MDB_MAP_FULL, MDB_TXN_FULL, ENOSPC, EDQUOT, EFBIG: return .full(path)
    case EROFS, EACCES, EPERM: return .readOnly(path)
    case MDB_READERS_FULL, EBUSY, EAGAIN: return .busy(path)
    case MDB_CORRUPTED, MDB_PAGE_NOTFOUND, MDB_INVALID, MDB_VERSION_MISMATCH, MDB_PANIC:
      return .damaged(path, reason)
    default: return opening ? .cannotOpen(path, reason) : .failed(path, reason)
    }
  }
}
