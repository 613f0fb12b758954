internal import CSQLite
internal import Glibc
internal import Shop

extension Connection {
  /// What SQLite's code means to us.
  static func problem(_ path: String, _ handle: OpaquePointer?, _ code: Int32) -> StoreProblem {
    let reason =
      handle.flatMap { sqlite3_errmsg($0) }.map { String(cString: $0) } ?? "error \(code)"
    // The code's lowest byte is its kind, the rest is detail.
    switch code & 0xFF {
    case SQLITE_FULL: return .full(path)
    case SQLITE_READONLY, SQLITE_PERM: return .readOnly(path)
    case SQLITE_CANTOPEN: return .cannotOpen(path, reason)
    case SQLITE_BUSY, SQLITE_LOCKED: return .busy(path)
    case SQLITE_CORRUPT, SQLITE_NOTADB: return .damaged(path, reason)
    case SQLITE_IOERR:
      switch handle.map({ sqlite3_system_errno($0) }) ?? 0 {
      case ENOSPC, EDQUOT, EFBIG: return .full(path)
      case EROFS, EACCES, EPERM: return .readOnly(path)
      default: return .failed(path, reason)
      }
    default: return .failed(path, reason)
    }
  }
}
