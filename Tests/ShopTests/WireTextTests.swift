import Shop
import TestSupport
import Testing

struct WireTextTests {
  private func order(_ number: UInt64) -> OrderID { OrderID(random: number) }

  private func roundTrip<Value: WireText & Equatable>(
    _ value: Value, _ text: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    #expect(value.json == text, sourceLocation: sourceLocation)
    #expect(try Value(json: Array(text.utf8)) == value, sourceLocation: sourceLocation)
  }

  @Test func eventsAreWrittenAndReadBack() throws {
    let user = try #require(UserID("user-001"))
    let basket = try Basket([Basket.Item(try #require(ProductID("p-1")), 2)])
    let head = "\"order\":\"o-0000000000000001\""
    let items = "\"items\":[{\"product\":\"p-1\",\"quantity\":2}]"
    let paid = "\(head),\"user\":\"user-001\",\"amount_cents\":7"
    let rows: [(ShopEvent, String)] = [
      (
        .orderPlaced(order(1), user: user, total: Money(cents: 1999)),
        "{\"event\":\"OrderPlaced\",\(head),\"user\":\"user-001\",\"total_cents\":1999,\"at_us\":5}"
      ),
      (
        .paymentSucceeded(order(1), user: user, amount: Money(cents: 7)),
        "{\"event\":\"PaymentSucceeded\",\(paid),\"at_us\":5}"
      ),
      (
        .paymentFailed(order(1), user: user, amount: Money(cents: 7), reason: .insufficientFunds),
        "{\"event\":\"PaymentFailed\",\(paid),\"reason\":\"insufficient-funds\",\"at_us\":5}"
      ),
      (
        .orderConfirmed(order(1), goods: basket),
        "{\"event\":\"OrderConfirmed\",\(head),\(items),\"at_us\":5}"
      ),
      (
        .orderCancelled(order(1), goods: basket, reason: .expired),
        "{\"event\":\"OrderCancelled\",\(head),\(items),\"reason\":\"expired\",\"at_us\":5}"
      ),
    ]
    for (event, text) in rows { try roundTrip(Message(event, at: 5), text) }
    #expect(Set(rows.map(\.0.kind)).count == ShopEvent.Kind.allCases.count)
  }

  @Test func whatServicesAnswerIsReadBack() throws {
    let product = try #require(ProductID("p-1"))
    let user = try #require(UserID("u-1"))
    let basket = try Basket([Basket.Item(product, 2)])
    try roundTrip(
      User(id: user, name: "Zoë \"Z\" \\ \u{7}\u{2028}é網🙂", email: "z@shop.example"),
      "{\"id\":\"u-1\",\"name\":\"Zoë \\\"Z\\\" \\\\ \\u0007\\u2028é網🙂\","
        + "\"email\":\"z@shop.example\"}")
    try roundTrip(
      Product(id: product, name: "red box", price: Money(cents: 99)),
      "{\"id\":\"p-1\",\"name\":\"red box\",\"price_cents\":99}")
    try roundTrip(
      OrderRequest(user: user, basket: basket),
      "{\"user\":\"u-1\",\"items\":[{\"product\":\"p-1\",\"quantity\":2}]}")
    try roundTrip(
      StockLevel(product: product, received: 9, onHand: 8, reserved: 3),
      "{\"product\":\"p-1\",\"received\":9,\"on_hand\":8,\"reserved\":3,\"available\":5}")
    try roundTrip(
      Reservation(order: order(1), basket: nil, state: .released),
      "{\"order\":\"o-0000000000000001\",\"state\":\"released\"}")
    try roundTrip(
      Account(user: user, opened: Money(cents: 9), balance: Money(cents: 4)),
      "{\"user\":\"u-1\",\"opened_cents\":9,\"balance_cents\":4}")
    try roundTrip(
      Payment(
        order: order(1), user: user, amount: Money(cents: 5), decision: .declined(.noAccount),
        at: 6),
      "{\"order\":\"o-0000000000000001\",\"user\":\"u-1\",\"amount_cents\":5,"
        + "\"state\":\"declined\",\"reason\":\"no-account\",\"at_us\":6}")
  }

  @Test func anOrderIsShownWithPricesAndReason() throws {
    let product = try #require(ProductID("p-1"))
    let user = try #require(UserID("u-1"))
    let placed = Order(
      id: order(1), user: user, key: nil, basket: try Basket([Basket.Item(product, 2)]),
      created: Moment(wall: 0, steady: 0), saga: try #require(Saga(name: "cancelled")),
      prices: [product: Money(cents: 50)], accepted: Moment(wall: 0, steady: 1000),
      finished: Moment(wall: 0, steady: 44_000), reason: .insufficientFunds)
    try roundTrip(
      OrderView(placed),
      "{\"id\":\"o-0000000000000001\",\"user\":\"u-1\",\"state\":\"cancelled\","
        + "\"reason\":\"insufficient-funds\",\"items\":[{\"product\":\"p-1\",\"quantity\":2,"
        + "\"price_cents\":50}],\"total_cents\":100,\"time_to_final_ms\":43}")
  }

  @Test func anyTextSurvives() throws {
    var random = SeededGenerator(seed: 3)
    let id = try #require(UserID("u"))
    for _ in 0..<300 {
      var name = "x"
      for _ in 0..<Int.random(in: 0...12, using: &random) {
        let ranges: [ClosedRange<UInt32>] = [0...0x2FF, 0x2000...0xD7FF, 0xE000...0x10FFFF]
        let range = ranges[Int.random(in: 0..<3, using: &random)]
        name.unicodeScalars.append(
          Unicode.Scalar(UInt32.random(in: range, using: &random)) ?? "?")
      }
      let user = User(id: id, name: name, email: "e")
      #expect(try User(json: Array(user.json.utf8)) == user)
    }
  }

  static let malformed: [(String, String)] = [
    ("", "a message, line 1, column 1: the JSON breaks off here"),
    ("{\n \"é\":x}", "a message, line 2, column 6: this is not JSON"),
    ("event: OrderConfirmed", "a message, line 1, column 1: this is not JSON"),
    ("[]", "a message, line 1, column 1: expected a message as an object, found an array"),
    ("{}", "a message, line 1, column 1: the key 'event' is missing"),
    (
      "{\"event\":\"OrderPlacd\"}",
      "a message, line 1, column 10: 'OrderPlacd' is not one of OrderPlaced, PaymentSucceeded, "
        + "PaymentFailed, OrderConfirmed, OrderCancelled; did you mean 'OrderPlaced'?"
    ),
    (
      "{\"event\":\"OrderConfirmed\",\"order\":\"a b\",\"at_us\":1}",
      "a message, line 1, column 35: expected 1 to 64 letters, digits, hyphens, underscores or dots, "
        + "found 'a b' in quotes"
    ),
    (
      "{\"event\":\"OrderPlaced\",\"order\":\"o\",\"user\":\"u\",\"total_cents\":-1,\"at_us\":1}",
      "a message, line 1, column 61: expected a whole number from 0 to 1000000000000, found '-1'"
    ),
  ]

  @Test(arguments: malformed)
  func aMalformedMessageSaysWhatIsWrong(text: String, sentence: String) {
    #expect(throws: MalformedText(sentence)) { try Message(json: Array(text.utf8)) }
  }

  @Test func aLaterVersionMayAddFields() throws {
    let text =
      "{\"event\":\"OrderPlaced\",\"order\":\"o\",\"user\":\"u\",\"total_cents\":1,\"at_us\":1,"
      + "\"colour\":[1,{\"x\":2}]}"
    #expect(try Message(json: Array(text.utf8)).event.kind == .orderPlaced)
  }

  @Test(arguments: [
    [UInt8](repeating: 0x20, count: 70_000), [UInt8](repeating: UInt8(ascii: "["), count: 20),
    Array("{\"user\":\"u".utf8) + [0xFF, 0x22, 0x7D],
    Array("{\"user\":\"u\",\"user\":\"v\",\"items\":[{\"product\":\"p\",\"quantity\":1}]}".utf8),
    Array("{\"user\":\"u\",\"items\":[{\"product\":\"p\",\"quantity\":1e0}]}".utf8),
    Array("{\"user\":\"u\",\"items\":[{\"product\":\"p\",\"quantity\":9999999999999999999}]}".utf8),
    Array("{\"user\":\"u\",\"items\":{\"product\":\"p\",\"quantity\":1}}".utf8),
  ])
  func aHostileBodyIsRefused(body: [UInt8]) {
    #expect(throws: MalformedText.self) { try OrderRequest(json: body) }
  }

  @Test func everyOutcomeOfAReservationIsReadBack() throws {
    let product = try #require(ProductID("p-1"))
    try roundTrip(Reserving.reserved, "{\"outcome\":\"reserved\"}")
    try roundTrip(
      Reserving.short(product),
      "{\"outcome\":\"short\",\"product\":\"p-1\",\"error\":\"too few pieces of p-1 are left\"}")
    try roundTrip(
      Reserving.unknownProduct(product),
      "{\"outcome\":\"unknown-product\",\"product\":\"p-1\",\"error\":\"no such product: p-1\"}")
    try roundTrip(
      Reserving.differs,
      "{\"outcome\":\"differs\",\"error\":\"the order has reserved other goods before\"}")
    for state in Reservation.State.allCases {
      try roundTrip(
        Reserving.settled(state),
        "{\"outcome\":\"settled\",\"state\":\"\(state.rawValue)\","
          + "\"error\":\"the order's goods are \(state.rawValue)\"}")
    }
  }

  @Test func listsAreReadBack() throws {
    let products = try ["a", "b"].map {
      Product(id: try #require(ProductID($0)), name: $0, price: Money(cents: 1))
    }
    let text = "[" + products.map(\.json).joined(separator: ",") + "]"
    #expect(try Product.list(json: Array(text.utf8)) == products)
    #expect(try Product.list(json: Array("[]".utf8)) == [])
    for text in ["{}", "[{}]", "[1]", ""] {
      #expect(throws: MalformedText.self) { try Product.list(json: Array(text.utf8)) }
    }
  }
}
