import Shop

extension Connection {
  /// A row that we cannot have written.
  func damaged(_ found: String) -> StoreProblem { .damaged(path, "found \(found)") }

  /// The name in a column.
  func identifier<Thing>(
    _ row: Row, _ column: Int, as type: Identifier<Thing>.Type = Identifier<Thing>.self
  ) throws(StoreProblem) -> Identifier<Thing> {
    guard let identifier = Identifier<Thing>(row.text(column)) else {
      throw damaged("'\(row.text(column).prefix(80))' for a name")
    }
    return identifier
  }

  /// The basket of these items; nil when there are none.
  func basket(_ items: [Basket.Item]) throws(StoreProblem) -> Basket? {
    if items.isEmpty { return nil }
    do throws(BasketProblem) {
      return try Basket(items)
    } catch {
      throw damaged(error.sentence)
    }
  }

  /// The reason in a column; nil for null.
  func reason(_ row: Row, _ column: Int) throws(StoreProblem) -> CancelReason? {
    guard let word = row.optionalText(column) else { return nil }
    guard let reason = CancelReason(rawValue: word) else {
      throw damaged("'\(word.prefix(80))' for a reason")
    }
    return reason
  }
}
