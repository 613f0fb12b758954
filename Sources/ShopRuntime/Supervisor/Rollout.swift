/// A change of a service's instances that takes several steps, one small enough to undo at a time.
///
/// The plan is pure: it is told what there is and what became ready or gone, and says what to do
/// next. Replacing an instance starts the new one first and ends the old one once the new one
/// serves, so that there is always somebody to answer.
struct Rollout: Sendable, Hashable {
  enum Step: Sendable, Hashable {
    /// Start one more instance of the target version.
    case start
    /// Wait until that instance serves.
    case awaitReady(String)
    /// End an old instance gracefully.
    case end(String)
    /// Wait until that instance is gone.
    case awaitGone(String)
    case done
    /// The new instance did not become ready: give up and leave the old ones alone.
    case failed(String)
  }

  let role: ServiceSettings.Role
  let version: String
  let manner: String
  /// Instances still to replace.
  private(set) var old: [String]
  /// Instances still to add without replacing one.
  private var toAdd: Int
  private(set) var step: Step

  /// Replaces all given instances, one after the other.
  static func replace(
    _ role: ServiceSettings.Role, _ instances: [String], version: String, manner: String
  ) -> Rollout {
    Rollout(
      role: role, version: version, manner: manner, old: instances, toAdd: 0,
      step: instances.isEmpty ? .done : .start)
  }

  /// Replaces all given instances where one new one serves already: the first of them just ends.
  static func takeOver(
    _ role: ServiceSettings.Role, _ old: [String], version: String, manner: String
  ) -> Rollout {
    var rollout = Rollout(
      role: role, version: version, manner: manner, old: old, toAdd: 0,
      step: old.first.map(Step.end) ?? .done)
    rollout.isScale = false
    return rollout
  }

  /// Brings a service to a number of instances.
  static func scale(
    _ role: ServiceSettings.Role, _ instances: [String], to count: Int, version: String,
    manner: String
  ) -> Rollout {
    let surplus = Array(instances.suffix(max(instances.count - count, 0)).reversed())
    let toAdd = max(count - instances.count, 0)
    let first = surplus.first.map(Step.end) ?? (toAdd > 0 ? .start : .done)
    return Rollout(
      role: role, version: version, manner: manner, old: surplus, toAdd: toAdd, step: first)
  }

  /// The asked-for start happened under this id.
  mutating func started(_ id: String) {
    if step == .start { step = .awaitReady(id) }
  }

  mutating func ready(_ id: String) {
    guard step == .awaitReady(id) else { return }
    if toAdd > 0 {
      toAdd -= 1
      step = toAdd > 0 ? .start : .done
    } else {
      step = old.first.map(Step.end) ?? .done
    }
  }

  /// The asked-for end was sent.
  mutating func ending(_ id: String) {
    if step == .end(id) { step = .awaitGone(id) }
  }

  mutating func gone(_ id: String) {
    guard step == .awaitGone(id) else { return }
    old.removeAll { $0 == id }
    guard let next = old.first else {
      step = .done
      return
    }
    step = isScale ? .end(next) : .start
  }

  /// An instance crashed: fatal for the one that was to take over.
  mutating func crashed(_ id: String) {
    if step == .awaitReady(id) { step = .failed(id) }
  }

  private var isScale: Bool

  private init(
    role: ServiceSettings.Role, version: String, manner: String, old: [String], toAdd: Int,
    step: Step
  ) {
    self.role = role
    self.version = version
    self.manner = manner
    self.old = old
    self.toAdd = toAdd
    self.step = step
    // Only scaling down begins with an end.
    if case .end = step { isScale = true } else { isScale = false }
  }

  var isOver: Bool {
    switch step {
    case .done, .failed: true
    case .start, .awaitReady, .end, .awaitGone: false
    }
  }
}
