import MeshModel

/// Puts figures together to what the processes say of one another.
struct ReportBuilder {
  /// The speaker's service and process.
  let speaker: String
  let process: String
  /// Where the page was found: the process listens there.
  let address: String
  let transport: String
  let at: Int
  let epoch: Epoch?
  private var observations: [String: Observation] = [:]

  init(
    _ speaker: Speaker, service: String? = nil, transport: String, at: Int, epoch: Epoch?
  ) {
    self.speaker = service ?? speaker.service
    process = speaker.process
    address = speaker.address
    self.transport = transport
    self.at = at
    self.epoch = epoch
  }

  mutating func add(_ key: FigureKey, _ figures: Figures) {
    switch key.role {
    case .calls:
      let series = ClientSeries(
        to: key.to, protocol: transport, traffic: figures.traffic, inFlight: figures.inFlight)
      change(key.from) { $0.clients.append(series) }
    case .served:
      let series = ServerSeries(traffic: figures.traffic, inFlight: figures.inFlight)
      change(key.from) { $0.server.append(series) }
    case .breakers(let word):
      guard let reading = Self.reading(key, word, figures) else { return }
      change(key.from) { $0.breakers.append(reading) }
    case .instances:
      guard let instance = key.instance else { return }
      let reading = InstanceReading(
        service: key.to, instance: instance, address: figures.isAddress ? instance : nil,
        health: figures.health)
      change(nil) { $0.instances.append(reading) }
    }
  }

  /// By service, and in each by callee, whatever the order of the page.
  var result: [Observation] {
    observations.sorted { $0.key < $1.key }.map { _, observation in
      var sorted = observation
      sorted.clients.sort { $0.to < $1.to }
      sorted.breakers.sort {
        ($0.to, $0.instance ?? "", $0.kind.rawValue) < ($1.to, $1.instance ?? "", $1.kind.rawValue)
      }
      sorted.instances.sort { ($0.service, $0.instance) < ($1.service, $1.instance) }
      return sorted
    }
  }

  private static func reading(
    _ key: FigureKey, _ word: BreakerWord, _ figures: Figures
  ) -> BreakerReading? {
    guard let (state, confidence) = figures.condition(of: word) else { return nil }
    var reading = BreakerReading(
      to: key.to, instance: key.instance, kind: word.kind, state: state, confidence: confidence)
    reading.trips = figures.trips
    reading.distance = figures.distance
    reading.reason = figures.reason
    return reading
  }

  private func made(_ service: String, _ instance: String) -> Observation {
    var made = Observation(service: service, instance: instance, at: at, epoch: epoch)
    // An address is one process's: a page that tells of others does not tell where these are.
    if service == speaker { made.addresses = [address] }
    return made
  }

  private mutating func change(_ from: String?, _ body: (inout Observation) -> Void) {
    let service = from ?? speaker
    // A page that speaks of several services has them apart; the process is the same.
    let instance = service == speaker ? process : "\(service)@\(process)"
    if observations[service] == nil { observations[service] = made(service, instance) }
    body(
      &observations[
        service, default: Observation(service: service, instance: instance, at: at, epoch: epoch)])
  }
}
