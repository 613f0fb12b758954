internal import Filter
internal import MeshLook
internal import MeshModel
internal import Terminal

/// A line of the table of services: a service, or one of its instances.
struct ServiceLine {
  let name: StyledSpan
  let health: StyledSpan
  let reason: String
  let traffic: TrafficFigures
  let messages: MessageFigures
  /// Requests and messages that failed, of all of them.
  let failedRatio: Double?
  let inFlight: Double?
  /// The gravest first.
  let breakers: [Snapshot.Breaker]
  /// The service; nil for an instance.
  let row: ServiceRow?

  init(_ row: ServiceRow) {
    let status = row.service.health.status
    name = StyledSpan(row.service.name, .text, .bold)
    health = StyledSpan("\(status.sign) \(status.rawValue)", status.role)
    reason = row.service.health.reason
    traffic = row.service.traffic
    messages = row.service.messages
    failedRatio = row.service.failedRatio
    inFlight = row.service.inFlight
    breakers = row.breakers
    self.row = row
  }

  /// The instances of a service; with their versions where these differ.
  static func instances(of row: ServiceRow) -> [ServiceLine] {
    let differ = Set(row.service.instances.map(\.version)).count > 1
    return row.service.instances.map { instance in
      let version = differ ? instance.version.map { " \($0)" } ?? "" : ""
      return ServiceLine(
        instance, named: instance.id + version, row.breakers.filter { $0.instance == instance.id })
    }
  }

  private init(
    _ instance: Snapshot.Instance, named name: String, _ breakers: [Snapshot.Breaker]
  ) {
    self.name = StyledSpan("  \(name)")
    health = StyledSpan(
      "\(instance.health.sign) \(instance.health.rawValue)", instance.health.role)
    reason = [instance.address, instance.version, instance.reason].compactMap { $0 }
      .joined(separator: " ")
    traffic = instance.traffic
    messages = instance.messages
    failedRatio = instance.failedRatio
    inFlight = nil
    self.breakers = breakers
    row = nil
  }
}
