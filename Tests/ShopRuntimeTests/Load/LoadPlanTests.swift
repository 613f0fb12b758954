import HTTP
import Shop
import Testing

@testable import ShopRuntime

struct LoadMixTests {
  @Test func aMixIsRead() throws {
    let mix = try LoadMix("browse=70,order=30")
    #expect(mix.parts.map(\.action) == [.browse, .order])
    #expect(mix.parts.map(\.weight) == [70, 30])
  }

  @Test(arguments: [
    ("", LoadMixProblem.malformed("")), ("browse", .malformed("browse")),
    ("browse=", .malformed("browse=")), ("browse=0", .malformed("browse=0")),
    ("browse=-1", .malformed("browse=-1")), ("browse=1,,order=1", .malformed("")),
    ("browse=1=2", .malformed("browse=1=2")), ("brows=1", .unknown("brows")),
    ("browse=1,browse=2", .twice(.browse)),
  ])
  func whatIsNoMixIsRefused(text: String, problem: LoadMixProblem) {
    #expect(throws: problem) { try LoadMix(text) }
  }

  @Test func actionsComeAsOftenAsTheirWeightSays() throws {
    let mix = try LoadMix("browse=1,order=3")
    let counts = (UInt64(0)..<4000).reduce(into: [LoadAction: Int]()) {
      $0[mix.action($1), default: 0] += 1
    }
    #expect(counts == [.browse: 1000, .order: 3000])
  }
}

struct ArrivalScheduleTests {
  private static func arrivals(_ plan: LoadPlan) -> [Arrival] {
    var schedule = ArrivalSchedule(plan)
    return Array(AnyIterator { schedule.next() })
  }

  private static func plan(_ rate: Double, _ seconds: Double, seed: UInt64 = 1) -> LoadPlan {
    var plan = LoadPlan()
    (plan.rate, plan.seconds, plan.seed) = (rate, seconds, seed)
    return plan
  }

  @Test(arguments: [(200.0, 30.0, 6000), (0.5, 4, 2), (3, 0.1, 0), (2000, 10, 20_000)])
  func theirNumberIsExactAndTheyComeInOrder(rate: Double, seconds: Double, count: Int) {
    let arrivals = Self.arrivals(Self.plan(rate, seconds))
    #expect(arrivals.count == count)
    #expect(arrivals.map(\.number) == Array(0..<count))
    #expect(zip(arrivals, arrivals.dropFirst()).allSatisfy { $0.offset <= $1.offset })
    for arrival in arrivals {
      let moment = Double(arrival.offset) / 1e9 * rate
      #expect(moment >= Double(arrival.number) - 1e-6)
      #expect(moment <= Double(arrival.number + 1) + 1e-6)
    }
  }

  @Test func theSeedDecidesThemAll() {
    let first = Self.arrivals(Self.plan(100, 5, seed: 7))
    #expect(first == Self.arrivals(Self.plan(100, 5, seed: 7)))
    #expect(first != Self.arrivals(Self.plan(100, 5, seed: 8)))
    #expect(Set(first.map(\.client)).count > 150)
    #expect(first.allSatisfy { (0..<200).contains($0.client) })
  }
}

struct ShopScriptTests {
  private static func arrival(_ action: LoadAction, client: Int = 4, chance: UInt64 = 2) -> Arrival
  {
    Arrival(number: 17, offset: 0, action: action, client: client, chance: chance)
  }

  @Test(arguments: [
    (LoadAction.browse, "GET", "/api/products"), (.look, "GET", "/api/products/product-03"),
    (.stock, "GET", "/api/products/product-03/stock"), (.order, "POST", "/api/orders"),
    (.track, "GET", "/api/users/user-005/orders"), (.home, "GET", "/api/home/user-005"),
    (.account, "GET", "/api/users/user-005/account"),
  ])
  func everyActionIsARequest(action: LoadAction, method: String, path: String) {
    let request = ShopScript(run: "r").request(for: Self.arrival(action))
    #expect(request.method == method)
    #expect(request.path == path)
    #expect(request.headers["X-API-Key"] == "demo-key-005")
  }

  @Test func ordersHaveABasketAndAKeyOfTheirOwn() {
    let request = ShopScript(run: "r").request(for: Self.arrival(.order))
    #expect(request.headers["Idempotency-Key"] == "r-17")
    #expect(
      String(decoding: request.body, as: UTF8.self)
        == #"{"user":"user-005","items":[{"product":"product-03","quantity":1}]}"# + "\n")
  }

  @Test func aClientTracksItsLatestAcceptedOrder() {
    let script = ShopScript(run: "r")
    script.take(.init(202, json: #"{"id":"o-1"}"#), to: Self.arrival(.order))
    script.take(.init(503, json: #"{"id":"o-2"}"#), to: Self.arrival(.order))
    script.take(.init(202, json: "nonsense"), to: Self.arrival(.order))
    #expect(script.accepted.orders.map(\.text) == ["o-1"])
    #expect(script.accepted.count == 1)
    #expect(script.request(for: Self.arrival(.track)).path == "/api/orders/o-1")
    #expect(
      script.request(for: Self.arrival(.track, client: 5)).path == "/api/users/user-006/orders")
  }
}
