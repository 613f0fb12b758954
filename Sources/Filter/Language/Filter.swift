/// A condition on rows, as in `err > 5 and p99 > 200`.
///
/// Comparisons are joined by `and`, `or` and `not` and grouped by parentheses. A comparison with a
/// value that is unknown matches nothing, nor does its opposite; `p99 is unknown` asks for such.
public struct Filter<Row>: Sendable {
  public let condition: Condition
  let table: FieldTable<Row>

  /// - Throws: when the text is no filter on these fields; says why and where.
  public init(_ text: String, _ table: FieldTable<Row>) throws(FilterProblem) {
    do throws(FilterProblem.Finding) {
      condition = try FilterParser.condition(text, table.signs, shorthands: table.shorthands)
    } catch {
      throw FilterProblem(text, error)
    }
    self.table = table
  }

  public func matches(_ row: Row) -> Bool {
    condition.holds { table.field($0)?.read(row) ?? .unknown } == true
  }
}
