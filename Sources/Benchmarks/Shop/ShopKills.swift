import Glibc
import HTTP
import MeshModel
import Shop
import ShopRuntime

/// Requests while processes die: 200 a second for a minute, and every three seconds one process of the
/// shop is killed without a word, gateway, registry and broker among them. What clients got is told by
/// the kind of process that was killed last; afterwards everything is added up.
struct ShopKills {
  let program: String

  private static let seconds = 60.0
  private static let rate = 200.0
  /// Milliseconds between two kills.
  private static let pause = 3000
  /// Milliseconds between two looks at what came back.
  private static let interval = 100
  /// Those of which two instances run.
  private static let doubled = ["user", "product", "order", "payment", "inventory"]

  func measure(_ table: Table) {
    let what = "requests while processes are killed"
    let instances = Self.doubled.map { "\($0)=2" }.joined(separator: ",")
    guard let mesh = BenchMesh(program, ["--instances", instances]) else {
      return table.row(what, [], "")
    }
    defer { _ = mesh.down() }
    let script = ShopScript(run: "kills")
    var plan = LoadPlan()
    guard let mix = try? LoadMix("order=60,look=20,track=20") else { return }
    (plan.rate, plan.seconds, plan.mix) = (Self.rate, Self.seconds, mix)
    guard let run = try? LoadRun(plan, base: mesh.status.gateway, script: script) else { return }
    var killings = Killings(folders: mesh.folders, kinds: Self.doubled + KillTally.single)
    let result = run.finish(
      interval: Self.interval, progress: { killings.take($0, pause: Self.pause) })
    killings.finish(result)
    guard let ledger = try? ShopLedger(stores: mesh.folders.stores),
      let (report, _) = try? ledger.settledAudit(within: 30_000),
      let fates = try? ledger.fates(
        of: script.accepted.orders, count: script.accepted.count, within: 10_000)
    else { return table.row(what, [], "") }
    rows(table, result, killings)
    rows(table, result, report, fates)
  }

  private func rows(_ table: Table, _ result: LoadResult, _ killings: Killings) {
    table.count("processes killed in \(Int(Self.seconds)) s", killings.kills)
    table.count("requests sent", result.all.total)
    var all = KillTally()
    all.add(result.all.outcomes)
    for (what, count) in all.parts { table.count("requests: \(what)", count) }
    let failed = Double(all.total - all.answered) / Double(max(all.total, 1)) * 100
    table.row("requests without an answer", [failed], "%", .atMost(3))
    for (kind, tally) in killings.tallies.sorted(by: { $0.key < $1.key }) {
      let parts = tally.parts.map { "\($0.what) \($0.count)" }.joined(separator: ", ")
      table.note("after \(tally.kills) of \(kind), \(tally.total) requests: \(parts)")
    }
  }

  private func rows(
    _ table: Table, _ result: LoadResult, _ report: AuditReport, _ fates: LoadOrders
  ) {
    table.count("orders tried", result.actions[LoadAction.order.rawValue]?.total ?? 0)
    table.count("orders accepted", report.accepted)
    table.count("orders confirmed", report.confirmed)
    table.count("orders compensated", report.compensated)
    table.count("orders accepted and lost", fates.lost, exactly: 0)
    table.count("orders that never ended", report.open, exactly: 0)
    table.count("charges without a confirmed order", report.charges - report.confirmed, exactly: 0)
    table.count("invariants checked", report.checks)
    table.count("invariants violated", report.violationCount, exactly: 0)
  }
}
