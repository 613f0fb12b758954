import Shop
import ShopTestSupport
import Testing

struct InventoryServiceTests {
  private let order = OrderID(random: 1)

  private func inventory(_ kind: StoreKind) throws -> InventoryStore {
    let inventory = try Stores(kind).inventory
    try inventory.seed([
      StockLevel(product: try product("cup"), received: 10),
      StockLevel(product: try product("pan"), received: 3),
    ])
    return inventory
  }

  private func levels(_ inventory: InventoryStore, _ name: String) throws -> [Int] {
    let level = try #require(try inventory.level(product(name)))
    return [level.received, level.onHand, level.reserved, level.available]
  }

  @Test(arguments: StoreKind.allCases)
  func allOfABasketIsReservedOrNothing(kind: StoreKind) throws {
    let inventory = try inventory(kind)
    #expect(
      try inventory.reserve(basket(("cup", 2), ("pan", 4)), for: order) == .short(product("pan")))
    #expect(
      try inventory.reserve(basket(("cup", 2), ("rope", 1)), for: order)
        == .unknownProduct(product("rope")))
    #expect(try levels(inventory, "cup") == [10, 10, 0, 10])
    #expect(try inventory.reservation(order) == nil)
    #expect(try inventory.reserve(basket(("cup", 2), ("pan", 3)), for: order) == .reserved)
    #expect(try levels(inventory, "cup") == [10, 10, 2, 8])
    #expect(try levels(inventory, "pan") == [3, 3, 3, 0])
    #expect(
      try inventory.reserve(basket(("pan", 1)), for: OrderID(random: 2)) == .short(product("pan")))
  }

  @Test(arguments: StoreKind.allCases)
  func reservingTwiceReservesOnce(kind: StoreKind) throws {
    let inventory = try inventory(kind)
    for _ in 0..<2 { #expect(try inventory.reserve(basket(("cup", 2)), for: order) == .reserved) }
    #expect(try inventory.reserve(basket(("cup", 3)), for: order) == .differs)
    #expect(try levels(inventory, "cup") == [10, 10, 2, 8])
    let kept = Reservation(order: order, basket: try basket(("cup", 2)), state: .held)
    #expect(try inventory.reservation(order) == kept)
  }

  @Test(arguments: StoreKind.allCases)
  func aConfirmedOrderTakesItsGoodsOnce(kind: StoreKind) throws {
    let inventory = try inventory(kind)
    let goods = try basket(("cup", 2), ("pan", 1))
    _ = try inventory.reserve(goods, for: order)
    let confirmed = Message(.orderConfirmed(order, goods: goods), at: 0)
    #expect(try inventory.handle(confirmed) == .done)
    #expect(try inventory.handle(confirmed) == .repeated)
    #expect(try levels(inventory, "cup") == [10, 8, 0, 8])
    #expect(try levels(inventory, "pan") == [3, 2, 0, 2])
    #expect(try inventory.reserve(basket(("cup", 2)), for: order) == .settled(.committed))
    let cancelled = Message(.orderCancelled(order, goods: goods, reason: .expired), at: 0)
    guard case .impossible = try inventory.handle(cancelled) else {
      Issue.record("goods that were sold cannot be freed"); return
    }
    #expect(try levels(inventory, "cup") == [10, 8, 0, 8])
  }

  @Test(arguments: StoreKind.allCases)
  func aCancelledOrderFreesItsGoodsOnce(kind: StoreKind) throws {
    let inventory = try inventory(kind)
    let goods = try basket(("cup", 2))
    _ = try inventory.reserve(goods, for: order)
    let cancelled = Message(.orderCancelled(order, goods: goods, reason: .expired), at: 0)
    #expect(try inventory.handle(cancelled) == .done)
    #expect(try inventory.handle(cancelled) == .repeated)
    #expect(try levels(inventory, "cup") == [10, 10, 0, 10])
    #expect(try inventory.reserve(basket(("cup", 2)), for: order) == .settled(.released))
  }

  @Test(arguments: StoreKind.allCases)
  func aRequestThatComesAfterTheCancellationReservesNothing(kind: StoreKind) throws {
    let inventory = try inventory(kind)
    let goods = try basket(("cup", 2))
    let cancelled = Message(.orderCancelled(order, goods: goods, reason: .expired), at: 0)
    #expect(try inventory.handle(cancelled) == .done)
    #expect(try inventory.reserve(goods, for: order) == .settled(.released))
    #expect(try levels(inventory, "cup") == [10, 10, 0, 10])
    #expect(
      try inventory.reservation(order) == Reservation(order: order, basket: nil, state: .released))
  }

  @Test(arguments: StoreKind.allCases)
  func confirmingWhatWasNeverReservedIsToldAndDoesNothing(kind: StoreKind) throws {
    let inventory = try inventory(kind)
    let confirmed = Message(.orderConfirmed(order, goods: try basket(("cup", 2))), at: 0)
    guard case .impossible = try inventory.handle(confirmed) else {
      Issue.record("nothing was reserved"); return
    }
    let user = try user("ada")
    let placed = Message(.orderPlaced(order, user: user, total: .zero), at: 0)
    #expect(try inventory.handle(placed) == .irrelevant)
  }

  /// The true message of the same name still does its work.
  @Test(arguments: StoreKind.allCases)
  func whatNamesOtherGoodsIsNotBelieved(kind: StoreKind) throws {
    for isSold in [true, false] {
      let inventory = try inventory(kind)
      let (kept, other) = (try basket(("cup", 2)), try basket(("cup", 1)))
      _ = try inventory.reserve(kept, for: order)
      func message(_ goods: Basket) -> Message {
        Message(
          isSold
            ? .orderConfirmed(order, goods: goods)
            : .orderCancelled(order, goods: goods, reason: .expired), at: 0)
      }
      guard case .impossible = try inventory.handle(message(other)) else {
        Issue.record("other goods are kept"); return
      }
      #expect(try levels(inventory, "cup") == [10, 10, 2, 8])
      #expect(try inventory.handle(message(kept)) == .done)
      #expect(try levels(inventory, "cup") == (isSold ? [10, 8, 0, 8] : [10, 10, 0, 10]))
    }
  }
}
