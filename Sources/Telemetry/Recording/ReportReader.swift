internal import MeshModel

/// Puts the reports of a round together from its units.
struct ReportReader {
  private(set) var reports: [SourceReport] = []
  /// Bounds by their text: the same few are spoken of again and again.
  private var layouts: [String: BucketLayout] = [:]

  typealias Mismatch = CellReader.Mismatch

  /// Begins the next round.
  mutating func begin() { reports = [] }

  mutating func take(_ unit: Unit) throws(Mismatch) {
    var reader = CellReader(unit)
    guard let kind = UnitKind(rawValue: try reader.whole(in: 0...100)) else { throw Mismatch() }
    switch kind {
    case .source: reports.append(try Self.report(&reader))
    case .event:
      let event = try Self.event(&reader)
      try changeReport { $0.events.append(event) }
    case .fault:
      let fault = ActiveFault(
        target: try reader.text(), effect: try reader.text(),
        ends: try reader.whole(in: RecordingFormat.wall))
      try changeReport { $0.faults.append(fault) }
    case .observer:
      let seen = try Self.observation(&reader)
      try changeReport { $0.observations.append(seen) }
    case .server:
      let series = try server(&reader)
      try changeObservation { $0.server.append(series) }
    case .client:
      let series = try client(&reader)
      try changeObservation { $0.clients.append(series) }
    case .channel:
      let series = try ChannelCells.series(&reader, &layouts)
      try changeObservation { $0.channels.append(series) }
    case .breaker:
      let breaker = try Self.breaker(&reader)
      try changeObservation { $0.breakers.append(breaker) }
    case .instance:
      let instance = try Self.instance(&reader)
      try changeObservation { $0.instances.append(instance) }
    }
    guard reader.isAtEnd else { throw Mismatch() }
  }

  private mutating func changeReport(
    _ change: (inout SourceReport) -> Void
  ) throws(Mismatch) {
    guard let last = reports.indices.last else { throw Mismatch() }
    change(&reports[last])
  }

  private mutating func changeObservation(
    _ change: (inout Observation) -> Void
  ) throws(Mismatch) {
    guard let report = reports.indices.last,
      let last = reports[report].observations.indices.last
    else { throw Mismatch() }
    change(&reports[report].observations[last])
  }

  private static func report(_ reader: inout CellReader) throws(Mismatch) -> SourceReport {
    let identity = SourceIdentity(
      id: try reader.text(), kind: try reader.text(), staleAfter: try reader.number())
    let at = ClockReading(
      monotonic: try reader.whole(in: RecordingFormat.monotonic),
      wall: try reader.whole(in: RecordingFormat.wall))
    var report = SourceReport(identity, at: at, scrapeMilliseconds: try reader.number())
    report.problem = try reader.textIfAny()
    report.tellsEvents = try reader.flag()
    report.target = try target(&reader)
    return report
  }

  /// Recordings of earlier versions end before it.
  private static func target(_ reader: inout CellReader) throws(Mismatch) -> TargetProcess? {
    if reader.isAtEnd { return nil }
    let (service, instance) = (try reader.textIfAny(), try reader.textIfAny())
    guard let service, let instance else { return nil }
    return TargetProcess(service: service, instance: instance)
  }

  private static func event(_ reader: inout CellReader) throws(Mismatch) -> MeshEvent {
    MeshEvent(
      at: try reader.whole(in: RecordingFormat.wall), kind: EventKind(rawValue: try reader.text()),
      subject: try reader.text(), detail: try reader.text(), snapshot: try reader.textIfAny())
  }

  private static func observation(_ reader: inout CellReader) throws(Mismatch) -> Observation {
    let (service, instance) = (try reader.text(), try reader.text())
    let at = try reader.whole(in: RecordingFormat.monotonic)
    let identity = try reader.textIfAny()
    let began = try reader.wholeIfAny(in: RecordingFormat.monotonic)
    var seen = Observation(
      service: service, instance: instance, at: at,
      epoch: identity.map { Epoch(identity: $0, began: began) })
    while !reader.isAtEnd { seen.addresses.append(try reader.text()) }
    return seen
  }

  private mutating func server(_ reader: inout CellReader) throws(Mismatch) -> ServerSeries {
    let (route, inFlight) = (try reader.textIfAny(), try reader.numberIfAny())
    let countsProbes = try reader.flag()
    let traffic = try TrafficCells.traffic(&reader, &layouts)
    return ServerSeries(
      route: route, traffic: traffic, inFlight: inFlight, countsProbes: countsProbes)
  }

  private mutating func client(_ reader: inout CellReader) throws(Mismatch) -> ClientSeries {
    let (to, language) = (try reader.text(), try reader.text())
    let inFlight = try reader.numberIfAny()
    let traffic = try TrafficCells.traffic(&reader, &layouts)
    return ClientSeries(to: to, protocol: language, traffic: traffic, inFlight: inFlight)
  }

  private static func breaker(_ reader: inout CellReader) throws(Mismatch) -> BreakerReading {
    var breaker = BreakerReading(
      to: try reader.text(), instance: try reader.textIfAny(),
      kind: try reader.word(BreakerKind.self), state: try reader.word(BreakerCondition.self),
      confidence: try reader.word(Confidence.self))
    breaker.since = try reader.wholeIfAny(in: RecordingFormat.wall)
    breaker.reason = try reader.textIfAny()
    breaker.trips = try reader.numberIfAny()
    breaker.nextProbeSeconds = try reader.numberIfAny()
    let (value, limit) = (try reader.numberIfAny(), try reader.numberIfAny())
    let unit = try reader.textIfAny()
    if let value, let limit, let unit {
      breaker.distance = TripDistance(value: value, limit: limit, unit: unit)
    }
    return breaker
  }

  private static func instance(_ reader: inout CellReader) throws(Mismatch) -> InstanceReading {
    InstanceReading(
      service: try reader.text(), instance: try reader.text(), address: try reader.textIfAny(),
      version: try reader.textIfAny(), health: try reader.word(InstanceHealth.self),
      isStarting: try reader.flag(), outage: try outage(&reader))
  }

  /// Recordings of earlier versions end before it.
  private static func outage(
    _ reader: inout CellReader
  ) throws(Mismatch) -> InstanceReading.Outage? {
    if reader.isAtEnd { return nil }
    let (reason, since) = (try reader.textIfAny(), try reader.wholeIfAny(in: .min ... .max))
    return reason.map { InstanceReading.Outage($0, since: since) }
  }
}
