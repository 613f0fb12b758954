import Shop
import ShopTestSupport
import Testing

/// Whatever happens to messages, relays and consumers: no accepted order is lost, none is charged
/// twice, and stock and money add up.
struct SagaPropertyTests {
  @Test(arguments: Array(1...60) as [UInt64])
  func everythingAddsUpInMemory(seed: UInt64) throws {
    try check(.memory, seed: seed, steps: 400)
  }

  @Test(arguments: Array(1...6) as [UInt64])
  func everythingAddsUpOnDisk(seed: UInt64) throws {
    try check(.disk, seed: seed, steps: 400)
  }

  @Test(arguments: Array(1...6) as [UInt64])
  func everythingAddsUpInOneFile(seed: UInt64) throws {
    try check(.shared, seed: seed, steps: 400)
  }

  @Test func theSimulationMeetsEverythingThatCanHappen() throws {
    var sum = AuditReport()
    for seed in 1...20 as ClosedRange<UInt64> {
      let stores = try Stores(.memory)
      var simulation = try SagaSimulation(stores, seed: seed)
      try simulation.run(steps: 400)
      let report = try stores.audit(settled: true)
      sum.confirmed += report.confirmed
      sum.compensated += report.compensated
      sum.refused += report.refused
      sum.declines += report.declines
    }
    #expect(sum.confirmed > 100 && sum.compensated > 20 && sum.refused > 20 && sum.declines > 20)
  }

  private func check(_ kind: StoreKind, seed: UInt64, steps: Int) throws {
    let stores = try Stores(kind)
    var simulation = try SagaSimulation(stores, seed: seed)
    try simulation.run(steps: steps)
    #expect(simulation.impossible == [])
    let report = try stores.audit(settled: true)
    #expect(report.violations.map(\.sentence) == [])
    #expect(report.open == 0 && report.accepted == simulation.accepted.count)
    #expect(report.charges == report.confirmed)
    #expect(report.declines == report.compensated)
    for order in simulation.accepted {
      let known = try stores.orders.order(order)
      #expect(known?.saga.isFinal == true && known?.accepted != nil)
    }
  }
}
