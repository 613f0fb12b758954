import Glibc
import Telemetry
import TestSupport
import Testing

@testable import ShopRuntime

struct InstanceLifeTests {
  private static let second: UInt64 = 1_000_000_000

  @Test func anOrdinaryLife() {
    var life = InstanceLife(now: 0)
    #expect(life.take(.ready, now: 1) == .nothing)
    #expect(life.state == .serving(since: 1))
    #expect(life.take(.asked(deadline: 100), now: 2) == .nothing)
    #expect(life.take(.time, now: 99) == .nothing)
    #expect(life.take(.ended, now: 99) == .nothing)
    #expect(life.state == .gone)
  }

  @Test func whoDoesNotEndInTimeIsKilled() {
    var life = InstanceLife(now: 0)
    _ = life.take(.ready, now: 1)
    _ = life.take(.asked(deadline: 100), now: 2)
    #expect(life.take(.time, now: 100) == .kill)
  }

  @Test func whoIsNotReadyInTimeIsKilled() {
    var life = InstanceLife(now: 0)
    #expect(life.take(.time, now: InstanceLife.startLimit - 1) == .nothing)
    #expect(life.take(.time, now: InstanceLife.startLimit) == .kill)
  }

  @Test func crashesInARowAreAnsweredLaterAndLater() {
    var life = InstanceLife(now: 0)
    var now: UInt64 = 0
    var pauses: [UInt64] = []
    for _ in 0..<9 {
      #expect(life.take(.ended, now: now) == .mourn)
      guard case .waiting(let until) = life.state else { return #expect(Bool(false)) }
      pauses.append((until - now) / 1_000_000)
      now = until
      #expect(life.take(.time, now: now) == .start)
    }
    #expect(pauses == [0, 100, 200, 400, 800, 1600, 3200, 5000, 5000])
    #expect(life.restarts == 9)
  }

  @Test func aLongLifeForgivesEarlierCrashes() {
    var life = InstanceLife(now: 0)
    for _ in 0..<4 {
      _ = life.take(.ended, now: 0)
      _ = life.take(.time, now: 100 * Self.second)
    }
    _ = life.take(.ready, now: 0)
    _ = life.take(.ended, now: InstanceLife.stableAfter + 1)
    #expect(life.crashes == 1)
  }

  @Test func whoWaitsToBeStartedCanBeEnded() {
    var life = InstanceLife(now: 0)
    _ = life.take(.ended, now: 0)
    _ = life.take(.asked(deadline: 5), now: 1)
    #expect(life.state == .gone)
    #expect(life.take(.time, now: 10 * Self.second) == .nothing)
  }

  /// Whatever comes in whatever order, nobody who was asked to end is started again.
  @Test(arguments: 1...50 as ClosedRange<UInt64>)
  func nobodyComesBackAfterHavingBeenAskedToEnd(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var life = InstanceLife(now: 0)
    var wasAsked = false
    for step in 1...200 as ClosedRange<UInt64> {
      let now = step * 20_000_000
      let event: InstanceLife.Event =
        switch Int.random(in: 0..<20, using: &random) {
        case 0: .asked(deadline: now + 1000)
        case 1...5: .ready
        case 6...8: .ended
        default: .time
        }
      let action = life.take(event, now: now)
      if case .asked = event { wasAsked = true }
      if wasAsked { #expect(action != .start && action != .mourn) }
    }
  }
}

struct RolloutTests {
  /// Plays a rollout against a make-believe fleet and returns what happened.
  private func play(_ start: Rollout, crashing: Set<String> = []) -> [String] {
    var rollout = start
    var log: [String] = []
    var next = 10
    for _ in 0..<100 where !rollout.isOver {
      switch rollout.step {
      case .start:
        next += 1
        log.append("start \(next)")
        rollout.started("i-\(next)")
      case .awaitReady(let id):
        if crashing.contains(id) { rollout.crashed(id) } else { rollout.ready(id) }
      case .end(let id):
        log.append("end \(id)")
        rollout.ending(id)
      case .awaitGone(let id): rollout.gone(id)
      case .done, .failed: break
      }
    }
    if case .failed(let id) = rollout.step { log.append("failed \(id)") }
    return log
  }

  @Test func replacingStartsTheNewOneBeforeItEndsTheOld() {
    let rollout = Rollout.replace(.order, ["i-1", "i-2"], version: "v1", manner: "")
    #expect(play(rollout) == ["start 11", "end i-1", "start 12", "end i-2"])
  }

  @Test func aNewOneThatDoesNotComeUpLeavesTheOldAlone() {
    let rollout = Rollout.replace(.order, ["i-1", "i-2"], version: "v2", manner: "")
    #expect(
      play(rollout, crashing: ["i-12"]) == ["start 11", "end i-1", "start 12", "failed i-12"])
  }

  @Test func scalingGoesUpAndDownAndNowhere() {
    func scale(_ count: Int) -> [String] {
      play(.scale(.order, ["i-1", "i-2"], to: count, version: "v1", manner: ""))
    }
    #expect(scale(4) == ["start 11", "start 12"])
    #expect(scale(1) == ["end i-2"])
    #expect(scale(2) == [])
  }

  @Test func takingOverEndsTheFirstOldOneAndReplacesTheOthers() {
    let rollout = Rollout.takeOver(.order, ["i-1", "i-2"], version: "v2", manner: "")
    #expect(play(rollout) == ["end i-1", "start 11", "end i-2"])
    #expect(play(.takeOver(.order, [], version: "v2", manner: "")) == [])
  }
}

struct CanaryTests {
  typealias Seen = Canary.Seen

