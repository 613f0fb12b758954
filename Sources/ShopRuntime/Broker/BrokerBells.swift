internal import Platform
internal import Synchronization

/// Wakes consumers that wait for a topic.
final class BrokerBells: Sendable {
  /// How often a topic's bell has rung; nil once the broker ends.
  typealias Bell = Gate<Int?>

  private struct State: Sendable {
    var bells: [String: Bell] = [:]
    var isClosed = false
  }

  private let state: Mutex<State> = Mutex(State())

  /// The bell of a topic. Topics are few: their number is bounded by the store.
  func bell(_ topic: String) -> Bell {
    state.withLock { state in
      if let known = state.bells[topic] { return known }
      let fresh = Bell(state.isClosed ? nil : 0)
      state.bells[topic] = fresh
      return fresh
    }
  }

  func ring(_ topic: String) {
    bell(topic).change { if let count = $0 { $0 = count + 1 } }
  }

  /// Sends everybody home who waits, now and later.
  func close() {
    let bells = state.withLock { state in
      state.isClosed = true
      return Array(state.bells.values)
    }
    for bell in bells { bell.change { $0 = nil } }
  }
}
