import Glibc
import HTTP
import Platform
import Testing

@testable import ShopRuntime

/// The shop as its clients see it, with real processes.
@Suite(.serialized)
struct ShopInProcessesTests {
  private func order(
    _ shop: ShopInProcesses, user: String, _ product: String, _ quantity: Int, key: String
  ) throws -> (response: Response, id: String) {
    let body = #"{"user":"\#(user)","items":[{"product":"\#(product)","quantity":\#(quantity)}]}"#
    let response = try shop.send(
      "POST", "/api/orders", key: "demo-key-\(user.dropFirst(5))", body: body, idempotency: key)
    return (response, ShopInProcesses.field("id", response.text) ?? "")
  }

  private func state(_ response: Response) -> String {
    ShopInProcesses.field("state", response.text) ?? response.text
  }

  private func isFinal(_ response: Response) -> Bool {
    ["confirmed", "cancelled"].contains(state(response))
  }

  private func available(_ shop: ShopInProcesses, _ product: String) throws -> String? {
    ShopInProcesses.field(
      "available", try shop.send("GET", "/api/products/\(product)/stock").text)
  }

  @Test(arguments: ServiceSettings.Discovery.allCases)
  func ordersAreConfirmedOrCompensated(discovery: ServiceSettings.Discovery) throws {
    let shop = try ShopInProcesses(discovery)
    let before = try #require(try available(shop, "product-01").flatMap { Int($0) })

    let good = try order(shop, user: "user-001", "product-01", 2, key: "k-1")
    #expect(good.response.status == 202)
    let again = try order(shop, user: "user-001", "product-01", 2, key: "k-1")
    #expect(again.id == good.id)
    let confirmed = try shop.wait("/api/orders/\(good.id)", until: isFinal)
    #expect(state(confirmed) == "confirmed")
    #expect(confirmed.text.contains(#""payment":{"#))
    print("time to final: \(ShopInProcesses.field("time_to_final_ms", confirmed.text) ?? "?") ms")

    // Every tenth user has little money.
    let poor = try order(shop, user: "user-010", "product-01", 1000, key: "k-2")
    #expect(poor.response.status == 202)
    let cancelled = try shop.wait("/api/orders/\(poor.id)", key: "demo-key-010", until: isFinal)
    #expect(state(cancelled) == "cancelled")
    #expect(cancelled.text.contains("insufficient-funds"))
    // Whoever asks again for what was accepted hears that it was.
    let late = try order(shop, user: "user-010", "product-01", 1000, key: "k-2")
    #expect(late.response.status == 202 && late.id == poor.id)
    _ = try shop.wait("/api/products/product-01/stock") {
      ShopInProcesses.field("available", $0.text) == String(before - 2)
    }
    #expect(try available(shop, "product-01") == String(before - 2))

    #expect(try order(shop, user: "user-001", "product-50", 26, key: "k-3").response.status == 409)
    #expect(try order(shop, user: "user-001", "product-99", 1, key: "k-4").response.status == 422)
    #expect(try order(shop, user: "user-001", "product-01", 3, key: "k-1").response.status == 409)
    #expect(try shop.send("POST", "/api/orders", body: "{").status == 400)

    let ends = shop.end()
    #expect(ends.allSatisfy { $0 == .exited(code: 0) })
    #expect(ends.count == 9)
  }

  @Test func theShopSurvivesTheLossOfItsParts() throws {
    let shop = try ShopInProcesses()
    let home = try shop.send("GET", "/api/home/user-001")
    #expect(home.text.contains(#""user":{"id":"user-001""#))
    #expect(home.text.contains(#""missing":{}"#))

    shop.kill("user-1")
    let without = try shop.send("GET", "/api/home/user-001")
    #expect(without.status == 200)
    #expect(without.text.hasPrefix(#"{"user":null,"#))
    try shop.start(.user)

    // An order that was accepted while nobody takes money is not lost.
    shop.kill("payment-1")
    _ = try shop.wait("/api/users/user-001") { $0.status == 200 }
    let waiting = try order(shop, user: "user-001", "product-01", 1, key: "k-1")
    #expect(waiting.response.status == 202)
    #expect(state(try shop.send("GET", "/api/orders/\(waiting.id)")) == "pending")
    try shop.start(.payment)
    #expect(state(try shop.wait("/api/orders/\(waiting.id)", until: isFinal)) == "confirmed")

    // Nor is one whose broker was killed with it.
    shop.kill("broker-1")
    let silent = try order(shop, user: "user-001", "product-02", 1, key: "k-2")
    #expect(silent.response.status == 202)
    try shop.start(.broker)
    #expect(state(try shop.wait("/api/orders/\(silent.id)", until: isFinal)) == "confirmed")
  }

