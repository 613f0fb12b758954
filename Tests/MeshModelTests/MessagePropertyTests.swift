import TestSupport
import Testing

@testable import MeshModel

/// Laws of messages: whatever happens to the processes that count them, what is shown is what
/// happened.
@Suite("Laws of channels")
struct MessagePropertyTests {
  /// A look at a random mesh: what was published and handled in the second before it.
  private struct Second {
    var published = 0.0
    var handled = 0.0
  }

  /// Instances come back under a new life right after a look; then nothing that was counted is lost,
  /// and the window has to show all of it.
  @Test("a window holds what happened in it", arguments: 1...40 as ClosedRange<UInt64>)
  func windows(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let (consumers, producers) = (
      (1...Int.random(in: 1...3, using: &random)).map { "payment-\($0)" },
      (1...Int.random(in: 1...2, using: &random)).map { "order-\($0)" }
    )
    var town = Town(consumers + producers + ["broker-1"])
    func declare(_ name: String) {
      if name.hasPrefix("order") {
        town.message(name, ChannelTests.placed, [.published: 0])
      } else if name.hasPrefix("payment") {
        town.message(name, ChannelTests.paying, [.handled: 0, .failed: 0])
      } else {
        town.message(name, ChannelTests.kept, [.published: 0])
        town.message(name, ChannelTests.waiting, [.handled: 0])
      }
    }
    let all = consumers + producers + ["broker-1"]
    for name in all { declare(name) }
    var past: [Second] = []
    for _ in 0..<90 {
      var second = Second()
      for name in producers {
        let amount = Double(Int.random(in: 0...9, using: &random))
        town.message(name, ChannelTests.placed, [.published: amount])
        second.published += amount
      }
      for name in consumers {
        let amount = Double(Int.random(in: 0...9, using: &random))
        town.message(name, ChannelTests.paying, [.handled: amount])
        second.handled += amount
      }
      past.append(second)
      town.tick()
      if Double.random(in: 0..<1, using: &random) < 0.15,
        let name = all.randomElement(using: &random)
      {
        town.restart(name)
        declare(name)
      }
    }
    // Within the last 15 seconds stretches are as short as looks.
    for window in [1, 5, 10] {
      let messages = try #require(town.channel("orders", "payment", Double(window))?.messages)
      let latest = past.suffix(window)
      func isRate(_ rate: Double?, _ count: KeyPath<Second, Double>) -> Bool {
        let sum = latest.map { $0[keyPath: count] }.reduce(0, +)
        return rate.map { abs($0 - sum / Double(window)) < 1e-9 } ?? false
      }
      #expect(isRate(messages.publishedPerSecond, \.published), "\(window)")
      #expect(isRate(messages.handledPerSecond, \.handled), "\(window)")
    }
    let service = town.service("payment", 10)
    #expect(
      service?.messages.handledPerSecond
        == town.channel("orders", "payment")?.messages.handledPerSecond)
  }

  private static func traffic(_ random: inout SeededGenerator) -> MessageTraffic {
    var traffic = MessageTraffic()
    for count in MessageCount.allCases where Bool.random(using: &random) {
      traffic.counts[count] = Double(Int.random(in: 0...50, using: &random))
    }
    for _ in 0..<Int.random(in: 0...20, using: &random) {
      traffic.lag.record(milliseconds: Double(Int.random(in: 0...4000, using: &random)))
      traffic.handling.record(milliseconds: Double(Int.random(in: 0...90, using: &random)))
    }
    return traffic
  }

  private static func sum(_ all: MessageTraffic...) -> MessageTraffic {
    all.reduce(into: MessageTraffic()) { $0 += $1 }
  }

  @Test("adding up does not care for the order", arguments: 1...60 as ClosedRange<UInt64>)
  func adding(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let (a, b, c) = (Self.traffic(&random), Self.traffic(&random), Self.traffic(&random))
    #expect(Self.sum(a, b, c) == Self.sum(c, Self.sum(b, a)))
  }

  @Test("a step is what was added", arguments: 1...60 as ClosedRange<UInt64>)
  func steps(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let (before, more) = (Self.traffic(&random), Self.traffic(&random))
    let after = Self.sum(before, more)
    var total = after
    let step = total.step(from: before)
    #expect(total == after)
    for count in MessageCount.allCases where after.counts[count] != nil {
      #expect(step?.counts[count] == more.counts[count] ?? 0)
    }
    #expect(step?.lag == more.lag && step?.handling.count == more.handling.count)
    // What is left out for one look counts once when it comes back.
    var silent = MessageTraffic()
    let nothing = silent.step(from: after)
    #expect(nothing?.counts == MessageCounts() && nothing?.lag.isEmpty == true)
    #expect(silent == after)
    // Anything that fell was counted anew.
    for count in MessageCount.allCases where (after.counts[count] ?? 0) > 0 {
      var fallen = after
      fallen.counts[count] = (after.counts[count] ?? 0) - 1
      #expect(fallen.step(from: after) == nil)
    }
  }
}
