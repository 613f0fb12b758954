/// What each role runs. A new service is a line here.
extension ServiceSettings.Role {
  func part(_ surroundings: ServiceProcess.Surroundings) throws -> any ServicePart {
    switch self {
    case .registry: return RegistryService()
    case .broker, .balancer, .gateway, .user, .product, .order, .payment, .inventory:
      throw UnknownRole(role: self)
    }
  }
}

/// A role nobody has written yet.
struct UnknownRole: Error {
  let role: ServiceSettings.Role
}
