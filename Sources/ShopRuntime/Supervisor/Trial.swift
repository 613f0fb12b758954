/// A new version on trial: one instance of it gets a share of the calls and is watched.
struct Trial {
  let upgrade: Supervisor.Upgrade
  /// Nil until it has been started.
  var instance: String?
  /// Nanoseconds of the monotonic clock between which it is watched; nil until it serves.
  private var time: Range<UInt64>?

  init(_ upgrade: Supervisor.Upgrade) { self.upgrade = upgrade }

  var isRunning: Bool { time != nil }
  /// Percent of the calls.
  var share: Int { upgrade.canary ?? 10 }

  mutating func begin(now: UInt64) {
    time = now..<now + UInt64(upgrade.watch) * 1_000_000
  }

  /// What is to become of it, by what the mesh has seen since it began.
  func verdict(_ mesh: WatchedMesh, now: UInt64) -> Canary.Verdict {
    guard let instance, let time else { return .watch }
    let seen = mesh.compare(instance, of: upgrade.role.rawValue, since: time.lowerBound)
    return Canary.judge(new: seen.new, old: seen.old, isOver: now >= time.upperBound)
  }
}
