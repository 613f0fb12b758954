import Testing

@testable import ShopRuntime

struct CatalogTests {
  private let one = Registration(
    service: "a", instance: "a-1", address: "127.0.0.1:1", version: "v1")

  @Test func anInstanceLivesAsLongAsItsHeartbeat() {
    var catalog = Catalog()
    let step1 = catalog.register(one, now: 0)
    #expect(step1)
    let step2 = catalog.list("a", now: Catalog.lease - 1)
    #expect(step2.instances == [one])
    let step3 = catalog.register(one, now: Catalog.lease - 1)
    #expect(step3)
    let step4 = catalog.list("a", now: Catalog.lease + 1)
    #expect(step4.instances == [one])
    let step5 = catalog.list("a", now: 2 * Catalog.lease)
    #expect(step5.instances == [])
  }

  /// Until everybody's heartbeat must have come, it may know too few.
  @Test func aCatalogSaysThatItIsFresh() {
    var catalog = Catalog()
    _ = catalog.register(one, now: 1)
    let early = catalog.list(nil, now: Catalog.lease - 1)
    #expect(early == InstanceList(instances: [one], isFresh: true))
    let removed = catalog.remove("a", "a-2", now: Catalog.lease - 1)
    #expect(!removed)
    let told = catalog.list(nil, now: Catalog.lease - 1)
    #expect(told.gone == ["a-2"])
    _ = catalog.register(one, now: Catalog.lease)
    let late = catalog.list(nil, now: Catalog.lease)
    #expect(late == InstanceList(instances: [one]))
  }

  @Test func aFullCatalogTakesHeartbeatsButNobodyNew() {
    var catalog = Catalog()
    for number in 0..<Catalog.limit {
      let new = Registration(
        service: "a", instance: "a-\(number)", address: "x", version: "v1")
      let step6 = catalog.register(new, now: 0)
      #expect(step6)
    }
    let other = Registration(service: "b", instance: "b-1", address: "x", version: "v1")
    let step7 = catalog.register(other, now: 0)
    #expect(!step7)
    let step8 = catalog.register(one, now: 0)
    #expect(step8)
    let step9 = catalog.remove("a", "a-1", now: 0)
    #expect(step9)
    let step10 = catalog.register(other, now: 0)
    #expect(step10)
  }

  @Test func aListReadsBackAsItWasWritten() {
    for list in [
      InstanceList(instances: [one]),
      InstanceList(instances: [one], isFresh: true, gone: ["a-2", "b-1"]),
    ] {
      #expect(InstanceList(Array(list.text.utf8)) == list)
    }
    #expect(InstanceList(Array("{}".utf8)) == nil)
  }
}

struct BalanceTests {
  private func instances(_ weights: [Int]) -> [Registration] {
    weights.enumerated().map {
      Registration(
        service: "a", instance: "a-\($0.offset)", address: "x", version: "v1", weight: $0.element)
    }
  }

  @Test func sharesFollowTheWeights() {
    let list = instances([90, 10, 0])
    var counts = [0, 0, 0]
    for chance in 0..<1000 {
      let chosen = Balance.choose(list, without: [], chance: UInt64(chance))
      if let index = list.firstIndex(where: { $0 == chosen }) { counts[index] += 1 }
    }
    #expect(counts == [900, 100, 0])
  }

  @Test func whatWasTriedComesLast() {
    let list = instances([100, 100])
    for chance in 0..<10 as Range<UInt64> {
      #expect(Balance.choose(list, without: ["a-0"], chance: chance)?.instance == "a-1")
    }
    #expect(Balance.choose(list, without: ["a-0", "a-1"], chance: 0) != nil)
    #expect(Balance.choose([], without: [], chance: 0) == nil)
  }
}
