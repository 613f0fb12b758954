/// What each role runs. A new service is a line here.
extension ServiceSettings.Role {
  func part(_ surroundings: ServiceProcess.Surroundings) throws -> any ServicePart {
    let settings = surroundings.settings
    switch self {
    case .registry: return RegistryService()
    case .broker:
      return try BrokerService(
        surroundings.context, path: "\(surroundings.settings.stateFolder)/stores/broker.db")
    case .balancer:
      return try BalancerService(
        surroundings.context, surroundings.client, try resolver(surroundings))
    case .gateway: return try gateway(surroundings)
    case .user: return try UserEndpoint(settings)
    case .product: return try ProductEndpoint(settings)
    case .order: return try OrderEndpoint(settings, try office(surroundings))
    case .payment: return try PaymentEndpoint(settings, try office(surroundings))
    case .inventory: return try InventoryEndpoint(settings, try office(surroundings))
    }
  }

  private func gateway(_ surroundings: ServiceProcess.Surroundings) throws -> GatewayService {
    let folder = surroundings.settings.runtimeFolder
    return try GatewayService(
      surroundings.context, try caller(surroundings), try SigningKey(file: "\(folder)/token-key"),
      GatewayDoors(surroundings.settings))
  }

  private func office(_ surroundings: ServiceProcess.Surroundings) throws -> PostOffice {
    guard let link = BrokerLink(surroundings) else { throw MissingRegistry(role: self) }
    return PostOffice(
      context: surroundings.context, caller: try caller(surroundings), link: link)
  }

  private func caller(_ surroundings: ServiceProcess.Surroundings) throws -> Caller {
    guard let caller = surroundings.caller else { throw MissingRegistry(role: self) }
    return caller
  }

  private func resolver(_ surroundings: ServiceProcess.Surroundings) throws -> Resolver {
    guard let resolver = surroundings.resolver else { throw MissingRegistry(role: self) }
    return resolver
  }
}

/// A role that finds others through the registry, started without its address.
struct MissingRegistry: Error {
  let role: ServiceSettings.Role
}
