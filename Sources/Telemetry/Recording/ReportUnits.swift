internal import MeshModel

/// The units of a round, with their names, in the order in which they are read.
///
/// After its kind a unit has these cells; what may be missing is nothing then:
///
///     source    id, kind, seconds until stale, time (both clocks), milliseconds it took, problem,
///               whether it tells events, and, which may be left out, service and instance of the
///               process that it asks itself
///     event     time, kind, subject, detail, snapshot
///     fault     target, what it does, when it ends
///     observer  service, instance, time, life, when that began, and the addresses it listens at
///     server    route, in flight, whether it counts health checks along, traffic
///     client    to, protocol, in flight, traffic
///     breaker   to, instance, kind, state, confidence, since, reason, trips, seconds to the next
///               probe, and how far it is from tripping: value, limit, unit
///     instance  service, instance, address, version, health, whether it is starting, and, which may
///               be left out, why it does not serve and since when
///     channel   side, broker, topic, group, event, whether it tells a level, and that: waiting, in
///               flight, seconds since the oldest, dead letters; how many counts, these in the order
///               of `MessageCount`, and two histograms: lag, and handling
///
/// Traffic is the counts in the order of `TrafficCount`, the layout of the buckets, the method, count
/// and sum of the histogram, and its buckets: how many each holds when their bounds are given, pairs
/// of index and count when they are not. Where something follows a histogram, the number of these pairs
/// stands before them.
struct ReportUnits {
  /// What makes a unit the same as one of the round before.
  struct Name: Hashable {
    let kind: Int
    /// Those of the source and the observer it belongs to.
    var path: [String]
    /// Two of the same name are told apart by this.
    var repetition = 0
  }

  private(set) var all: [(name: Name, unit: Unit)] = []
  private var path: [String] = []

  init(_ reports: [SourceReport]) {
    for report in reports { add(report) }
  }

  private mutating func add(_ kind: UnitKind, _ names: [String], _ cells: Unit) {
    all.append((Name(kind: kind.rawValue, path: path + names), [kind.cell] + cells))
  }

  private mutating func add(_ report: SourceReport) {
    let source = report.source
    path = []
    add(
      .source, [source.id],
      [
        Cell(source.id), Cell(source.kind), Cell(source.staleAfter), Cell(report.at.monotonic),
        Cell(report.at.wall), Cell(report.scrapeMilliseconds), Cell(report.problem),
        Cell(report.tellsEvents), Cell(report.target?.service), Cell(report.target?.instance),
      ])
    path = [source.id]
    for event in report.events { add(event) }
    for fault in report.faults {
      add(.fault, [fault.target], [Cell(fault.target), Cell(fault.effect), Cell(fault.ends)])
    }
    for seen in report.observations {
      path = [source.id]
      add(seen)
    }
  }

  private mutating func add(_ event: MeshEvent) {
    add(
      .event, [],
      [
        Cell(event.at), Cell(event.kind.rawValue), Cell(event.subject), Cell(event.detail),
        Cell(event.snapshot),
      ])
  }

  private mutating func add(_ seen: Observation) {
    add(
      .observer, [seen.service, seen.instance],
      [
        Cell(seen.service), Cell(seen.instance), Cell(seen.at), Cell(seen.epoch?.identity),
        Cell(seen.epoch?.began),
      ] + seen.addresses.map { Cell($0) })
    path += [seen.service, seen.instance]
    for series in seen.server {
      add(
        .server, [series.route ?? ""],
        [Cell(series.route), Cell(series.inFlight), Cell(series.countsProbes)]
          + TrafficCells.cells(series.traffic))
    }
    for series in seen.clients {
      add(
        .client, [series.to],
        [Cell(series.to), Cell(series.protocol), Cell(series.inFlight)]
          + TrafficCells.cells(series.traffic))
    }
    for series in seen.channels {
      let part = series.channel
      add(
        .channel,
        [part.side.rawValue, part.broker, part.topic, part.group ?? "", part.event ?? ""],
        ChannelCells.cells(series))
    }
    for breaker in seen.breakers { add(breaker) }
    for instance in seen.instances { add(instance) }
  }

  private mutating func add(_ breaker: BreakerReading) {
    add(
      .breaker, [breaker.to, breaker.instance ?? "", breaker.kind.rawValue],
      [
        Cell(breaker.to), Cell(breaker.instance), Cell(breaker.kind.rawValue),
        Cell(breaker.state.rawValue), Cell(breaker.confidence.rawValue), Cell(breaker.since),
        Cell(breaker.reason), Cell(breaker.trips), Cell(breaker.nextProbeSeconds),
        Cell(breaker.distance?.value), Cell(breaker.distance?.limit), Cell(breaker.distance?.unit),
      ])
  }

  private mutating func add(_ instance: InstanceReading) {
    add(
      .instance, [instance.service, instance.instance],
      [
        Cell(instance.service), Cell(instance.instance), Cell(instance.address),
        Cell(instance.version), Cell(instance.health.rawValue), Cell(instance.isStarting),
        Cell(instance.outage?.reason), Cell(instance.outage?.since),
      ])
  }
}
