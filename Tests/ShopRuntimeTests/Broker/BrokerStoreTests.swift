import Shop
import ShopStores
import TestSupport
import Testing

@testable import ShopRuntime

struct BrokerStoreTests {
  @Test func everyGroupGetsEveryMessageInOrder() throws {
    let broker = try TestBroker()
    for text in ["1", "2", "3"] { try broker.publish(text) }
    #expect(try broker.texts("a", at: 0, limit: 2) == ["1", "2"])
    #expect(try broker.texts("a", at: 0, limit: 2) == ["3"])
    #expect(try broker.texts("b", at: 0) == ["1", "2", "3"])
  }

  @Test func aLeaseKeepsOthersAwayUntilItIsOver() throws {
    let broker = try TestBroker()
    try broker.publish("1")
    #expect(try broker.texts("a", at: 0, lease: 1000) == ["1"])
    let early = try broker.take("a", at: 999)
    #expect(early.taking == .nothing(until: after(1000).steady))
    let late = try broker.take("a", at: 1000)
    guard case .messages(let again) = late.taking else { Issue.record("\(late)"); return }
    #expect(again.map(\.count) == [2])
  }

  @Test func whatIsAcknowledgedNeverComesAgain() throws {
    let broker = try TestBroker()
    let ids = try ["1", "2"].map { try broker.publish($0) }
    _ = try broker.texts("a", at: 0)
    #expect(try broker.store.acknowledge([ids[0], 999], broker.name("a")) == 1)
    #expect(try broker.store.acknowledge([ids[0]], broker.name("a")) == 0)
    #expect(try broker.texts("a", at: 5000) == ["2"])
    #expect(try broker.texts("b", at: 5000) == ["1", "2"])
    #expect(try broker.store.acknowledge(ids, broker.name("x")) == nil)
  }

  @Test func aLateAcknowledgementCountsWhoeverHasTheMessage() throws {
    let broker = try TestBroker()
    let id = try broker.publish("1")
    _ = try broker.take("a", at: 0, consumer: "slow")
    _ = try broker.take("a", at: 1000, consumer: "other")
    #expect(try broker.store.acknowledge([id], broker.name("a")) == 1)
    #expect(try broker.texts("a", at: 9000) == [])
  }

  @Test func aRejectedMessageComesAgainAfterLongerAndLongerPauses() throws {
    let broker = try TestBroker()
    let id = try broker.publish("1")
    var moment = 0
    for pause in [100, 200, 400, 800] {
      #expect(try broker.texts("a", at: moment) == ["1"])
      let rejection = try broker.store.reject(
        [id], broker.rejecting("a"), now: after(moment))
      #expect(rejection == BrokerStore.Rejection(again: 1, buried: 0))
      #expect(try broker.texts("a", at: moment + pause - 1) == [])
      moment += pause
    }
    #expect(try broker.texts("a", at: moment) == ["1"])
    let last = try broker.store.reject(
      [id], broker.rejecting("a"), now: after(moment))
    #expect(last == BrokerStore.Rejection(again: 0, buried: 1))
    #expect(try broker.store.dead(broker.name("a"), limit: 9)?.map(\.count) == [5])
  }

  @Test func whatWasNotTheMessagesFaultDoesNotCount() throws {
    let broker = try TestBroker()
    let id = try broker.publish("1")
    for round in 0..<20 {
      #expect(try broker.texts("a", at: round * 100) == ["1"])
      let rejection = try broker.store.reject(
        [id], broker.rejecting("a", pause: 100, counts: false), now: after(round * 100))
      #expect(rejection == BrokerStore.Rejection(again: 1, buried: 0))
    }
    let taken = try broker.take("a", at: 2000)
    guard case .messages(let found) = taken.taking else { Issue.record("\(taken)"); return }
    #expect(found.map(\.count) == [1])
  }

  @Test func whatSomebodyElseHasCannotBeRejected() throws {
    let broker = try TestBroker()
    let id = try broker.publish("1")
    _ = try broker.take("a", at: 0, consumer: "other")
    let rejection = try broker.store.reject(
      [id], broker.rejecting("a", pause: 0), now: after(1))
    #expect(rejection == BrokerStore.Rejection())
    #expect(try broker.texts("a", at: 2) == [])
  }