  @Test func theDoorsAreGuardedAndOneOfThemIsSecure() throws {
    let shop = try ShopInProcesses()
    #expect(try shop.send("GET", "/api/products/product-01", secure: true).status == 200)
    #expect(try shop.send("GET", "/api/products/product-01", key: "wrong").status == 401)
    for path in ["/metrics", "/healthz", "/readyz", "/internal/breakers", "/internal/spans"] {
      #expect(try shop.send("GET", path, key: "demo-key-admin").status == 404)
      #expect(try shop.send("GET", path, key: "demo-key-admin", secure: true).status == 404)
    }
    let topics = try shop.send("GET", "/api/topics", key: "demo-key-admin")
    #expect(topics.status == 200)
    #expect(topics.text.contains("payments"))

    // Nobody sees or places the orders of others, or learns that there are any.
    let own = try order(shop, user: "user-002", "product-01", 1, key: "k-1")
    #expect(own.response.status == 202)
    for (key, status) in [("002", 200), ("001", 404), ("admin", 200), ("load", 200)] {
      let answer = try shop.send("GET", "/api/orders/\(own.id)", key: "demo-key-\(key)")
      #expect(answer.status == status, "\(key)")
    }
    let foreign = #"{"user":"user-002","items":[{"product":"product-01","quantity":1}]}"#
    #expect(try shop.send("POST", "/api/orders", body: foreign).status == 403)
    #expect(try shop.send("POST", "/api/orders", key: "demo-key-load", body: foreign).status == 202)
    #expect(try shop.send("GET", "/api/home/user-002").status == 403)

    // A token instead of the key.
    let answer = try shop.send(
      "POST", "/token", body: #"{"user":"user-002","password":"demo","scope":"catalog:read"}"#)
    let token = try #require(ShopInProcesses.field("access_token", answer.text))
    #expect(try shop.sendToken(token, "/api/products/product-01").status == 200)
    #expect(try shop.sendToken(token, "/api/users/user-002").status == 403)
    let whole = try shop.send("POST", "/token", body: #"{"user":"user-002","password":"demo"}"#)
    let full = try #require(ShopInProcesses.field("access_token", whole.text))
    #expect(try shop.sendToken(full, "/api/users/user-002/orders").status == 200)
    #expect(try shop.sendToken(full, "/api/users/user-001/orders").status == 403)
  }

  @Test func aGatewayHandsItsDoorsToTheNextOne() throws {
    let shop = try ShopInProcesses()
    try shop.start(.gateway, 2)
    let asking = Gate((count: 0, failed: 0))
    let worker = Worker("client") { [shop = UncheckedBox(shop)] stop in
      while !stop.isRequested {
        let isFine =
          (try? shop.value.send("GET", "/api/products/product-01").status == 200) ?? false
        asking.change { $0 = ($0.count + 1, $0.failed + (isFine ? 0 : 1)) }
        _ = stop.wait(milliseconds: 20)
      }
    }
    #expect(shop.finish("gateway-1") == .exited(code: 0))
    let seen = asking.value.count
    _ = asking.wait(milliseconds: 10_000) { $0.count > seen + 5 }
    worker.stop()
    #expect(asking.value.failed == 0)
    #expect(asking.value.count > seen)
  }
}

/// The shop's client side may be used by two threads.
private struct UncheckedBox: @unchecked Sendable {
  let value: ShopInProcesses

  init(_ value: ShopInProcesses) { self.value = value }
}
