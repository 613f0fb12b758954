import Filter
import MeshModel
import Testing

@Suite("The filter language")
struct FilterTests {
  private static let rows = ServiceRow.rows(of: Village.snapshot)

  /// The names of the services a filter lets through, the worst first.
  private func names(_ text: String) throws -> [String] {
    let filter = try Filter(text, ServiceRow.fields)
    return Self.rows.filter(filter.matches).map(\.service.name)
  }

  @Test(
    "rows are found by their values",
    arguments: [
      ("err > 5 and p99 > 200", ["payment"]),
      ("err > 5%", ["payment", "order"]),
      ("ERR > 5 OR p99 >= 0.2s", ["payment", "order"]),
      ("p99 < 20ms", ["user"]),
      ("rate = 10/s", ["user"]),
      ("health = failing", ["payment"]),
      ("failing or degraded", ["payment", "order"]),
      ("! healthy", ["payment", "order", "search"]),
      ("!healthy and not (failing || degraded)", ["search"]),
      ("name ~ PAY", ["payment"]),
      ("name !~ 'e'", []),
      ("name != payment && err is known", ["order", "user"]),
      ("err is unknown", ["search"]),
      ("err is not known", ["search"]),
      ("not err is unknown", ["payment", "order", "user"]),
      ("breaker = half-open", ["payment"]),
      ("healthy < 2", ["payment", "user"]),
      ("cause = payment", ["payment", "order"]),
      ("retries >= 3.5", ["payment"]),
      ("name = order or name = user and p99 > 1000", ["order"]),
      ("(name = order or name = user) and p99 > 1000", []),
    ])
  func finds(_ text: String, _ expected: [String]) throws {
    #expect(try names(text) == expected)
  }

  @Test("what is unknown matches neither a comparison nor its opposite")
  func unknown() throws {
    #expect(try !names("err > 5").contains("search"))
    #expect(try !names("not (err > 5)").contains("search"))
    #expect(try names("err > 5 or name = search").contains("search"))
    #expect(try !names("not (err > 5 and name = search)").contains("search"))
  }

  @Test(
    "a mistake is named where it stands",
    arguments: [
      ("errr > 5", 0..<4, "there is no field 'errr'; did you mean 'err'?"),
      ("err > 5 and pp99 > 2", 12..<16, "there is no field 'pp99'; did you mean 'p99'?"),
      ("err > ", 6..<7, "'err' is compared with a percentage such as 5 or 0.5%"),
      ("p99 > 5%", 6..<8, "'p99' is compared with a time such as 200, 200ms or 1.5s"),
      ("rate > nan", 7..<10, "'rate' is compared with a rate such as 20 or 20/s"),
      ("n > 1e999", 4..<9, "'n' is compared with a number such as 20"),
      ("err ~ 5", 4..<5, "'err' is a number; compare it with <, <=, >, >=, = or !="),
      (
        "health > degraded", 7..<8,
        "'health' is text; compare it with =, !=, ~ (contains) or !~"
      ),
      ("health = faling", 9..<15, "'health' is never 'faling'; did you mean 'failing'?"),
      ("(err > 5", 0..<1, "this parenthesis is never closed"),
      ("err > 5)", 7..<8, "this parenthesis was never opened"),
      ("err > 5 p99 > 3", 8..<11, "expected 'and', 'or' or the end before 'p99'"),
      ("(err > 5 p99 > 3)", 9..<12, "expected 'and', 'or' or the end before 'p99'"),
      ("name = 'pay", 7..<8, "this quote is never closed"),
      ("name", 4..<5, "expected a comparison after 'name', such as = or >"),
      ("err > 5 and", 11..<12, "expected the name of a field"),
      ("err is 5", 7..<8, "expected 'unknown' or 'known' after 'is'"),
      ("err > 5 & p99 > 3", 8..<9, "'&' means nothing here"),
      ("", 0..<1, "the filter is empty; write one such as 'err > 5'"),
      ("name = ", 7..<8, "expected what to compare 'name' with"),
    ])
  func complains(_ text: String, _ place: Range<Int>, _ sentence: String) {
    let problem = #expect(throws: FilterProblem.self) { try Filter(text, ServiceRow.fields) }
    #expect(problem?.place == place)
    #expect(problem?.sentence == sentence)
  }

  @Test("size has a limit, in length and in depth")
  func limits() throws {
    let long = String(repeating: "err > 5 or ", count: 300) + "err > 5"
    let deep = String(repeating: "(", count: 500) + "err > 5" + String(repeating: ")", count: 500)
    let nots = String(repeating: "not ", count: 400) + "err > 5"
    for text in [long, deep, nots] {
      #expect(throws: FilterProblem.self) { try Filter(text, ServiceRow.fields) }
    }
    let fair = String(repeating: "err > 5 or ", count: 100) + "err > 5"
    #expect(try names(fair) == ["payment", "order"])
  }

  @Test("edges and events have fields of their own")
  func others() throws {
    let edges = EdgeRow.rows(of: Village.snapshot)
    let retried = try Filter("amplification > 1.5 and from = order", EdgeRow.fields)
    #expect(edges.filter(retried.matches).map(\.edge.to) == ["payment"])
    let opened = try Filter("kind = breaker-open", MeshEvent.fields)
    let events = [
      MeshEvent(at: 1, kind: .breakerOpen, subject: "order:payment", detail: ""),
      MeshEvent(at: 2, kind: .restart, subject: "payment-1", detail: ""),
    ]
    #expect(events.filter(opened.matches).map(\.subject) == ["order:payment"])
  }

  @Test("every field has a name of its own")
  func names() {
    func check<Row>(_ table: FieldTable<Row>) {
      let names = table.fields.flatMap { [$0.sign.name] + $0.sign.aliases }
      #expect(Set(names).count == names.count)
      #expect(names.allSatisfy { $0 == $0.lowercased() })
    }
    check(ServiceRow.fields)
    check(EdgeRow.fields)
    check(MeshEvent.fields)
  }
}
