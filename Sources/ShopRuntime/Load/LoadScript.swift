public import HTTP
internal import JSON
public import Shop
internal import Synchronization

/// Turns arrivals into requests.
public protocol LoadScript: Sendable {
  func request(for arrival: Arrival) -> Request
  /// Told about every answer.
  func take(_ response: Response, to arrival: Arrival)
}

extension LoadScript {
  public func take(_ response: Response, to arrival: Arrival) {}
}

/// What the clients of the demonstration shop send to its gateway.
public final class ShopScript: LoadScript {
  /// Keeps the keys of this load's orders apart from those of other loads.
  private let run: String
  private let state: Mutex<State> = Mutex(State())

  private struct State: Sendable {
    /// The latest order of each client that was accepted.
    var latest: [Int: String] = [:]
    /// All that were accepted, the first `followed` of them.
    var accepted: [OrderID] = []
    var acceptedCount = 0
  }

  /// Accepted orders whose fate can be asked for after a load.
  public static let followed = 500_000

  /// - Parameter run: different for every load.
  public init(run: String) { self.run = run }

  public func request(for arrival: Arrival) -> Request {
    let user = Self.user(arrival.client)
    var request = bare(arrival, user)
    request.headers["X-API-Key"] = "demo-key-" + user.dropFirst("user-".count)
    return request
  }

  public func take(_ response: Response, to arrival: Arrival) {
    guard arrival.action == .order, response.status == 202,
      let id = JSONBody.root(response.body)?["id"]?.string
    else { return }
    state.withLock { state in
      state.latest[arrival.client] = id
      state.acceptedCount += 1
      guard state.accepted.count < Self.followed, let order = OrderID(id) else { return }
      state.accepted.append(order)
    }
  }

  /// The orders that were accepted; how many there were, and the first `followed` of them.
  public var accepted: (count: Int, orders: [OrderID]) {
    state.withLock { ($0.acceptedCount, $0.accepted) }
  }

  private func bare(_ arrival: Arrival, _ user: String) -> Request {
    switch arrival.action {
    case .browse: return Request("GET", "/api/products")
    case .look: return Request("GET", "/api/products/\(Self.product(arrival.chance))")
    case .stock: return Request("GET", "/api/products/\(Self.product(arrival.chance))/stock")
    case .order: return order(arrival, user)
    case .track:
      let order = state.withLock { $0.latest[arrival.client] }
      return Request("GET", order.map { "/api/orders/\($0)" } ?? "/api/users/\(user)/orders")
    case .home: return Request("GET", "/api/home/\(user)")
    case .account: return Request("GET", "/api/users/\(user)/account")
    }
  }

  private func order(_ arrival: Arrival, _ user: String) -> Request {
    var writer = JSONWriter(pretty: false)
    writer.object {
      $0.string("user", user)
      $0.array("items") {
        $0.object {
          $0.string("product", Self.product(arrival.chance))
          $0.integer("quantity", Int(arrival.chance >> 32 % 3) + 1)
        }
      }
    }
    let headers = Headers([
      ("Content-Type", "application/json"), ("Idempotency-Key", "\(run)-\(arrival.number)"),
    ])
    return Request("POST", "/api/orders", headers: headers, body: Array(writer.text.utf8))
  }

  private static func user(_ client: Int) -> String {
    DemoShop.user(client % DemoShop.userCount + 1)?.text ?? ""
  }

  private static func product(_ chance: UInt64) -> String {
    DemoShop.product(Int(chance % UInt64(DemoShop.productCount)) + 1)?.text ?? ""
  }
}
