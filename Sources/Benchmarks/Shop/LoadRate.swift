import MeshModel
import ShopRuntime

/// How fast our own load generator sends: its plan, through the gateway.
struct LoadRate {
  let program: String

  func measure(_ table: Table) {
    var rates: [Double] = []
    var lags: [Double] = []
    for round in 0..<3 {
      guard let mesh = BenchMesh(program) else { break }
      defer { _ = mesh.down() }
      var plan = LoadPlan()
      (plan.rate, plan.seconds, plan.seed) = (2500, 4, UInt64(round))
      guard let mix = try? LoadMix("look=100") else { break }
      plan.mix = mix
      let run = try? LoadRun(
        plan, base: mesh.status.gateway, script: ShopScript(run: "rate-\(round)"))
      guard let result = run?.finish(), let lag = result.lag.delay.percentile(0.99) else { break }
      rates.append(Double(result.all.good) / result.elapsedSeconds)
      lags.append(lag)
    }
    table.row("mesh load, answered of 2500 planned", rates, "a second", .atLeast(2000))
    table.row("its lag in sending, 99th percentile", lags, "ms")
  }
}
