import Shop
import Testing

struct MoneyTests {
  @Test(arguments: [
    (0, "0.00"), (5, "0.05"), (1999, "19.99"), (-120, "-1.20"), (100_000, "1000.00"),
  ])
  func itIsWrittenWithTwoDecimals(cents: Int, text: String) {
    #expect(Money(cents: cents).description == text)
  }

  @Test func itAddsUp() {
    let price = Money(cents: 1999)
    #expect(price * 3 == Money(cents: 5997))
    #expect(price + price - price == price)
    #expect(Money.zero < price)
  }

  @Test func theFullestBasketOfTheDearestProductStaysBelowTheLargestAmount() {
    let most = Product.highestPrice * Basket.quantities.upperBound * Basket.limit
    #expect(most <= Money.largest)
  }
}

struct IdentifierTests {
  @Test(arguments: ["a", "user-001", "A.b_c-9", String(repeating: "x", count: 64)])
  func aNameIsTakenAsItIs(text: String) {
    #expect(UserID(text)?.text == text)
  }

  @Test(arguments: ["", "a b", "a/b", "ä", "a\n", "\u{1B}[2J", String(repeating: "x", count: 65)])
  func anythingElseIsNoName(text: String) {
    #expect(UserID(text) == nil)
  }

  @Test func drawnNumbersGiveNamesOfOneLength() {
    #expect(OrderID(random: 255).text == "o-00000000000000ff")
    #expect(OrderID(random: .max).text == "o-ffffffffffffffff")
  }
}

struct BasketTests {
  private func item(_ name: String, _ quantity: Int) throws -> Basket.Item {
    Basket.Item(try #require(ProductID(name)), quantity)
  }

  @Test func theOrderOfNamingDoesNotMatter() throws {
    let one = try Basket([item("b", 1), item("a", 2)])
    #expect(one == (try Basket([item("a", 2), item("b", 1)])))
    #expect(one.items.map(\.product.text) == ["a", "b"])
  }

  @Test func whatIsNoBasketIsRefusedWithItsReason() throws {
    let a = try #require(ProductID("a"))
    #expect(throws: BasketProblem.empty) { try Basket([]) }
    #expect(throws: BasketProblem.twice(a)) {
      try Basket([item("a", 1), item("b", 1), item("a", 2)])
    }
    #expect(throws: BasketProblem.quantity(a, 0)) { try Basket([item("a", 0)]) }
    #expect(throws: BasketProblem.quantity(a, 1001)) { try Basket([item("a", 1001)]) }
    #expect(throws: BasketProblem.tooManyProducts(51)) {
      try Basket((1...51).map { try item("p\($0)", 1) })
    }
  }
}
