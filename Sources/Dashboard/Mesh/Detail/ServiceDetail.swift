import MeshLook
import MeshModel
import Terminal

extension DetailText {
  /// A service: how it does, its instances, who calls it, whom it calls, and the breakers on those ways.
  mutating func add(_ service: Snapshot.Service) {
    let status = service.health.status
    add("\(status.sign) \(state.healthWords(service))", status.role)
    add(service.traffic)
    let name = service.name
    addBreakers(snapshot.breakers.filter { $0.to == name || $0.from == name })
    addInstances(service, "Instances")
    addEdges(snapshot.edges.filter { $0.to == name }, "Called by", \.from)
    addEdges(snapshot.edges.filter { $0.from == name }, "Calls", \.to)
  }
}
