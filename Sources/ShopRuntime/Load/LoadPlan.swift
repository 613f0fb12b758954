internal import Shop

/// What load is to be put on a shop.
public struct LoadPlan: Sendable, Hashable {
  /// Requests a second.
  public var rate = 100.0
  public var seconds = 30.0
  /// The same seed gives the same requests at the same moments.
  public var seed: UInt64 = 1
  public var mix = LoadMix.standard
  /// Different clients that the requests come from.
  public var clients = 200
  /// Requests under way at once at most; each has a thread and a connection.
  public var connections = 200
  /// Milliseconds a client waits for its answer, from the moment at which it wanted to ask.
  public var patience = 5000

  public init() {}

  /// Whether it can be done at all.
  public static let rates = 0.1...100_000.0
  public static let durations = 0.1...86_400.0
  public static let connectionCounts = 1...2000
}

/// A request at the moment at which it is wanted.
public struct Arrival: Sendable, Hashable {
  /// Counts from 0.
  public let number: Int
  /// Nanoseconds after the start.
  public let offset: UInt64
  public let action: LoadAction
  /// Which client, from 0.
  public let client: Int
  /// Decides what else there is to decide.
  public let chance: UInt64
}

/// All arrivals of a plan, in order of time.
///
/// They are fixed by rate and seed alone, and never wait for answers: an open loop. The n-th request
/// comes at a random moment of the n-th interval, so that their number is exact and their rhythm is
/// not.
struct ArrivalSchedule: Sendable {
  private let plan: LoadPlan
  private let count: Int
  private var number = 0
  private var chance: Chance

  init(_ plan: LoadPlan) {
    self.plan = plan
    count = Int((plan.rate * plan.seconds).rounded())
    chance = Chance(seed: plan.seed)
  }

  /// The next arrival; nil when the plan is over.
  mutating func next() -> Arrival? {
    guard number < count else { return nil }
    defer { number += 1 }
    let part = Double(chance.next() >> 11) / Double(1 << 53)
    return Arrival(
      number: number, offset: UInt64((Double(number) + part) / plan.rate * 1e9),
      action: plan.mix.action(chance.next()),
      client: Int(chance.next() % UInt64(max(plan.clients, 1))), chance: chance.next())
  }
}
