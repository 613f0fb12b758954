internal import CSQLite

/// The row a statement stands on; good until the statement goes on.
public struct Row {
  let statement: OpaquePointer

  /// The number in a column, counted from 0; NULL reads as 0.
  public func integer(_ column: Int) -> Int { Int(sqlite3_column_int64(statement, Int32(column))) }

  /// The number in a column; nil for NULL.
  public func optionalInteger(_ column: Int) -> Int? {
    isNull(column) ? nil : integer(column)
  }

  /// The text of a column; empty for null.
  public func text(_ column: Int) -> String { String(decoding: bytes(column), as: UTF8.self) }

  /// The text in a column; nil for NULL.
  public func optionalText(_ column: Int) -> String? { isNull(column) ? nil : text(column) }

  /// The bytes of a column.
  public func bytes(_ column: Int) -> UnsafeRawBufferPointer {
    // The pointer first: asking for it may turn the value into bytes, which changes its size.
    let start = sqlite3_column_blob(statement, Int32(column))
    return UnsafeRawBufferPointer(
      start: start, count: Int(sqlite3_column_bytes(statement, Int32(column))))
  }

  public func isNull(_ column: Int) -> Bool {
    sqlite3_column_type(statement, Int32(column)) == SQLITE_NULL
  }
}
