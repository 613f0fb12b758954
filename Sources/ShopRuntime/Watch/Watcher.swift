internal import Instruments
internal import MeshModel
internal import Platform
internal import Synchronization
internal import Telemetry

/// Looks at every process of the mesh once a second, for as long as the supervisor runs.
final class Watcher: Sendable {
  private let worker: Worker

  /// Nanoseconds from one round to the next.
  private static let pace: UInt64 = 1_000_000_000
  /// The same while the mesh starts: who asks right after the start shall find everybody ready.
  private static let startingPace: UInt64 = 100_000_000

  /// Begins to look.
  init(_ supervisor: Supervisor) {
    worker = Worker("watcher") { stop in
      let round = WatchRound(supervisor)
      defer { round.stop() }
      var next = Clock.monotonic
      var wasReady = false
      while !stop.wait(milliseconds: Self.milliseconds(until: next)) {
        let isReady = supervisor.status?.isReady ?? false
        round.go()
        wasReady = wasReady || isReady
        // A round that took too long is not made up for.
        next = max(next + (wasReady ? Self.pace : Self.startingPace), Clock.monotonic)
      }
    }
  }

  private static func milliseconds(until moment: UInt64) -> Int {
    let now = Clock.monotonic
    return moment > now ? Int((moment - now) / 1_000_000) : 0
  }

  /// Ends looking, and waits until a round under way is over.
  func stop() { worker.stop() }
}

/// One round after the other. Only the watcher's thread uses it.
private final class WatchRound {
  private let supervisor: Supervisor
  private var source: ShopSource
  private let crew = ScoutCrew(helpers: 3)
  private var scouts: [InstanceScout.Life: InstanceScout] = [:]
  /// Instances that did not serve in the last round: for how many rounds, and since when, in microseconds
  /// of the wall clock.
  private var down: [String: (misses: Int, since: Int)] = [:]
  /// When each instance last served.
  private var lastServed: [String: Int] = [:]

  init(_ supervisor: Supervisor) {
    self.supervisor = supervisor
    source = ShopSource(mesh: supervisor.plan.name)
  }

  func stop() { crew.stop() }

  func go() {
    guard let status = supervisor.status else { return }
    let begin = Clock.monotonic
    let instances = status.instances.filter { $0.state != "gone" }
    let lives = instances.map(InstanceScout.Life.init)
    send(lives.compactMap { $0 })
    let findings = look(lives)
    let looks = zip(instances, findings).map { instance, finding in
      var look = ShopLook(
        ShopInstance(instance), at: finding?.at ?? .now, answer: finding?.answer)
      follow(&look)
      return look
    }
    let known = Set(instances.map(\.id))
    down = down.filter { known.contains($0.key) }
    lastServed = lastServed.filter { known.contains($0.key) }
    for case .some(let finding) in findings {
      supervisor.keep(spans: finding.spans, lost: finding.lostSpans)
      if let faults = finding.faults { _ = supervisor.mailbox.put(.adopt(faults, Reply())) }
    }
    let milliseconds = Double(Clock.monotonic - begin) / 1_000_000
    var report = source.report(looks, at: .now, scrapeMilliseconds: milliseconds)
    report.faults = supervisor.faults.map { fault in
      ActiveFault(
        target: fault.target.text, effect: fault.effect,
        ends: Clock.wall + fault.remaining * 1000)
    }
    supervisor.mesh.take(report)
  }

  /// Counts the rounds in which an instance did not serve.
  private func follow(_ look: inout ShopLook) {
    let id = look.instance.id
    guard look.outageReason != nil else {
      down[id] = nil
      if look.answer != nil { lastServed[id] = look.at.wall }
      return
    }
    let before = down[id] ?? (misses: 0, since: lastServed[id] ?? look.at.wall)
    down[id] = (before.misses + 1, before.since)
    look.misses = before.misses + 1
    look.downSince = before.since
  }

  /// Every life has its scout, and no scout outlives it.
  private func send(_ lives: [InstanceScout.Life]) {
    let known = Set(lives)
    scouts = scouts.filter { known.contains($0.key) }
    for life in known where scouts[life] == nil {
      scouts[life] = try? InstanceScout(life, supervisor.secret)
    }
  }

  /// What the scouts found, in the order of the lives.
  private func look(_ lives: [InstanceScout.Life?]) -> [InstanceScout.Finding?] {
    let findings = Mutex([InstanceScout.Finding?](repeating: nil, count: lives.count))
    let pieces = lives.enumerated().compactMap { index, life -> (@Sendable () -> Void)? in
      guard let scout = life.flatMap({ scouts[$0] }) else { return nil }
      return {
        let finding = scout.look()
        findings.withLock { $0[index] = finding }
      }
    }
    crew.perform(pieces)
    return findings.withLock { $0 }
  }
}

extension InstanceScout.Life {
  /// Nil for an instance that has no process or no address yet.
  fileprivate init?(_ status: MeshStatus.InstanceStatus) {
    guard let process = status.process, let address = status.address else { return nil }
    self.init(instance: status.id, process: process, address: address)
  }
}

extension ShopInstance {
  fileprivate init(_ status: MeshStatus.InstanceStatus) {
    let state: State =
      switch status.state {
      // One that gives no sign of life is still meant to serve.
      case "ready", "failing": .ready
      case "draining": .draining
      // Who is started again after a crash has been ready before, and callers miss it.
      case "starting" where status.restarts == 0: .starting
      default: .crashed
      }
    self.init(
      service: status.service, id: status.id, address: status.address, version: status.version,
      state: state, lastEnd: status.lastEnd)
  }
}