  @Test func fiveLeasesThatRunOutMakeADeadLetter() throws {
    let broker = try TestBroker()
    let id = try broker.publish("1")
    for round in 0..<5 { #expect(try broker.texts("a", at: round * 1000) == ["1"]) }
    let taken = try broker.take("a", at: 5000)
    #expect(taken.buried == 1 && taken.taking == .nothing(until: nil))
    let letters = try #require(try broker.store.dead(broker.name("a"), limit: 9))
    #expect(letters.map(\.id) == [id] && letters.map(\.count) == [5])
    // The other group is not concerned.
    #expect(try broker.texts("b", at: 5000) == ["1"])
  }

  @Test func deadLettersMakeRoomForLivingOnes() throws {
    let broker = try TestBroker()
    for text in ["1", "2"] { try broker.publish(text) }
    for round in 0..<5 { #expect(try broker.texts("a", at: round * 1000).count == 2) }
    try broker.publish("3")
    let taken = try broker.take("a", at: 5000, limit: 1)
    guard case .messages(let found) = taken.taking else { Issue.record("\(taken)"); return }
    #expect(taken.buried == 2 && found.map(\.payload) == [Array("3".utf8)])
  }

  @Test func aDeadLetterCanBeDeliveredOnceMore() throws {
    let broker = try TestBroker { $0.deliveries = 1 }
    let id = try broker.publish("1")
    _ = try broker.texts("a", at: 0)
    _ = try broker.texts("a", at: 1000)
    #expect(try broker.store.redeliver(id, broker.name("a")))
    #expect(try !broker.store.redeliver(id, broker.name("a")))
    #expect(try broker.texts("a", at: 1000) == ["1"])
    #expect(try broker.store.acknowledge([id], broker.name("a")) == 1)
    #expect(try broker.store.dead(broker.name("a"), limit: 9) == [])
  }

  @Test func aSlowConsumerMayStillAcknowledgeADeadLetter() throws {
    let broker = try TestBroker { $0.deliveries = 1 }
    let id = try broker.publish("1")
    _ = try broker.texts("a", at: 0)
    #expect(try broker.take("a", at: 1000).buried == 1)
    #expect(try broker.store.acknowledge([id], broker.name("a")) == 1)
    #expect(try broker.store.dead(broker.name("a"), limit: 9) == [])
  }

  @Test func aFullTopicRefusesUntilAllGroupsHaveCaughtUp() throws {
    let broker = try TestBroker { $0.retainedMessages = 2 }
    let ids = try ["1", "2"].map { try broker.publish($0) }
    let third = PostedMessage(topic: "t", key: nil, trace: nil, payload: [])
    #expect(try broker.store.publish(third, now: after(0)) == .full)
    #expect(try broker.store.acknowledge(ids, broker.name("a")) == 2)
    #expect(try broker.store.publish(third, now: after(0)) == .full)
    #expect(try broker.store.acknowledge([ids[1]], broker.name("b")) == 1)
    try broker.publish("3")
    #expect(try broker.report().retained == 2)
    // A refusal leaves no trace; other topics have room of their own.
    #expect(try broker.texts("b", at: 0) == ["1", "3"])
    try broker.publish("x", topic: "other")
  }

  @Test func aNewGroupGetsWhatTheTopicStillHas() throws {
    let broker = try TestBroker()
    for text in ["1", "2"] { try broker.publish(text, topic: "fresh") }
    #expect(try broker.texts("late", at: 0, topic: "fresh") == ["1", "2"])
    #expect(try broker.store.declare(GroupName(topic: "fresh", group: "later")))
    #expect(try broker.store.acknowledge([1, 2], GroupName(topic: "fresh", group: "late")) == 2)
    #expect(try broker.texts("later", at: 0, topic: "fresh") == ["1", "2"])
    #expect(try broker.store.acknowledge([1, 2], GroupName(topic: "fresh", group: "later")) == 2)
    #expect(try broker.texts("latest", at: 0, topic: "fresh") == [])
  }

  @Test func aRemovedGroupHoldsNothingBack() throws {
    let broker = try TestBroker { $0.deliveries = 1 }
    let ids = try ["1", "2"].map { try broker.publish($0) }
    _ = try broker.texts("b", at: 0, limit: 1)
    _ = try broker.take("b", at: 1000, limit: 1)
    #expect(try broker.store.acknowledge([ids[0]], broker.name("a")) == 1)
    #expect(try broker.report().retained == 2)
    #expect(try broker.store.remove(broker.name("b")))
    #expect(try broker.report().retained == 1)
    #expect(try !broker.store.remove(broker.name("b")))
    #expect(try broker.texts("a", at: 0) == ["2"])
  }

  @Test func topicsAndGroupsAreFew() throws {
    let broker = try TestBroker {
      $0.topics = 2
      $0.groups = 3
    }
    try broker.publish("x", topic: "second")
    let third = PostedMessage(topic: "third", key: nil, trace: nil, payload: [])
    #expect(try broker.store.publish(third, now: after(0)) == .tooManyTopics)
    #expect(try broker.take("a", at: 0, topic: "third").taking == .tooManyGroups)
    #expect(try broker.texts("c", at: 0) == [])
    #expect(try broker.take("d", at: 0).taking == .tooManyGroups)
    #expect(try !broker.store.declare(broker.name("d")))
  }

  @Test func aBatchIsNotLargerThanItMayBe() throws {
    let broker = try TestBroker { $0.batchBytes = 10 }
    for text in ["1234567", "1234", "12345678901234", "1"] { try broker.publish(text) }
    #expect(try broker.texts("a", at: 0) == ["1234567"])
    #expect(try broker.texts("a", at: 0) == ["1234"])
    #expect(try broker.texts("a", at: 0) == ["12345678901234"])
    #expect(try broker.texts("a", at: 0) == ["1"])
  }

  @Test func aLeaseFromBeforeTheMachineStartedIsOver() throws {
    let broker = try TestBroker()
    try broker.publish("1", at: 1_000_000)
    #expect(try broker.texts("a", at: 1_000_000) == ["1"])
    #expect(try broker.texts("a", at: 0) == ["1"])
  }

  /// Somebody sets the clock: leases and pauses last as long as ever.
  @Test(arguments: [-86_400_000_000, 86_400_000_000])
  func aClockThatIsSetChangesNothing(step: Int) throws {
    let broker = try TestBroker()
    try broker.publish("x")
    #expect(try broker.texts("a", at: 0, lease: 1000) == ["x"])
    func taken(at milliseconds: Int) throws -> Bool {
      let now = after(milliseconds)
      let order = TakeOrder(name: broker.name("a"), consumer: "c", limit: 9, lease: 1000)
      let moment = Moment(wall: now.wall + step, steady: now.steady)
      guard case .messages(let messages) = try broker.store.take(order, now: moment).taking else {
        return false
      }
      return !messages.isEmpty
    }
    #expect(try !taken(at: 999))
    #expect(try taken(at: 1001))
  }

  @Test func everythingIsThereAfterOpeningAgain() throws {
    let broker = try TestBroker()
    let first = try broker.publish("1")
    try broker.publish("2")
    _ = try broker.texts("a", at: 0, limit: 1, lease: 500)
    #expect(try broker.store.acknowledge([first], broker.name("b")) == 1)
    let again = try BrokerStore(path: broker.folder.path("broker.db"), broker.store.settings)
    #expect(try again.report(now: after(0)) == broker.store.report(now: after(0)))
    let order = TakeOrder(name: broker.name("a"), consumer: "c", limit: 9, lease: 500)
    guard case .messages(let found) = try again.take(order, now: after(500)).taking else {
      Issue.record("nothing there")
      return
    }
    #expect(found.map(\.count) == [2, 1])
  }

  @Test func noNumberIsGivenTwice() throws {
    let broker = try TestBroker { $0.declared = ["t": ["a"]] }
    let first = try broker.publish("1")
    #expect(try broker.store.acknowledge([first], broker.name("a")) == 1)
    #expect(try broker.publish("2") > first)
  }

  @Test func theReportCounts() throws {
    let broker = try TestBroker { $0.deliveries = 1 }
    for text in ["1", "2", "3"] { try broker.publish(text) }
    _ = try broker.texts("a", at: 0, limit: 1)
    _ = try broker.take("a", at: 1000, limit: 1)
    let report = try broker.report(at: 1000)
    #expect(report.retained == 3 && report.bound == 10_000)
    #expect(
      report.groups == [
        GroupReport(group: "a", waiting: 1, inFlight: 1, dead: 1, oldest: 0),
        GroupReport(group: "b", waiting: 3, inFlight: 0, dead: 0, oldest: 0),
      ])
    #expect(try broker.report(at: 2000).groups[0].inFlight == 0)
  }

  @Test func aFullDiskLosesNothing() throws {
    let folder = try TemporaryFolder()
    var storing = StoreSettings()
    storing.pageLimit = 40
    var settings = BrokerSettings()
    settings.declared = ["t": ["a"]]
    let path = folder.path("broker.db")
    let store = try BrokerStore(path: path, settings, storing: storing)
    let posted = PostedMessage(
      topic: "t", key: nil, trace: nil, payload: [UInt8](repeating: 65, count: 1000))
    var kept: [Int] = []
    #expect(throws: StoreProblem.full(path)) {
      while case .kept(let id) = try store.publish(posted, now: after(0)) { kept.append(id) }
    }
    #expect(kept.count > 10)
    #expect(try store.report(now: after(0)).first?.retained == kept.count)
    let name = GroupName(topic: "t", group: "a")
    #expect(try store.acknowledge(kept, name) == kept.count)
    #expect(try store.publish(posted, now: after(0)) == .kept((kept.last ?? 0) + 1))
  }

  /// The age counts from publishing, through every lease and pause, until somebody acknowledges.
  @Test func theOldestMessageAgesUntilItIsAcknowledged() throws {
    let broker = try TestBroker()
    func age(_ moment: Int) throws -> Double? {
      try broker.report(at: moment).groups.first { $0.group == "a" }
        .map { $0.oldestAge(now: after(moment)) }
    }
    #expect(try age(0) == 0)
    let first = try broker.publish("1", at: 1000)
    try broker.publish("2", at: 3000)
    #expect(try age(4000) == 3)
    #expect(try broker.texts("a", at: 4000, limit: 1) == ["1"])
    #expect(try age(4500) == 3.5)
    _ = try broker.store.reject([first], broker.rejecting("a", counts: false), now: after(4500))
    let report = try #require(try broker.report(at: 4500).groups.first { $0.group == "a" })
    #expect(report.waiting == 2 && report.inFlight == 0)
    #expect(try age(5000) == 4)
    _ = try broker.store.acknowledge([first], broker.name("a"))
    #expect(try age(5000) == 2)
  }
}
