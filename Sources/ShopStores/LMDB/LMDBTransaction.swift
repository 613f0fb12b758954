internal import CLMDB
internal import Shop

/// What can be done inside a transaction.
struct LMDBTransaction {
  let pointer: OpaquePointer
  let table: MDB_dbi
  let path: String

  /// Calls with the value under a key, which is good during the call; nil when there is none.
  func value<Result>(
    _ key: String, _ read: (UnsafeRawBufferPointer) throws(StoreProblem) -> Result
  ) throws(StoreProblem) -> Result? {
    var found = MDB_val()
    let code = Self.withValue(Array(key.utf8)) { mdb_get(pointer, table, &$0, &found) }
    if code == MDB_NOTFOUND { return nil }
    try Environment.check(path, code)
    return try read(UnsafeRawBufferPointer(start: found.mv_data, count: found.mv_size))
  }

  /// Keeps a value under a key, replacing what was there.
  func put(_ key: String, _ value: [UInt8]) throws(StoreProblem) {
    let code = Self.withValue(Array(key.utf8)) { key in
      Self.withValue(value) { mdb_put(pointer, table, &key, &$0, 0) }
    }
    try Environment.check(path, code)
  }

  /// Keys and values in the order of the keys, after a given key; at most `limit`.
  func values<Result>(
    after last: String, limit: Int,
    _ read: (String, UnsafeRawBufferPointer) throws(StoreProblem) -> Result
  ) throws(StoreProblem) -> [Result] {
    var opened: OpaquePointer?
    try Environment.check(path, mdb_cursor_open(pointer, table, &opened))
    guard let cursor = opened else { return [] }
    defer { mdb_cursor_close(cursor) }
    var results: [Result] = []
    var key = MDB_val()
    var value = MDB_val()
    // The first key not below the last one; then one by one.
    var code = Self.withValue(Array(last.utf8)) { start in
      guard start.mv_size > 0 else { return mdb_cursor_get(cursor, &key, &value, MDB_FIRST) }
      let code = mdb_cursor_get(cursor, &start, &value, MDB_SET_RANGE)
      key = start
      return code
    }
    while code == MDB_SUCCESS, results.count < limit {
      let bytes = UnsafeRawBufferPointer(start: key.mv_data, count: key.mv_size)
      let name = String(decoding: bytes, as: UTF8.self)
      if name != last {
        let found = UnsafeRawBufferPointer(start: value.mv_data, count: value.mv_size)
        results.append(try read(name, found))
      }
      code = mdb_cursor_get(cursor, &key, &value, MDB_NEXT)
    }
    if code != MDB_NOTFOUND { try Environment.check(path, code) }
    return results
  }

  private static func withValue<Result>(
    _ bytes: [UInt8], _ body: (inout MDB_val) -> Result
  ) -> Result {
    var bytes = bytes
    return bytes.withUnsafeMutableBytes { buffer in
      var value = MDB_val(mv_size: buffer.count, mv_data: buffer.baseAddress)
      return body(&value)
    }
  }
}
