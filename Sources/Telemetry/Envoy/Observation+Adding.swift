internal import MeshModel

/// Several clusters may lead to one service, as subsets and versions of it do.
extension Observation {
  mutating func add(_ series: ClientSeries) {
    guard let known = clients.firstIndex(where: { $0.to == series.to }) else {
      clients.append(series)
      return
    }
    clients[known].traffic += series.traffic
    if let more = series.inFlight {
      clients[known].inFlight = (clients[known].inFlight ?? 0) + more
    }
  }

  /// Of those that guard the same against the same, the gravest stays.
  mutating func add(_ reading: BreakerReading) {
    let known = breakers.firstIndex {
      $0.to == reading.to && $0.instance == reading.instance && $0.kind == reading.kind
    }
    if let known {
      if reading.state.gravity > breakers[known].state.gravity { breakers[known] = reading }
    } else {
      breakers.append(reading)
    }
  }
}
