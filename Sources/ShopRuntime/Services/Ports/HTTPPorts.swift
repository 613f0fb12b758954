import HTTP
import Shop

/// The user service as a directory.
struct HTTPUsers: UserDirectory {
  let port: HTTPPort

  func user(_ id: UserID) throws(PortProblem) -> User? { try port.get("/users/\(id)") }
}

/// The product service as a price list: one question for a whole basket.
struct HTTPPrices: PriceList {
  let port: HTTPPort

  func prices(of products: [ProductID]) throws(PortProblem) -> Prices {
    let ids = products.map(\.text).joined(separator: ",")
    let response = try port.ask(Request("GET", "/products", query: [(name: "ids", value: ids)]))
    guard response.isSuccess else { throw port.unusable(response) }
    let found = try port.read(response) { bytes throws(MalformedText) in
      try Product.list(json: bytes)
    }
    let prices = Dictionary(found.map { ($0.id, $0.price) }) { first, _ in first }
    let unknown = products.first { prices[$0] == nil }
    return unknown.map(Prices.unknown) ?? .known(prices)
  }
}

/// The payment service, as far as others may look.
struct HTTPPayments: PaymentStatus {
  let port: HTTPPort

  func payment(of order: OrderID) throws(PortProblem) -> Payment? {
    try port.get("/payments/\(order)")
  }
}

/// The inventory service as a keeper of goods. Both sides of its wire are here: the answer carries
/// the outcome, and its status only tells those who do not read it.
struct HTTPStock: StockReservations {
  let port: HTTPPort

  func reserve(_ basket: Basket, for order: OrderID) throws(PortProblem) -> Reserving {
    let request = Request("PUT", "/reservations/\(order)", json: basket.json)
    let response = try port.ask(request)
    guard let outcome = try? Reserving(json: response.body) else { throw port.unusable(response) }
    return outcome
  }

  static func response(_ outcome: Reserving) -> Response {
    let status =
      switch outcome {
      case .reserved: 200
      case .short: 409
      case .unknownProduct: 404
      case .differs: 422
      case .settled: 410
      }
    var response = Response(status, outcome)
    switch outcome {
    case .reserved, .differs: break
    case .short, .unknownProduct, .settled:
      response.headers.add(AnswerOutcome.headerName, AnswerOutcome.refused.rawValue)
    }
    return response
  }
}
