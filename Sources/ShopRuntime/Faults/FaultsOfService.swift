internal import Platform

extension ServiceContext {
  /// What the faults in force do to work that a service has asked for.
  ///
  /// - Parameter caller: the service that asks, or that has sent a message; nil when it is not known.
  func faultEffect(caller: String?) -> FaultEffect {
    faults.effect(now: Clock.monotonic, chance: random) { target in
      switch target {
      case .service(let name): name == service
      case .instance(let name): name == instance
      case .edge(let from, let to): from == caller && to == service
      }
    }
  }
}
