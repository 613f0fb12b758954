import Filter
import MeshModel
import Testing

@Suite("Asking for messages")
struct MessageFieldTests {
  @Test(
    "channels are found by what calls have too, and by what only they have",
    arguments: [
      ("waiting > 10", ["orders"]), ("oldest > 3s", ["refunds"]),
      ("oldest > 2400", ["orders", "refunds"]),
      ("dead >= 1", ["orders"]), ("handled = 9/s", ["orders"]), ("failed > 0", ["orders"]),
      ("topic ~ fund", ["refunds"]), ("event = Placed", ["orders"]),
      ("broker = broker", ["mail", "orders", "refunds"]),
      ("protocol = messages and from = order", ["orders", "refunds"]), ("err >= 10", ["orders"]),
      ("p99 > 200 and to = payment", ["orders"]), ("topic is unknown", ["order", "order"]),
      ("to = payment and protocol = http", ["order"]), ("inflight = 1", ["orders"]),
    ])
  func edges(text: String, found: [String]) throws {
    let filter = try Filter(text, EdgeRow.fields)
    let rows = EdgeRow.rows(of: Village.withMessages).filter(filter.matches)
    #expect(rows.map { $0.channel?.topic ?? $0.edge.from }.sorted() == found)
  }

  @Test(
    "services are found by all that they take",
    arguments: [
      ("waiting = 15", ["payment"]), ("oldest >= 4s", ["payment"]), ("dead > 0", ["payment"]),
      ("handled > 1", ["payment"]), ("waiting is unknown", ["order", "search", "user"]),
      ("published is unknown and handled > 0", ["payment"]),
    ])
  func services(text: String, found: [String]) throws {
    let filter = try Filter(text, ServiceRow.fields)
    let rows = ServiceRow.rows(of: Village.withMessages).filter(filter.matches)
    #expect(rows.map(\.service.name).sorted() == found)
  }

  /// Forty requests a second of which four in ten fail, ten tries of which one does.
  @Test("what fails of a service is of requests and messages together")
  func together() throws {
    let row = try #require(
      ServiceRow.rows(of: Village.withMessages).first { $0.service.name == "payment" })
    #expect(row.service.failedRatio.map { abs($0 - 17.0 / 50) < 1e-9 } == true)
    #expect(try Filter("err > 33.9 and err < 34.1", ServiceRow.fields).matches(row))
    #expect(row.service.workPerSecond == 49)
  }

  @Test("who publishes and who takes are found one by one, and sort beside callers")
  func ends() throws {
    var snapshot = Village.withMessages
    snapshot.channels[0].producers = ["order", "user"]
    let rows = EdgeRow.rows(of: snapshot)
    for name in ["order", "user"] {
      let filter = try Filter("topic = orders and from = \(name)", EdgeRow.fields)
      #expect(rows.count(where: filter.matches) == 1)
    }
    let others = try Filter("topic = orders and from != user", EdgeRow.fields)
    #expect(!rows.contains(where: others.matches))
    let sorted = try Order("from", EdgeRow.fields).sorted(rows).map(\.edge.from)
    #expect(sorted == sorted.sorted())
  }

  @Test("calls stand before channels, each the worst first, and can be put in one order")
  func order() throws {
    var snapshot = Village.withMessages
    snapshot.channels[2].messages.handledPerSecond = 0
    snapshot.channels[2].level.waiting = 1
    let rows = EdgeRow.rows(of: snapshot)
    func names(_ rows: [EdgeRow]) -> [String] { rows.map { $0.channel?.topic ?? $0.edge.to } }
    #expect(names(rows) == ["payment", "user", "mail", "orders", "refunds"])
    let sorted = try Order("oldest:desc,to", EdgeRow.fields).sorted(rows)
    #expect(names(sorted).prefix(2) == ["refunds", "orders"])
  }
}
