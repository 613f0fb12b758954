/// A request of the outside and where it goes.
struct GatewayRoute: Sendable {
  let method: String
  /// As clients see it.
  let pattern: String
  let service: ServiceSettings.Role
  /// As the service sees it.
  let target: String
  let scope: Scope
  /// The part of the path that names the user whose data it is.
  let owner: String?

  /// - Parameter target: nil for the same path without `/api`.
  init(
    _ method: String, _ pattern: String, to service: ServiceSettings.Role, _ target: String? = nil,
    scope: Scope, owner: String? = nil
  ) {
    self.method = method
    self.pattern = pattern
    self.service = service
    self.target = target ?? String(pattern.dropFirst(Self.prefix.count))
    self.scope = scope
    self.owner = owner
  }

  static let prefix = "/api"

  /// All that the gateway passes on. A new route is a line here.
  static let all: [GatewayRoute] = [
    GatewayRoute("GET", "/api/products", to: .product, scope: .catalogRead),
    GatewayRoute("GET", "/api/products/{id}", to: .product, scope: .catalogRead),
    GatewayRoute(
      "GET", "/api/products/{id}/stock", to: .inventory, "/stock/{id}", scope: .catalogRead),
    GatewayRoute("POST", "/api/orders", to: .order, scope: .ordersWrite),
    GatewayRoute("GET", "/api/orders/{id}", to: .order, scope: .ordersRead),
    GatewayRoute("GET", "/api/users/{id}", to: .user, scope: .accountRead, owner: "id"),
    GatewayRoute(
      "GET", "/api/users/{id}/orders", to: .order, scope: .ordersRead, owner: "id"),
    GatewayRoute(
      "GET", "/api/users/{id}/account", to: .payment, "/accounts/{id}", scope: .accountRead,
      owner: "id"),
    GatewayRoute("GET", "/api/topics", to: .broker, scope: .admin),
  ]
}
