import HTTP
import Instruments
import Resilience
import Shop
import ShopStores
import TestSupport
import Testing

@testable import ShopRuntime

/// So many milliseconds after the beginning.
func after(_ milliseconds: Int) -> Moment {
  Moment(wall: milliseconds * 1000, steady: 1_000_000_000 + milliseconds * 1000)
}

/// A broker's store in a folder of its own.
struct TestBroker {
  let store: BrokerStore
  let folder: TemporaryFolder

  init(_ change: (inout BrokerSettings) -> Void = { _ in }) throws {
    var settings = BrokerSettings()
    settings.declared = ["t": ["a", "b"]]
    change(&settings)
    folder = try TemporaryFolder()
    store = try BrokerStore(path: folder.path("broker.db"), settings)
  }

  @discardableResult
  func publish(_ text: String, topic: String = "t", at moment: Int = 0) throws -> Int {
    let posted = PostedMessage(topic: topic, key: nil, trace: nil, payload: Array(text.utf8))
    let publishing = try store.publish(posted, now: after(moment))
    guard case .kept(let id) = publishing else {
      Issue.record("not kept: \(publishing)")
      return 0
    }
    return id
  }

  func take(
    _ group: String, at moment: Int, topic: String = "t", consumer: String = "c", limit: Int = 10,
    lease: Int = 1000
  ) throws -> BrokerStore.Taken {
    let order = TakeOrder(
      name: GroupName(topic: topic, group: group), consumer: consumer, limit: limit, lease: lease)
    return try store.take(order, now: after(moment))
  }

  /// The texts that a consumer gets.
  func texts(
    _ group: String, at moment: Int, topic: String = "t", limit: Int = 10, lease: Int = 1000
  ) throws -> [String] {
    let taken = try take(group, at: moment, topic: topic, limit: limit, lease: lease)
    guard case .messages(let deliveries) = taken.taking else { return [] }
    return deliveries.map { String(decoding: $0.payload, as: UTF8.self) }
  }

  func name(_ group: String) -> GroupName { GroupName(topic: "t", group: group) }

  func rejecting(
    _ group: String, _ consumer: String = "c", pause: Int? = nil, counts: Bool = true
  ) -> BrokerStore.RejectOrder {
    BrokerStore.RejectOrder(name: name(group), consumer: consumer, pause: pause, counts: counts)
  }

  func report(at moment: Int = 0) throws -> TopicReport {
    try #require(try store.report(now: after(moment)).first { $0.topic == "t" })
  }
}