  @Test(arguments: [
    (Seen(calls: 19, errors: 19), Seen(calls: 100), false, "watch"),
    (Seen(calls: 20, errors: 2), Seen(calls: 100), false, "back: 10% errors beside 0%"),
    (Seen(calls: 100, errors: 5), Seen(calls: 100), true, "on"),
    (Seen(calls: 100, errors: 30), Seen(calls: 100, errors: 28), true, "on"),
    (
      Seen(calls: 50, p50: 301), Seen(calls: 100, p50: 5), false,
      "back: median 301 ms beside 5 ms"
    ),
    (Seen(calls: 50, p50: 30), Seen(calls: 100, p50: 5), true, "on"),
    (Seen(calls: 299, p50: 5, p99: 400), Seen(calls: 300, p50: 5, p99: 20), true, "on"),
    (
      Seen(calls: 300, p50: 5, p99: 400), Seen(calls: 300, p50: 5, p99: 20), false,
      "back: 99th percentile 400 ms beside 20 ms"
    ),
    (Seen(calls: 300, p99: 90), Seen(calls: 300, p99: 20), true, "on"),
    (Seen(calls: 3), Seen(calls: 100), true, "back: only 3 calls reached it, too few to judge"),
    (Seen(calls: 50), Seen(calls: 100), false, "watch"),
  ])
  func aVersionIsJudgedByWhatWasSeen(new: Seen, old: Seen, isOver: Bool, expected: String) {
    let text =
      switch Canary.judge(new: new, old: old, isOver: isOver) {
      case .watch: "watch"
      case .rollOn: "on"
      case .rollBack(let reason): "back: \(reason)"
      }
    #expect(text == expected)
  }

