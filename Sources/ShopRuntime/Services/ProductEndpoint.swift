import HTTP
import Resilience
import Shop
import ShopStores

/// The product service over HTTP.
struct ProductEndpoint: ServicePart {
  let store: ProductStore

  /// Most products of one answer.
  private static let limit = 100

  init(_ settings: ServiceSettings) throws(StoreProblem) {
    let store = try LMDBProductStore(path: settings.store("lmdb"))
    let products = settings.demo.products
    try store.write { records throws(StoreProblem) in
      _ = try ProductCatalog.seed(products, in: records)
    }
    self.store = store
  }

  var routes: [Route] {
    [
      Route("GET", "/products") { incoming in
        Response(list: try incoming.request.query("ids").map(named) ?? page(incoming))
      },
      Route("GET", "/products/{product}") { incoming in
        let id: ProductID = try incoming.identifier("product")
        let found = try store.read { records throws(StoreProblem) in try records.product(id) }
        guard let found else { throw Refusal.business(404, "no such product") }
        return Response(200, found)
      },
    ]
  }

  private func page(_ incoming: Incoming) throws -> [Product] {
    let limit = incoming.request.query("limit").flatMap { Int($0) } ?? Self.limit
    let last = incoming.request.query("after").flatMap { ProductID($0) }
    guard (1...Self.limit).contains(limit) else {
      throw Refusal(400, "limit is a number from 1 to \(Self.limit)")
    }
    return try store.read { records throws(StoreProblem) in
      try records.products(after: last, limit: limit)
    }
  }

  /// Those of the named products that there are, in the order asked for.
  ///
  /// - Parameter text: names with commas between them.
  private func named(_ text: String) throws -> [Product] {
    let names = text.split(separator: ",", omittingEmptySubsequences: false).prefix(Self.limit + 1)
    let ids = names.compactMap { ProductID(String($0)) }
    guard ids.count == names.count, ids.count <= Self.limit else {
      throw Refusal(400, "ids are 1 to \(Self.limit) names of products with commas between them")
    }
    return try store.read { records throws(StoreProblem) in
      var found: [Product] = []
      for id in ids { if let product = try records.product(id) { found.append(product) } }
      return found
    }
  }

  /// Reading takes microseconds: a place is free again before anybody notices that it was taken.
  var bulkhead: BulkheadSettings {
    var settings = BulkheadSettings()
    settings.normal.maximumConcurrent = 64
    settings.normal.maximumQueued = 64
    return settings
  }
}
