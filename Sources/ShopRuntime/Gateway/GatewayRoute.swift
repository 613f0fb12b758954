/// A request of the outside and where it goes.
struct GatewayRoute: Sendable {
  let method: String
  /// As clients see it.
  let pattern: String
  let service: ServiceSettings.Role
  /// As the service sees it.
  let target: String
  let scope: Scope

  /// - Parameter target: nil for the same path without `/api`.
  init(
    _ method: String, _ pattern: String, to service: ServiceSettings.Role, _ target: String? = nil,
    scope: Scope
  ) {
    self.method = method
    self.pattern = pattern
    self.service = service
    self.target = target ?? String(pattern.dropFirst(Self.prefix.count))
    self.scope = scope
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
    GatewayRoute("GET", "/api/users/{id}", to: .user, scope: .accountRead),
    GatewayRoute("GET", "/api/users/{id}/orders", to: .order, scope: .ordersRead),
    GatewayRoute(
      "GET", "/api/users/{id}/account", to: .payment, "/accounts/{id}", scope: .accountRead),
    GatewayRoute("GET", "/api/topics", to: .broker, scope: .admin),
  ]
}
