import Glibc
import MeshModel
import Shop
import ShopRuntime

/// Orders while processes die: 200 requests a second for a minute, and every three seconds a random
/// instance of the shop is killed without a word. Afterwards everything is added up.
struct ShopKills {
  let program: String

  private static let seconds = 60.0
  private static let rate = 200.0
  /// Milliseconds between two kills.
  private static let pause = 3000
  private static let roles = ["user", "product", "order", "payment", "inventory"]

  func measure(_ table: Table) {
    let what = "orders while processes are killed"
    let instances = Self.roles.map { "\($0)=2" }.joined(separator: ",")
    guard let mesh = BenchMesh(program, ["--instances", instances]) else {
      return table.row(what, [], "")
    }
    defer { _ = mesh.down() }
    let script = ShopScript(run: "kills")
    guard let mix = try? LoadMix("order=60,look=20,track=20") else { return }
    var plan = LoadPlan()
    (plan.rate, plan.seconds, plan.mix) = (Self.rate, Self.seconds, mix)
    let killed = Gate(0)
    let killer = Worker("killer") { stop in
      var chance = Chance(seed: 3)
      while !stop.wait(milliseconds: Self.pause) {
        if Self.kill(mesh.folders, &chance) { killed.change { $0 += 1 } }
      }
    }
    let result = try? LoadRun(plan, base: mesh.status.gateway, script: script).finish()
    killer.stop()
    guard let result, let ledger = try? ShopLedger(stores: mesh.folders.stores),
      let (report, _) = try? ledger.settledAudit(within: 30_000),
      let fates = try? ledger.fates(
        of: script.accepted.orders, count: script.accepted.count, within: 10_000)
    else { return table.row(what, [], "") }
    rows(table, result, report, fates, kills: killed.value)
  }

  /// Kills one instance of all that run.
  private static func kill(_ folders: MeshFolders, _ chance: inout Chance) -> Bool {
    let running = (try? ControlClient(folders).status())?.instances
      .filter { roles.contains($0.service) && $0.state == "ready" }
    guard let running, let victim = running.randomElement(using: &chance)?.process else {
      return false
    }
    return Glibc.kill(pid_t(victim), SIGKILL) == 0
  }

  private func rows(
    _ table: Table, _ result: LoadResult, _ report: AuditReport, _ fates: LoadOrders, kills: Int
  ) {
    table.count("processes killed in \(Int(Self.seconds)) s", kills)
    table.count("requests sent", result.all.total)
    let refused = result.all.count(.clientError) + result.all.count(.rateLimited)
    table.count("requests the shop would not do, as without stock or money", refused)
    table.count("requests without a useful answer", result.all.total - result.all.good - refused)
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
