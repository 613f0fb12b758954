import HTTP
import Resilience
import Shop
import ShopStores

/// The inventory service over HTTP and the broker.
final class InventoryEndpoint: ServicePart {
  private let store: InventoryStore
  private let consumer: Consumer

  init(_ settings: ServiceSettings, _ office: PostOffice) throws(StoreProblem) {
    let store = try SQLiteStore<InventoryWork>(SQLiteDatabase(path: settings.store("sqlite")))
    let stock = settings.demo.stock
    try store.write { work throws(StoreProblem) in _ = try InventoryService.seed(stock, in: work) }
    self.store = store
    consumer = office.consumer(.orders, group: InventoryService.name) {
      (message, _) throws(StoreProblem) in
      try store.write { work throws(StoreProblem) in
        try InventoryService.handle(message, in: work)
      }
    }
  }

  var routes: [Route] {
    [
      Route("GET", "/stock/{product}") { [store] incoming in
        let product: ProductID = try incoming.identifier("product")
        let found = try store.read { work throws(StoreProblem) in
          try work.records.level(product)
        }
        guard let found else { throw Refusal.business(404, "no such product") }
        return Response(200, found)
      },
      Route("PUT", "/reservations/{order}", pool: .critical) { [store] incoming in
        let basket = try incoming.body(Basket.self)
        let order: OrderID = try incoming.identifier("order")
        return HTTPStock.response(
          try store.write { work throws(StoreProblem) in
            try InventoryService.reserve(basket, for: order, in: work)
          })
      },
    ]
  }

  func start() { consumer.start() }
  func drain() { consumer.stop() }
  func stop() { consumer.stop() }
}
