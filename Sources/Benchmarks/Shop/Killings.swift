import Glibc
import MeshModel
import Shop
import ShopRuntime

/// What clients got while the processes of one kind were killed.
struct KillTally {
  private(set) var outcomes: [LoadOutcome: Int] = [:]
  var kills = 0

  /// Kinds of which one process runs.
  static let single = ["gateway", "registry", "broker"]

  var total: Int { outcomes.values.reduce(0, +) }

  var answered: Int { total - LoadOutcome.failures.reduce(0) { $0 + (outcomes[$1] ?? 0) } }

  /// Answers, and each way of getting none.
  var parts: [(what: String, count: Int)] {
    [("answered", answered)] + LoadOutcome.failures.map { ($0.rawValue, outcomes[$0] ?? 0) }
  }

  mutating func add(_ more: [LoadOutcome: Int]) { outcomes.merge(more, uniquingKeysWith: +) }
}

/// Kills one process after the other, each kind in turn, and counts what comes back until the next kill
/// for the kind that was killed.
struct Killings {
  private let folders: MeshFolders
  private let kinds: [String]
  private var chance = Chance(seed: 3)
  /// Kinds that are still to come in this turn.
  private var turn: [String] = []
  /// Nil before the first kill.
  private var latest: String?
  private var due = 0
  private var counted = KillTally()
  private(set) var tallies: [String: KillTally] = [:]

  init(folders: MeshFolders, kinds: [String]) {
    self.folders = folders
    self.kinds = kinds
  }

  var kills: Int { tallies.values.reduce(0) { $0 + $1.kills } }

  /// Counts what came back since the last time, and kills again when it is time.
  mutating func take(_ progress: LoadProgress, pause: Int) {
    count(progress.recent.outcomes)
    if due == 0 { due = pause }
    guard Int(progress.elapsedSeconds * 1000) >= due else { return }
    due += pause
    if turn.isEmpty { turn = kinds.shuffled(using: &chance) }
    guard let kind = turn.popLast(), kill(kind) else { return }
    latest = kind
    tallies[kind, default: KillTally()].kills += 1
  }

  /// Counts what came back after the last look.
  mutating func finish(_ result: LoadResult) {
    let rest = result.all.outcomes.map { ($0.key, $0.value - (counted.outcomes[$0.key] ?? 0)) }
    count(Dictionary(uniqueKeysWithValues: rest))
  }

  private mutating func count(_ outcomes: [LoadOutcome: Int]) {
    counted.add(outcomes)
    if let latest { tallies[latest, default: KillTally()].add(outcomes) }
  }

  private mutating func kill(_ kind: String) -> Bool {
    let running = (try? ControlClient(folders).status())?.instances
      .filter { $0.service == kind && $0.state == "ready" }
    guard let victim = running?.randomElement(using: &chance)?.process else { return false }
    return Glibc.kill(pid_t(victim), SIGKILL) == 0
  }
}
