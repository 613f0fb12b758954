import HTTP
import Platform
import Shop
import ShopTestSupport
import ShopStores
import TestSupport
import Testing

@testable import ShopRuntime

/// Real processes are killed one after the other while orders come in. Whatever is lost with them,
/// no accepted order is, none is charged twice, and stock and money add up.
@Suite(.serialized)
struct ShopKillTests {
  /// What clients got to know.
  private struct Known: Sendable {
    var tried = 0
    var accepted: [OrderID] = []
  }

  private static let kills = 6
  /// Orders accepted between two kills.
  private static let between = 12

  @Test func nothingIsLostWhenProcessesAreKilled() throws {
    let shop = try ShopInProcesses()
    for role in [ServiceSettings.Role.order, .payment, .inventory] { try shop.start(role, 2) }
    let known = Gate(Known())
    let clients = (1...3).map { number in
      Worker("client-\(number)") { [shop = UncheckedShop(shop)] stop in
        Self.order(shop.value, client: number, known, stop)
      }
    }
    var random = SeededGenerator(seed: 11)
    for _ in 0..<Self.kills {
      let seen = known.value.accepted.count
      #expect(known.wait(milliseconds: 30_000) { $0.accepted.count >= seen + Self.between })
      let roles: [ServiceSettings.Role] = [.order, .payment, .inventory, .broker]
      let role = roles[Int.random(in: 0..<4, using: &random)]
      let number = role == .broker ? 1 : Int.random(in: 1...2, using: &random)
      shop.kill("\(role.rawValue)-\(number)")
      try shop.start(role, number)
    }
    clients.forEach { $0.stop() }

    let report = try settled("\(shop.folder)/state/stores")
    #expect(report.violations.map(\.sentence) == [])
    #expect(report.open == 0 && report.charges == report.confirmed)
    #expect(report.accepted >= known.value.accepted.count)
    let orders = try SQLiteStore<OrderWork>(
      SQLiteDatabase(path: "\(shop.folder)/state/stores/order.sqlite"))
    for id in known.value.accepted {
      let order = try orders.order(id)
      #expect(order?.accepted != nil && order?.saga.isFinal == true)
    }
    print(
      "\(Self.kills) kills: \(known.value.tried) orders tried, \(report.accepted) accepted,",
      "\(report.confirmed) confirmed, \(report.compensated) compensated,",
      "\(report.checks) checks")
  }

  /// Places orders until it is told to stop, each with its key until there is an answer.
  private static func order(
    _ shop: ShopInProcesses, client: Int, _ known: Gate<Known>, _ stop: Worker.Stop
  ) {
    var random = SeededGenerator(seed: UInt64(client))
    var number = 0
    while !stop.isRequested {
      number += 1
      // Every tenth user has little money, so some are compensated.
      let user = Int.random(in: 8...11, using: &random)
      let digits = user < 10 ? "00\(user)" : "0\(user)"
      let quantity = Int.random(in: 1...15, using: &random)
      let body =
        #"{"user":"user-\#(digits)","items":[{"product":"product-0\#(client)","quantity":\#(quantity)}]}"#
      known.change { $0.tried += 1 }
      while !stop.isRequested {
        let response = try? shop.send(
          "POST", "/api/orders", key: "demo-key-\(digits)", body: body,
          idempotency: "\(client)-\(number)")
        if let response, response.status < 500, response.status != 429 {
          let id = ShopInProcesses.field("id", response.text).flatMap(OrderID.init)
          if response.status == 202, let id { known.change { $0.accepted.append(id) } }
          break
        }
        _ = stop.wait(milliseconds: 50)
      }
    }
  }

  /// Adds everything up as soon as nothing is on its way any more, or after half a minute.
  private func settled(_ folder: String) throws -> AuditReport {
    let audit = Audit(
      orders: try SQLiteStore<OrderWork>(SQLiteDatabase(path: "\(folder)/order.sqlite")),
      payments: try SQLiteStore<PaymentWork>(SQLiteDatabase(path: "\(folder)/payment.sqlite")),
      inventory: try SQLiteStore<InventoryWork>(SQLiteDatabase(path: "\(folder)/inventory.sqlite")))
    let limit = Clock.monotonic + 30_000_000_000
    while true {
      let report = try audit.run(settled: true)
      if report.isSound || Clock.monotonic > limit { return report }
      Clock.pause(milliseconds: 100)
    }
  }
}

/// The shop's client side may be used by several threads.
private struct UncheckedShop: @unchecked Sendable {
  let value: ShopInProcesses

  init(_ value: ShopInProcesses) { self.value = value }
}
