/// Where an order stands between being wanted and being settled.
///
///     draft ──place──▶ pending ──payment succeeded──▶ confirmed
///       │                 └──────payment failed─────▶ cancelled
///       └──refuse, expire───────────────────────────▶ cancelled
///
/// There is no transaction over all services. Each does its step in its own store and tells the
/// others, who do theirs or undo what they did. Messages come late, twice, and again after a
/// crash, so every step is defined in every state, and a step that was taken is not taken twice.
public struct Saga: Hashable, Sendable {
  /// Closed on purpose: only `take` moves it.
  private enum State: String {
    case draft, pending, confirmed, cancelled
  }

  /// Something that may move an order.
  public enum Step: Hashable, CaseIterable, Sendable {
    /// User and prices are known and the goods are reserved.
    case place
    /// User, prices or goods could not be had.
    case refuse
    /// A draft has grown too old.
    case expire
    case paymentSucceeded
    case paymentFailed
  }

  /// What a step did.
  public enum Outcome: Hashable, Sendable {
    /// The order stands somewhere else now; tell the others.
    case moved
    /// The step was taken before. Nothing changes.
    case repeated
    /// The order has gone another way meanwhile. Nothing changes.
    case tooLate
    /// No order of events can bring this step here. Nothing changes.
    case impossible
  }

  private var state = State.draft

  /// A draft.
  public init() {}

  /// The state of this name, as `name` gave it; nil for anything else.
  public init?(name: String) {
    guard let state = State(rawValue: name) else { return nil }
    self.state = state
  }

  /// `draft`, `pending`, `confirmed` or `cancelled`.
  public var name: String { state.rawValue }

  public var isDraft: Bool { state == .draft }
  public var isPending: Bool { state == .pending }
  public var isConfirmed: Bool { state == .confirmed }
  public var isCancelled: Bool { state == .cancelled }
  /// Whether nothing can move it any more.
  public var isFinal: Bool { isConfirmed || isCancelled }

  /// Takes a step.
  public mutating func take(_ step: Step) -> Outcome {
    switch (state, step) {
    case (.draft, .place): return move(.pending)
    case (.draft, .refuse): return move(.cancelled)
    case (.draft, .expire): return move(.cancelled)
    // Payment hears of an order only after it was placed.
    case (.draft, .paymentSucceeded): return .impossible
    case (.draft, .paymentFailed): return .impossible

    case (.pending, .place): return .repeated
    // Two requests with the same key: the other one got through.
    case (.pending, .refuse): return .tooLate
    case (.pending, .expire): return .tooLate
    case (.pending, .paymentSucceeded): return move(.confirmed)
    case (.pending, .paymentFailed): return move(.cancelled)

    case (.confirmed, .place): return .repeated
    case (.confirmed, .refuse): return .tooLate
    case (.confirmed, .expire): return .tooLate
    case (.confirmed, .paymentSucceeded): return .repeated
    // Payment decides once.
    case (.confirmed, .paymentFailed): return .impossible

    case (.cancelled, .place): return .tooLate
    case (.cancelled, .refuse): return .repeated
    case (.cancelled, .expire): return .repeated
    // Money taken for goods that were given back.
    case (.cancelled, .paymentSucceeded): return .impossible
    case (.cancelled, .paymentFailed): return .repeated
    }
  }

  private mutating func move(_ next: State) -> Outcome {
    state = next
    return .moved
  }
}
