import Filter
import MeshModel
import Testing

@Suite("The order of rows")
struct OrderTests {
  private static let rows = ServiceRow.rows(of: Village.snapshot)

  @Test("without a wish the worst come first")
  func worstFirst() {
    #expect(Self.rows.map(\.service.name) == ["payment", "order", "search", "user"])
  }

  @Test(
    "by a field, either way, and what is unknown last",
    arguments: [
      ("name", ["order", "payment", "search", "user"]),
      ("name:desc", ["user", "search", "payment", "order"]),
      ("p99", ["user", "order", "payment", "search"]),
      ("p99:desc", ["payment", "order", "user", "search"]),
      ("err:desc", ["payment", "order", "user", "search"]),
      ("health", ["user", "search", "order", "payment"]),
      ("total:asc,name:desc", ["user", "search", "payment", "order"]),
    ])
  func byField(_ text: String, _ expected: [String]) throws {
    let order = try Order(text, ServiceRow.fields)
    #expect(order.sorted(Self.rows).map(\.service.name) == expected)
  }

  @Test(
    "a mistake is named where it stands",
    arguments: [
      ("nam", 0..<3, "there is no field 'nam'; did you mean 'name'?"),
      ("name,", 5..<6, "expected the name of a field"),
      ("name:down", 5..<9, "the direction is asc or desc, not 'down'"),
      ("p99:desc,rat:desc", 9..<12, "there is no field 'rat'; did you mean 'rate'?"),
    ])
  func complains(_ text: String, _ place: Range<Int>, _ sentence: String) {
    let problem = #expect(throws: FilterProblem.self) { try Order(text, ServiceRow.fields) }
    #expect(problem?.place == place)
    #expect(problem?.sentence == sentence)
  }
}
