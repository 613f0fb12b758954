import HTTP
import Resilience
import Shop
import ShopStores

/// The product service over HTTP.
struct ProductService: ServicePart {
  let catalogue: Catalogue

  /// Most products of one answer.
  private static let limit = 100

  init(_ settings: ServiceSettings) throws(StoreProblem) {
    let store: ProductStore = try LMDBProductStore(path: settings.store("lmdb"))
    catalogue = Catalogue(store)
    try catalogue.begin(with: settings.demo.products)
  }

  var routes: [Route] {
    [
      Route("GET", "/products") { incoming in
        let limit = incoming.request.query("limit").flatMap { Int($0) } ?? Self.limit
        let last = incoming.request.query("after").flatMap { ProductID($0) }
        let range = 1...Self.limit
        guard range.contains(limit) else {
          throw Refusal(400, "limit is a number from 1 to \(Self.limit)")
        }
        return Response(list: try catalogue.products(after: last, limit: limit))
      },
      Route("GET", "/products/{product}") { incoming in
        guard let product = try catalogue.product(try incoming.identifier("product")) else {
          throw Refusal.business(404, "no such product")
        }
        return Response(200, product)
      },
    ]
  }

  /// Reading takes microseconds: a place is free again before anybody notices that it was taken.
  var bulkhead: BulkheadSettings {
    var settings = BulkheadSettings()
    settings.normal.maximumConcurrent = 64
    settings.normal.maximumQueued = 64
    return settings
  }
}
