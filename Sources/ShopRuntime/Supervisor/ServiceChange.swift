internal import Platform

/// The change of a service that is under way, one at a time, and who waits for it.
struct ServiceChange {
  private struct Current {
    /// Of the events that tell of it.
    let kind: String
    var rollout: Rollout
    let reply: Reply<String?>
    /// Set while one new instance is tried.
    var trial: Trial?
  }

  private var current: Current?
  private let messenger: Messenger
  private let mesh: WatchedMesh

  /// Nanoseconds a graceful end may take before the process is killed.
  private static let gracefulLimit: UInt64 = 4_000_000_000
  /// Nanoseconds an end at once may take.
  static let quickLimit: UInt64 = 1_500_000_000

  init(_ messenger: Messenger, _ mesh: WatchedMesh) {
    self.messenger = messenger
    self.mesh = mesh
  }

  // MARK: Beginning

  mutating func scale(
    _ role: MeshPlan.Role, to count: Int, _ fleet: Fleet, _ reply: Reply<String?>
  ) {
    if let problem = MeshPlan.problem(role, count: count) { return reply.give(problem) }
    let running = fleet.instances(of: role)
    begin(
      .scale(
        role, running.map(\.id), to: count, version: running.last?.version ?? "v1",
        manner: running.last?.manner ?? ""), reply, "scale",
      "from \(Self.instances(running.count)) to \(count)")
  }

  mutating func restart(_ role: MeshPlan.Role, _ fleet: Fleet, _ reply: Reply<String?>) {
    let running = fleet.instances(of: role)
    guard let last = running.last else { return reply.give("no instance of \(role.rawValue) runs") }
    begin(
      .replace(role, running.map(\.id), version: last.version, manner: last.manner), reply,
      "rollout", "\(Self.instances(running.count)) replaced by fresh ones")
  }

  mutating func upgrade(
    _ upgrade: Supervisor.Upgrade, _ fleet: Fleet, _ reply: Reply<String?>
  ) {
    let running = fleet.instances(of: upgrade.role).map(\.id)
    if MeshPlan.isSingle(upgrade.role) || running.isEmpty {
      return reply.give("\(upgrade.role.rawValue) cannot be upgraded beside itself")
    }
    let (version, manner) = (upgrade.version, upgrade.manner)
    let what = "\(Self.instances(running.count)) to become \(version)"
    if upgrade.canary == nil {
      begin(
        .replace(upgrade.role, running, version: version, manner: manner), reply, "rollout", what)
    } else {
      begin(
        .scale(
          upgrade.role, running, to: running.count + 1, version: version, manner: manner), reply,
        "rollout", what, Trial(upgrade))
    }
  }

  private static func instances(_ count: Int) -> String {
    count == 1 ? "1 instance" : "\(count) instances"
  }

  /// - Parameters:
  ///   - kind: of the event that tells of it.
  ///   - what: its detail.
  private mutating func begin(
    _ rollout: Rollout, _ reply: Reply<String?>, _ kind: String, _ what: String,
    _ trial: Trial? = nil
  ) {
    if current != nil {
      return reply.give("another change is under way; try again when it is done")
    }
    current = Current(kind: kind, rollout: rollout, reply: reply, trial: trial)
    if rollout.isOver { return }
    mesh.happened(kind, rollout.role.rawValue, what)
  }

  // MARK: Hearing

  mutating func ready(_ id: String) {
    guard let rollout = current?.rollout, rollout.step == .awaitReady(id) else { return }
    mesh.happened("started", id, "version \(rollout.version)")
    current?.rollout.ready(id)
  }

  /// An instance has ended that was asked to.
  mutating func gone(_ id: String) {
    mesh.happened("ended", id, "as asked")
    current?.rollout.gone(id)
  }

  mutating func crashed(_ id: String, _ fleet: inout Fleet, now: UInt64) {
    current?.rollout.crashed(id)
    guard let trial = current?.trial, trial.isRunning, trial.instance == id else { return }
    rollBack(id, "it ended unasked", &fleet, now: now)
  }

  /// Nothing is going to come of it any more.
  mutating func giveUp(_ problem: String) { finish(problem) }

  // MARK: Going on

  /// Takes the next step, if there is one to take.
  mutating func advance(_ fleet: inout Fleet, now: UInt64) {
    judge(&fleet, now: now)
    guard let step = current?.rollout.step else { return }
    switch step {
    case .start: start(&fleet, now: now)
    case .end(let id):
      fleet.end(id, graceful: true, deadline: now + Self.gracefulLimit, now: now)
      current?.rollout.ending(id)
    case .failed(let id):
      fleet.end(id, graceful: false, deadline: now + Self.quickLimit, now: now)
      finish("\(id) did not become ready; the old instances go on")
    case .done where current?.trial == nil: finish(nil)
    case .done: beginTrial(fleet, now: now)
    case .awaitReady, .awaitGone: break
    }
  }

  private mutating func start(_ fleet: inout Fleet, now: UInt64) {
    guard let rollout = current?.rollout else { return }
    do throws(SystemError) {
      let id = try fleet.add(
        rollout.role, version: rollout.version, manner: rollout.manner, now: now)
      current?.rollout.started(id)
      current?.trial?.instance = id
    } catch {
      finish(error.sentence)
    }
  }

  private mutating func beginTrial(_ fleet: Fleet, now: UInt64) {
    guard let trial = current?.trial, !trial.isRunning, let id = trial.instance else { return }
    current?.trial?.begin(now: now)
    let others = fleet.instances(of: trial.upgrade.role).count - 1
    send(weight: Canary.weight(percent: trial.share, oldInstances: max(others, 1)), id, fleet)
    mesh.happened("canary", id, "\(trial.upgrade.version) gets \(trial.share)% of the calls")
  }

  private mutating func judge(_ fleet: inout Fleet, now: UInt64) {
    guard let trial = current?.trial, trial.isRunning, let id = trial.instance else { return }
    switch trial.verdict(mesh, now: now) {
    case .watch: break
    case .rollOn:
      mesh.happened("canary", id, "does well: rolled out")
      let upgrade = trial.upgrade
      let old = fleet.instances(of: upgrade.role).map(\.id).filter { $0 != id }
      send(weight: 100, id, fleet)
      current?.trial = nil
      current?.rollout = .takeOver(
        upgrade.role, old, version: upgrade.version, manner: upgrade.manner)
    case .rollBack(let reason): rollBack(id, reason, &fleet, now: now)
    }
  }

  private mutating func rollBack(
    _ id: String, _ reason: String, _ fleet: inout Fleet, now: UInt64
  ) {
    mesh.happened("canary", id, "rolled back: \(reason)")
    fleet.end(id, graceful: true, deadline: now + Self.gracefulLimit, now: now)
    finish("rolled back to the old version: \(reason)")
  }

  private func send(weight: Int, _ id: String, _ fleet: Fleet) {
    guard let instance = fleet.instances.first(where: { $0.id == id }) else { return }
    messenger.send(weight: weight, to: instance)
  }

  private mutating func finish(_ problem: String?) {
    if let problem, let current {
      mesh.happened(current.kind, current.rollout.role.rawValue, "given up: \(problem)")
    }
    current?.reply.give(problem)
    current = nil
  }
}