  @Test(arguments: [(10, 1), (10, 4), (50, 2), (1, 1), (25, 3)])
  func theWeightGivesTheShareAskedFor(percent: Int, others: Int) {
    let weight = Canary.weight(percent: percent, oldInstances: others)
    let share = Double(weight) / Double(weight + 100 * others) * 100
    #expect(abs(share - Double(percent)) < 1)
  }
}

struct FaultBookTests {
  private func fault(_ target: String, seconds: Int = 60) throws -> Fault {
    Fault(id: 0, target: try #require(Fault.Target(target)), remaining: seconds * 1000)
  }

  @Test func aFaultEndsWhenItsTimeIsOver() throws {
    var book = FaultBook()
    _ = book.add(try fault("payment", seconds: 2), now: 0)
    _ = book.add(try fault("order", seconds: 9), now: 0)
    #expect(book.list(now: 500_000_000).map(\.remaining) == [1500, 8500])
    #expect(book.expire(now: 2_000_000_000).map(\.target.text) == ["payment"])
    #expect(book.list(now: 2_000_000_000).map(\.id) == [2])
  }

  @Test func anInstanceGetsTheFaultsThatConcernIt() throws {
    var book = FaultBook()
    for target in ["payment", "payment-2", "order:payment", "payment:order", "order"] {
      _ = book.add(try fault(target), now: 0)
    }
    func targets(_ instance: String, _ service: String) -> [String] {
      book.list(for: instance, of: service, now: 0).map(\.target.text)
    }
    #expect(targets("payment-1", "payment") == ["payment", "order:payment"])
    #expect(targets("payment-2", "payment") == ["payment", "payment-2", "order:payment"])
    #expect(targets("order-1", "order") == ["payment:order", "order"])
  }

  @Test func clearingTwiceIsNoProblem() throws {
    var book = FaultBook()
    _ = book.add(try fault("payment"), now: 0)
    #expect(book.removeAll().count == 1)
    #expect(book.removeAll().isEmpty)
    #expect(book.remove(1) == nil)
  }

  @Test(arguments: ["", ":", "a:b:c", "a b", "order:", "-", "\u{1B}[2J", "päyment"])
  func whatNamesNobodyIsNoTarget(text: String) {
    // A lone hyphen is a name like any other; nobody bears it.
    #expect((Fault.Target(text) == nil) == (text != "-"))
  }

  @Test func faultsReadBackAsTheyWereWritten() throws {
    var fault = try fault("order:payment")
    fault.latency = 300
    fault.jitter = 50
    fault.errors = 40
    fault.code = 500
    fault.hang = true
    #expect(Fault.list(Array(Fault.text([fault]).utf8)) == [fault])
    #expect(fault.effect == "latency 300±50 ms, errors 40% code 500, hang")
  }

  @Test(arguments: [
    #"{"target":"a","remaining_ms":-1}"#, #"{"target":"a","remaining_ms":99999999999}"#,
    #"{"target":"a","remaining_ms":1,"errors_percent":101}"#,
    #"{"target":"a","remaining_ms":1,"code":200}"#, #"{"target":"a","remaining_ms":"1s"}"#,
    #"{"remaining_ms":1}"#,
    #"{"target":"a","remaining_ms":1,"latency_ms":-5}"#,
  ])
  func valuesOutOfBoundsAreRefused(text: String) throws {
    let root = try #require(JSONBody.root(Array(text.utf8)))
    #expect(Fault(root) == nil)
  }

  @Test func whoSaysNoTimeGetsAMinute() throws {
    let root = try #require(JSONBody.root(Array(#"{"target":"a"}"#.utf8)))
    #expect(Fault(root)?.remaining == 60_000)
  }
}

struct MeshStatusTests {
  @Test func aStatusReadsBackAsItWasWritten() {
    let status = MeshStatus(
      mesh: "shop", process: 7, gateway: "http://g", secureGateway: "https://g",
      registry: "http://r", isReady: true,
      instances: [
        .init(
          id: "order-1", service: "order", version: "v1", state: "ready",
          address: "127.0.0.1:1", process: 8, restarts: 2, lastEnd: "signal 9"),
        .init(
          id: "order-2", service: "order", version: "v2", state: "waiting", address: nil,
          process: nil, restarts: 0, lastEnd: nil),
      ])
    #expect(MeshStatus(Array(status.json.utf8)) == status)
  }
}

struct MeshFoldersTests {
  @Test func theEnvironmentSaysWhereAMeshLives() {
    let given = MeshFolders(mesh: "m", user: 7) {
      ["XDG_RUNTIME_DIR": "/run/user/7", "XDG_STATE_HOME": "/state"][$0]
    }
    #expect(given.controlSocket == "/run/user/7/archadvisor/m/control.sock")
    #expect(given.logs == "/state/archadvisor/meshes/m/logs")
    let bare = MeshFolders(mesh: "m", user: 7) { $0 == "HOME" ? "/home/x" : "" }
    #expect(bare.runtime == "/tmp/archadvisor-7/archadvisor/m")
    #expect(bare.state == "/home/x/.local/state/archadvisor/meshes/m")
  }

