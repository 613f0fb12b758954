public import MeshModel

/// Translates what the services of the local shop say of themselves.
///
/// Every instance is one observer; the supervisor is one more, which finds the instances healthy or
/// not.
public struct ShopSource: Sendable {
  public let identity: SourceIdentity
  private var page = MetricsPage()
  /// How the supervisor is called among those that observe instances.
  private static let watcher = "supervisor"

  /// - Parameter mesh: the mesh's name.
  public init(mesh: String) {
    identity = SourceIdentity(id: "shop=\(mesh)", kind: "shop")
  }

  /// One round of looks at all instances.
  ///
  /// - Parameter scrapeMilliseconds: how long the round took.
  public mutating func report(
    _ looks: [ShopLook], at now: ClockReading, scrapeMilliseconds: Double
  ) -> SourceReport {
    var report = SourceReport(identity, at: now, scrapeMilliseconds: scrapeMilliseconds)
    report.tellsEvents = true
    var watcher = Observation(
      service: Self.watcher, instance: Self.watcher, at: now.monotonic, epoch: nil)
    var problems: [String] = []
    for look in looks {
      var problem: String?
      if let answer = look.answer {
        problem = take(look, answer, &report)
      }
      if let problem { problems.append("\(look.instance.id): \(problem)") }
      watcher.instances.append(Self.reading(look, isReadable: problem == nil))
    }
    report.observations.append(watcher)
    report.problem = Self.summary(problems)
    return report
  }

  /// Takes what an instance answered; says why when it cannot be read.
  private mutating func take(
    _ look: ShopLook, _ answer: ShopLook.Answer, _ report: inout SourceReport
  ) -> String? {
    do throws(PageProblem) {
      try page.read(answer.metrics)
    } catch {
      return error.sentence
    }
    let instance = look.instance
    let figures = ShopFigures(page, of: instance.service)
    var seen = Observation(
      service: instance.service, instance: instance.id, at: look.at.monotonic,
      epoch: figures.epoch(at: look.at))
    seen.server = figures.server
    seen.clients = figures.clients
    seen.channels = figures.channels
    seen.breakers = BreakerLines.read(answer.breakers)
    report.observations.append(seen)
    report.events += EventLines.read(answer.events)
    return nil
  }

  private static func reading(_ look: ShopLook, isReadable: Bool) -> InstanceReading {
    let health: InstanceHealth =
      switch look.instance.state {
      case .starting: .unknown
      case .draining: .draining
      case .crashed: .unhealthy
      case .ready where look.isFirstMiss: .healthy
      case .ready where look.answer == nil || look.answer?.isReady == false: .unhealthy
      case .ready: isReadable ? .healthy : .unknown
      }
    return InstanceReading(
      service: look.instance.service, instance: look.instance.id,
      address: look.instance.address, version: look.instance.version, health: health,
      isStarting: look.instance.state == .starting,
      outage: health != .unhealthy
        ? nil : look.outageReason.map { InstanceReading.Outage($0, since: look.downSince) })
  }

  /// The source is ill when what it said cannot be read. An instance that does not answer is ill itself,
  /// which its health tells; even when none does, that is what there is to show.
  private static func summary(_ problems: [String]) -> String? {
    guard let first = problems.first else { return nil }
    return problems.count == 1 ? first : "\(first) (and \(problems.count - 1) more)"
  }
}
