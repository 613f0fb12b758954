import MeshLook
import MeshModel
import Terminal

extension DetailText {
  /// A service: how it does, its instances, who calls it, whom it calls, the channels by which messages
  /// come and go, and the breakers on those ways, a line each: their calls tell the rest.
  mutating func add(_ service: Snapshot.Service) {
    let status = service.health.status
    add("\(status.sign) \(state.healthWords(service))", status.role)
    if service.traffic.answersPerSecond ?? 0 > 0 || !takesMessages(service) {
      add(service.traffic)
    }
    add(service.messages)
    let name = service.name
    addInstances(service, "Instances")
    addEdges(snapshot.edges.filter { $0.to == name }, "Called by", \.from)
    addEdges(snapshot.edges.filter { $0.from == name }, "Calls", \.to)
    addChannels(of: name)
    addBreakerRows(snapshot.breakers.filter { $0.to == name || $0.from == name })
  }
}
