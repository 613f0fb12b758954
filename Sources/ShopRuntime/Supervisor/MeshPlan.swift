internal import Telemetry

/// What a mesh consists of: which services, how many instances of each.
public struct MeshPlan: Sendable, Hashable {
  public typealias Role = ServiceSettings.Role

  public var name: String
  /// Draws users, products, money and stock.
  public var seed: UInt64 = 1
  public var discovery = ServiceSettings.Discovery.client
  /// Instances by role; there is one of those that are found at one address.
  public var instances: [Role: Int] = [
    .registry: 1, .broker: 1, .gateway: 1, .user: 1, .product: 1, .order: 1, .payment: 1,
    .inventory: 1,
  ]
  /// Ports of the gateway; 0 lets the system choose.
  public var port: UInt16 = 0
  public var securePort: UInt16 = 0

  public init(name: String) { self.name = name }

  /// Whether a name can stand in a path and in an address.
  public static func isName(_ name: String) -> Bool {
    SourceKind.isShopName(name)
  }

  /// Whether a version may be called so.
  public static func isVersion(_ name: String) -> Bool {
    Registration.isName(name) && !name.hasPrefix(".")
  }

  /// Most instances of one service.
  public static let instanceLimit = 20

  /// The roles in the order in which they are started: who is asked by others comes first.
  public var order: [Role] {
    let all: [Role] = [
      .registry, .broker, .balancer, .user, .product, .inventory, .payment, .order, .gateway,
    ]
    return all.filter { (instances[$0] ?? 0) > 0 }
  }

  /// Roles with one address, whose socket the supervisor keeps over restarts: there is one of each.
  public static func isSingle(_ role: Role) -> Bool {
    switch role {
    case .registry, .broker: true
    case .balancer, .gateway, .user, .product, .order, .payment, .inventory: false
    }
  }

  /// Why a number of instances is not possible; nil when it is.
  public static func problem(_ role: Role, count: Int) -> String? {
    if isSingle(role), count != 1 {
      return "\(role.rawValue) has one address, where all others find it, so exactly one runs"
    }
    if !(1...instanceLimit).contains(count) {
      return "\(role.rawValue) has 1 to \(instanceLimit) instances, not \(count)"
    }
    return nil
  }
}
