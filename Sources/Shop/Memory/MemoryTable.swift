/// A table in memory that can take back what was changed since the last commit.
final class MemoryTable<Key: Hashable & Comparable, Row>: Revertible {
  private var rows: [Key: Row] = [:]
  /// What stood there before each change, in the order of the changes.
  private var before: [(key: Key, row: Row?)] = []

  subscript(key: Key) -> Row? {
    get { rows[key] }
    set {
      before.append((key, rows[key]))
      rows[key] = newValue
    }
  }

  var all: some Sequence<Row> { rows.values }

  /// Rows in the order of their keys, after a given one.
  func page(after last: Key?, limit: Int) -> [Row] {
    let keys = rows.keys.filter { key in last.map { key > $0 } ?? true }.sorted()
    return keys.prefix(limit).compactMap { rows[$0] }
  }

  func commit() { before.removeAll(keepingCapacity: true) }

  func revert() {
    for change in before.reversed() { rows[change.key] = change.row }
    commit()
  }
}

/// Something that can take back what was changed since the last commit.
protocol Revertible: AnyObject {
  func commit()
  func revert()
}