  @Test func foldersAreClosedToOthersAndLeaveNothingBehind() throws {
    let temporary = try TemporaryFolder()
    let environment = { (name: String) in
      name == "XDG_RUNTIME_DIR" ? temporary.path("runtime") : temporary.path("state")
    }
    let folders = MeshFolders(mesh: "m", user: 7, environment: environment)
    try folders.make()
    #expect(try MeshFolders.names(user: 7, environment: environment) == ["m"])
    let lock = try MeshLock(folders.lock)
    #expect(MeshLock.isHeld(folders.lock))
    withExtendedLifetime(lock) {}
    folders.remove(keepingState: false)
    #expect(try MeshFolders.names(user: 7, environment: environment) == [])
    #expect(temporary.entries("runtime/archadvisor") == [])
    #expect(temporary.entries("state/archadvisor/meshes") == [])
  }

  @Test func whatASupervisorWasKilledAtIsFinished() throws {
    let temporary = try TemporaryFolder()
    let folders = MeshFolders(mesh: "m", user: 7) { name in
      name == "XDG_RUNTIME_DIR" ? temporary.path("runtime") : temporary.path("state")
    }
    try folders.make()
    let base = "runtime/archadvisor"
    for name in [".m-12", ".m-13", ".m-x", ".other-12"] {
      #expect(mkdir(temporary.path("\(base)/\(name)"), 0o700) == 0)
      try temporary.file("\(base)/\(name)/lock", "")
    }
    try temporary.file("\(base)/.m-13/thesis", "")
    try folders.make()
    #expect(temporary.entries(base) == [".m-13", ".m-x", ".other-12", "m"])
    #expect(temporary.entries("\(base)/.m-13") == ["thesis"])
    #expect(temporary.entries("\(base)/.m-x") == ["lock"])
  }

  @Test(arguments: [
    ("order-1.log", true), ("payment-20.log.1", true), ("order-1.log.2", false),
    ("order-1.log.1.1", false), ("thesis-1.log", false), ("order-.log", false),
    ("order-1.txt", false), ("order.log", false), (".log", false), ("order-1", false), ("", false),
  ])
  func onlyLogsOfInstancesAreLogs(name: String, isLog: Bool) {
    #expect((InstanceLog.instance(of: name) != nil) == isLog)
  }

  @Test(arguments: [
    ("order.sqlite", true), ("order.sqlite-wal", true), ("order.sqlite-shm", true),
    ("broker.db", true), ("product.lmdb", true), ("product.lmdb-lock", true),
    ("order.sqlite.bak", false), ("thesis.sqlite", false), ("order", false), (".sqlite", false),
    ("order.", false), ("", false),
  ])
  func onlyStoresOfServicesAreStores(name: String, isStore: Bool) {
    #expect(StorePaths.isStore(name) == isStore)
  }

  @Test(arguments: [
    ("shop", true), ("a.b_c-1", true), (".hidden", false), ("..", false), ("", false),
    ("a/b", false), ("ä", false), (String(repeating: "a", count: 65), false),
  ])
  func aMeshHasOneRuleForItsName(name: String, isName: Bool) {
    #expect(MeshPlan.isName(name) == isName)
    #expect(SourceKind.isShopName(name) == isName)
  }
}
