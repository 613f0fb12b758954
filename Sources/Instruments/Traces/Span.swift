internal import Platform

/// A piece of work inside a trace.
public struct Span: Hashable, Sendable {
  /// Which side of a call or a message the work was on.
  public enum Kind: String, CaseIterable, Sendable {
    case server, client, producer, consumer
  }

  /// 32 hexadecimal digits, the same in all services.
  public let trace: String
  /// 16 hexadecimal digits.
  public let id: String
  /// The span this one hangs under; nil at the root.
  public let parent: String?
  /// Who did it, as in `order`.
  public let service: String
  /// Which of its instances, as in `order-2`.
  public let instance: String
  /// What was done, as in `GET /orders/{id}`.
  public let name: String
  /// Which side of a call or a message.
  public let kind: Kind
  /// Microseconds of the wall clock.
  public let start: Int
  /// Microseconds.
  public let duration: Int
  /// Nil when all went well.
  public let failure: String?
  /// Of a call: whom it was meant for, as in `payment`.
  public let callee: String?
  /// Of a call that was not sent because of its breaker: the state that breaker was in, as in `open`.
  public let breaker: String?
  /// The message that was published or handled; nil for other work.
  public let message: Message?

  /// What a span of work on a message tells of it.
  public struct Message: Hashable, Sendable {
    public let topic: String
    /// The kind of message, as in `OrderPlaced`; nil when nobody can tell.
    public let event: String?
    /// Microseconds from publishing it to the start of this work; nil for who publishes it.
    public let waited: Int?

    public init(topic: String, event: String? = nil, waited: Int? = nil) {
      self.topic = topic
      self.event = event
      self.waited = waited
    }
  }

  public init(
    trace: String, id: String, parent: String?, service: String, instance: String, name: String,
    kind: Kind, start: Int, duration: Int, failure: String?, callee: String? = nil,
    breaker: String? = nil, message: Message? = nil
  ) {
    self.callee = callee
    self.breaker = breaker
    self.message = message
    self.trace = trace
    self.id = id
    self.parent = parent
    self.service = service
    self.instance = instance
    self.name = name
    self.kind = kind
    self.start = start
    self.duration = duration
    self.failure = failure
  }
}

/// The latest items of a process, each with a number, for a reader that comes by and asks for what
/// is new. The oldest fall out when there are too many.
public final class RecentItems<Item: Sendable>: Sendable {
  private struct State: Sendable {
    var items: [Item] = []
    /// Where in `items` the next one goes, once it is full.
    var next = 0
    /// The number of the next item.
    var number = 1
  }

  private let limit: Int
  private let state: Guarded<State> = Guarded(State())

  /// Keeps the latest `limit` items, at least one.
  public init(limit: Int) { self.limit = max(limit, 1) }

  /// Keeps an item and returns its number; numbers count from 1.
  @discardableResult
  public func add(_ item: Item) -> Int {
    state.withLock { state in
      if state.items.count < limit {
        state.items.append(item)
      } else {
        state.items[state.next] = item
        state.next = (state.next + 1) % limit
      }
      state.number += 1
      return state.number - 1
    }
  }

  /// The kept items with a number above `last`, oldest first, and the number of the newest.
  public func after(_ last: Int) -> (items: [Item], newest: Int) {
    state.withLock { state in
      let newest = state.number - 1
      let wanted = min(max(newest - last, 0), state.items.count)
      let count = state.items.count
      let items = (count - wanted..<count).map { state.items[(state.next + $0) % count] }
      return (items, newest)
    }
  }
}
