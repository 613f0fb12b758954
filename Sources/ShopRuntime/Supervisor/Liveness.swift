/// Whether a process still answers its liveness probes.
///
/// **Rule.** A probe a second. One that has no answer when the next is due is missed; any answer forgives
/// all before. After two in a row the instance counts as failing, after five it is to be replaced.
///
/// **Why.** A process that was stopped, or hangs before it gets to anything, keeps its port and its
/// callers for ever, and no crash tells of it. Only probes that were sent count, and a single one proves
/// nothing: a busy machine is late now and then.
///
/// Times are those of a `RunningTime`, in nanoseconds: while the supervisor itself did not run, nobody
/// missed anything.
struct Liveness: Sendable, Hashable {
  /// Nanoseconds between two probes.
  static let pace: UInt64 = 1_000_000_000
  /// Missed probes in a row from which on an instance counts as failing.
  static let failing = 2
  /// Missed probes in a row after which it is replaced.
  static let limit = 5

  enum Event: Sendable, Hashable {
    case answered
    case time
  }

  /// What the supervisor has to do.
  enum Action: Sendable, Hashable {
    case nothing
    case probe
    case replace
  }

  private enum State: Sendable, Hashable {
    /// The latest probe was answered; the next is due.
    case resting(until: UInt64)
    /// A probe is under way; missed from that time on.
    case asking(until: UInt64)
    /// It is to be replaced.
    case over
  }

  private var state: State
  private(set) var missed = 0

  /// - Parameter now: when the process became ready.
  init(now: UInt64) { state = .resting(until: now + Self.pace) }

  var isFailing: Bool { missed >= Self.failing }

  mutating func take(_ event: Event, now: UInt64) -> Action {
    switch (state, event) {
    case (.asking(let until), .answered):
      state = .resting(until: until)
      missed = 0
      return .nothing
    case (.resting, .answered):
      missed = 0
      return .nothing
    case (.resting(let until), .time):
      guard now >= until else { return .nothing }
      return ask(now)
    case (.asking(let until), .time):
      guard now >= until else { return .nothing }
      missed += 1
      guard missed < Self.limit else {
        state = .over
        return .replace
      }
      return ask(now)
    case (.over, .answered), (.over, .time): return .nothing
    }
  }

  private mutating func ask(_ now: UInt64) -> Action {
    state = .asking(until: now + Self.pace)
    return .probe
  }
}
