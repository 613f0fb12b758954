internal import Glibc
internal import Platform

extension MeshStatus {
  /// What a fleet looks like now.
  ///
  /// - Parameter isStarting: whether services are still to be added.
  init(_ mesh: String, _ fleet: Fleet, isStarting: Bool) {
    self.init(
      mesh: mesh, process: Int(getpid()), gateway: "http://127.0.0.1:\(fleet.gatewayPort)",
      secureGateway: "https://127.0.0.1:\(fleet.secureGatewayPort)",
      registry: fleet.registryAddress,
      isReady: !isStarting && fleet.instances.allSatisfy(\.isWell),
      instances: fleet.instances.map { instance in
        InstanceStatus(
          id: instance.id, service: instance.role.rawValue, version: instance.version,
          state: instance.stateName, address: instance.port.map { "127.0.0.1:\($0)" },
          process: instance.child.map { Int($0.id) }, restarts: instance.life.restarts,
          lastEnd: instance.lastEnd?.text)
      })
  }
}
