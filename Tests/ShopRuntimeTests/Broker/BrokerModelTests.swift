import Shop
import TestSupport
import Testing

@testable import ShopRuntime

/// The broker against a plain model of what it promises, under random work.
struct BrokerModelTests {
  /// What a group has to handle, as a list in memory.
  private struct Model {
    struct Entry {
      var ready = 0
      var count = 0
      var consumer = ""
      var isDead = false
    }

    var entries: [Int: Entry] = [:]

    func free(_ moment: Int) -> [Int] {
      entries.filter { !$0.value.isDead && $0.value.ready <= moment }.keys.sorted()
    }

    /// What a consumer must get, in this order.
    mutating func take(_ limit: Int, _ consumer: String, _ lease: Int, _ moment: Int) -> [Int] {
      var given: [Int] = []
      for id in free(moment) where given.count < limit {
        guard var entry = entries[id] else { continue }
        if entry.count >= 5 {
          entry.isDead = true
        } else {
          entry = Entry(ready: moment + lease, count: entry.count + 1, consumer: consumer)
          given.append(id)
        }
        entries[id] = entry
      }
      return given
    }

    mutating func reject(
      _ id: Int, _ consumer: String, _ pause: Int, counts: Bool, _ moment: Int
    ) {
      guard var entry = entries[id], !entry.isDead, entry.consumer == consumer else { return }
      if counts, entry.count >= 5 {
        entry.isDead = true
      } else {
        if !counts { entry.count -= 1 }
        entry.ready = moment + pause
        entry.consumer = ""
      }
      entries[id] = entry
    }
  }

  @Test(arguments: Array(1...12) as [UInt64])
  func itDoesWhatTheModelSays(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let groups = ["a", "b", "c"]
    let broker = try TestBroker { $0.declared = ["t": groups] }
    var models = [String: Model](uniqueKeysWithValues: groups.map { ($0, Model()) })
    var moment = 0
    var published: [Int] = []
    func any(_ range: Range<Int>) -> Int { Int.random(in: range, using: &random) }
    for _ in 0..<400 {
      moment += any(0..<60)
      let group = groups[any(0..<3)]
      let consumer = ["x", "y"][any(0..<2)]
      let id = published.isEmpty ? 0 : published[any(0..<published.count)]
      switch any(0..<10) {
      case 0..<3:
        let id = try broker.publish("m", at: moment)
        published.append(id)
        for group in groups { models[group]?.entries[id] = Model.Entry() }
      case 3..<6:
        let limit = any(1..<5)
        let lease = any(1..<400)
        let expected = models[group]?.take(limit, consumer, lease, moment)
        let taken = try broker.take(
          group, at: moment, consumer: consumer, limit: limit, lease: lease)
        var given: [Int] = []
        if case .messages(let deliveries) = taken.taking {
          given = deliveries.map(\.id)
          #expect(deliveries.map(\.count) == given.map { models[group]?.entries[$0]?.count })
        }
        #expect(given == expected)
      case 6..<8:
        let wasKnown = models[group]?.entries.removeValue(forKey: id) != nil
        #expect(try broker.store.acknowledge([id], broker.name(group)) == (wasKnown ? 1 : 0))
      case 8:
        let pause = any(0..<300)
        let counts = any(0..<3) > 0
        models[group]?.reject(id, consumer, pause, counts: counts, moment)
        _ = try broker.store.reject(
          [id], broker.rejecting(group, consumer, pause: pause, counts: counts), now: after(moment))
      default:
        let isDead = models[group]?.entries[id]?.isDead ?? false
        if isDead { models[group]?.entries[id] = Model.Entry() }
        #expect(try broker.store.redeliver(id, broker.name(group)) == isDead)
      }
      try check(broker, models, moment)
    }
  }

  private func check(_ broker: TestBroker, _ models: [String: Model], _ moment: Int) throws {
    let report = try broker.report(at: moment)
    let open = models.values.reduce(into: Set<Int>()) { $0.formUnion($1.entries.keys) }
    #expect(report.retained == open.count)
    for group in report.groups {
      let entries = models[group.group].map { Array($0.entries.values) } ?? []
      #expect(group.dead == entries.count { $0.isDead })
      #expect(
        group.inFlight == entries.count { !$0.isDead && $0.consumer != "" && $0.ready > moment })
      #expect(group.waiting + group.inFlight + group.dead == entries.count)
    }
  }
}
