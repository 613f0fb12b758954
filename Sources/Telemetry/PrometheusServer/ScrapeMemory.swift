internal import MeshModel

/// What is remembered of the processes that a Prometheus server scrapes: up to which scrape each was
/// read, and what its counters said then.
struct ScrapeMemory {
  private struct Known {
    /// Milliseconds on the server's clock.
    var newest: Int
    var life = ScrapeLife()
    /// What its proxy's clusters had turned away.
    var shed: [String: Double] = [:]
    /// What the instance is called.
    let name: String
  }

  private var known: [ScrapeTarget: Known] = [:]
  /// Scrapes that are being put together from their series.
  private var open: [ScrapeTarget: [Int: ScrapeFigures]] = [:]

  /// Everything a server could name is more than anybody can look at.
  private static let limit = 5000
  /// Younger samples wait: the server is still taking in their scrape, or took it in between two of
  /// our questions.
  private static let settling = 500

  /// How many seconds of samples to ask for.
  ///
  /// - Parameters:
  ///   - now: seconds on the server's clock; nil at first.
  ///   - longest: what is asked for at first, and never more.
  func missing(_ now: Double?, _ longest: Int) -> Int {
    guard let now else { return longest }
    // The slowest one decides. Who was not scraped for so long is gone.
    let ages = known.values.map { now - Double($0.newest) / 1000 }
      .filter { $0 < Double(longest) }
    guard let oldest = ages.max() else { return longest }
    return min(max(Int(oldest.rounded(.up)) + 2, 5), longest)
  }

  /// - Parameter now: milliseconds on the server's clock.
  mutating func take(_ series: QueryAnswer.Series, _ family: SeriesFamily, until now: Int) {
    guard let rule = family.rules[series.labels.name], let target = family.owner(series.labels),
      open[target] != nil || open.count < Self.limit
    else { return }
    // A clock that was set back begins anew; what is seen twice then is of a moment known already.
    let newest = known[target].map { $0.newest > now + 1000 ? 0 : $0.newest } ?? 0
    for sample in series.samples where sample.time > newest && sample.time <= now - Self.settling {
      // Nothing here is negative, except where it says that it is unknown.
      guard sample.value >= -1, sample.value < 9e15 else { continue }
      rule(
        &open[target, default: [:]][sample.time, default: ScrapeFigures()], series.labels,
        sample.value)
    }
  }

  /// Hands over the scrapes that are complete.
  mutating func release(_ clock: ServerClock) -> [Observation] {
    var observations: [Observation] = []
    for (target, scrapes) in open {
      for (time, var figures) in scrapes.sorted(by: { $0.key < $1.key }) where !figures.isEmpty {
        guard let moment = clock.moment(of: time) else { continue }
        var memory = known[target] ?? Known(newest: 0, name: free(target))
        memory.newest = time
        for (name, cluster) in figures.clusters {
          let before = memory.shed.updateValue(cluster.shed, forKey: name)
          figures.clusters[name]?.newlyShed = before.map { max(cluster.shed - $0, 0) }
        }
        memory.life.take(figures)
        known[target] = memory
        observations.append(
          figures.observation(of: target.service, memory.name, at: moment, memory.life.epoch))
      }
    }
    open = [:]
    forget()
    return observations
  }

  /// The instance's own name, or with its service's where two services share one, as when one proxy
  /// speaks for several.
  private func free(_ target: ScrapeTarget) -> String {
    let isTaken =
      target.instance == Self.observer || known.values.contains { $0.name == target.instance }
    return isTaken ? "\(target.service)/\(target.instance)" : target.instance
  }

  /// What Prometheus is called among those that observe instances.
  private static let observer = "prometheus"

  private mutating func forget() {
    guard known.count > Self.limit else { return }
    let latest = known.values.map(\.newest).max() ?? 0
    known = known.filter { $0.value.newest > latest - 120_000 }
  }

  /// Which processes Prometheus reaches, of those it had something to say about.
  func targets(_ series: [QueryAnswer.Series], at moment: Int) -> Observation {
    var seen = Observation(
      service: Self.observer, instance: Self.observer, at: moment, epoch: nil)
    let names = Dictionary(grouping: known, by: { $0.key.instance })
    for series in series {
      guard let value = series.samples.last?.value, let scraped = ScrapeTarget(series.labels)
      else { continue }
      for (target, memory) in names[scraped.instance] ?? [] {
        seen.instances.append(
          InstanceReading(
            service: target.service, instance: memory.name, address: series.labels["instance"],
            health: value > 0 ? .healthy : .unhealthy))
      }
    }
    return seen
  }
}

/// Tells one life of a scraped process from the next, by when it began or by how long it has run.
struct ScrapeLife {
  private var started: Double?
  private var uptime: Double?
  private var number = 0

  mutating func take(_ figures: ScrapeFigures) {
    started = figures.started ?? started
    guard let now = figures.uptime else { return }
    if let uptime, now < uptime { number += 1 }
    uptime = now
  }

  /// Nil for who tells neither: then only falling counters betray a restart.
  var epoch: Epoch? {
    if let started { return Epoch(identity: String(started)) }
    return uptime.map { _ in Epoch(identity: "life \(number)") }
  }
}
