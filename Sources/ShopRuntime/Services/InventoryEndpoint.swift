import HTTP
import Resilience
import Shop
import ShopStores

/// The inventory service over HTTP and the broker.
final class InventoryService: ServicePart {
  private let room: StockRoom
  private let consumer: Consumer

  init(_ settings: ServiceSettings, _ office: PostOffice) throws(StoreProblem) {
    let store: InventoryStore = try SQLiteStore<any InventoryRecords>(
      path: settings.store("sqlite"))
    let room = StockRoom(store)
    try room.begin(with: settings.demo.stock)
    self.room = room
    consumer = office.consumer(.orders, group: "inventory") {
      (message, _) throws(StoreProblem) in
      try room.handle(message)
    }
  }

  var routes: [Route] {
    [
      Route("GET", "/stock/{product}") { [room] incoming in
        guard let level = try room.level(try incoming.identifier("product")) else {
          throw Refusal.business(404, "no such product")
        }
        return Response(200, level)
      },
      Route("PUT", "/reservations/{order}", pool: .critical) { [room] incoming in
        let basket = try incoming.body(Basket.self)
        return try Self.answer(try room.reserve(basket, for: try incoming.identifier("order")))
      },
    ]
  }

  private static func answer(_ outcome: StockRoom.Reserving) throws(Refusal) -> Response {
    switch outcome {
    case .reserved: return Response(204)
    case .short(let product): throw Refusal.business(409, "too few pieces of \(product) are left")
    case .unknownProduct(let product): throw Refusal.business(404, "no such product: \(product)")
    case .differs: throw Refusal(422, "the order has reserved other goods before")
    case .settled(let state):
      throw Refusal.business(410, "the order's goods are \(state.rawValue)")
    }
  }

  func start() { consumer.start() }
  func drain() { consumer.stop() }
  func stop() { consumer.stop() }
}
