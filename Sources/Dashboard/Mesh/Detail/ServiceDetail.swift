import MeshLook
import MeshModel
import Terminal

extension DetailText {
  /// A service: how it does, its instances, who calls it, whom it calls, and the breakers on those ways, a
  /// line each: their calls tell the rest.
  mutating func add(_ service: Snapshot.Service) {
    let status = service.health.status
    add("\(status.sign) \(state.healthWords(service))", status.role)
    add(service.traffic)
    let name = service.name
    addInstances(service, "Instances")
    addEdges(snapshot.edges.filter { $0.to == name }, "Called by", \.from)
    addEdges(snapshot.edges.filter { $0.from == name }, "Calls", \.to)
    addBreakerRows(snapshot.breakers.filter { $0.to == name || $0.from == name })
  }
}
