internal import Resilience

/// What a caller knows of the instances of all services: what the registry said last, and which of them
/// have failed since.
///
/// Pure: times are nanoseconds of the monotonic clock, handed in.
struct Directory: Sendable {
  /// Nanoseconds an instance gets no calls after its first failure; twice as long each further time, up
  /// to `longestAbsence`.
  static let absence: UInt64 = 1_000_000_000
  static let longestAbsence: UInt64 = 8_000_000_000
  /// A call that was given less time than this says nothing about an instance by running out of it.
  static let ampleTime = Nanoseconds.milliseconds(250)
  /// Nanoseconds after a service lost its last instance in which calls wait for the next one. After
  /// that they fail at once, until there is one.
  static let grace: UInt64 = 2_000_000_000
  /// Nanoseconds for which somebody is expected in the place of an instance that is gone: a process that
  /// hangs is replaced about so long after its heartbeats have ended its lease.
  private static let expectation: UInt64 = 4_000_000_000
  /// Nanoseconds after which a service that lost its last instance again is waited for again.
  private static let memory: UInt64 = 10_000_000_000

  /// What became of the latest calls to an address.
  private struct Setback {
    /// When it was noticed. Calls that began before have failed by the same cause.
    var noticed: UInt64
    /// Until when the address gets no calls.
    var until: UInt64
    var streak: Int
    /// Whether nobody listened there.
    var isGone: Bool
  }

  private var services: [String: [Registration]] = [:]
  /// By address.
  private var setbacks: [String: Setback] = [:]
  /// Since when a service has had nobody to call.
  private var emptySince: [String: UInt64] = [:]
  private let began: UInt64

  init(now: UInt64) { began = now }

  /// The instances that calls may go to, in the order of their names.
  func candidates(_ service: String, now: UInt64) -> [Registration] {
    (services[service] ?? []).filter { instance in
      instance.weight > 0 && (setbacks[instance.address].map { $0.until <= now } ?? true)
    }
  }

  /// Until when a call to a service without candidates may wait for one.
  func patience(_ service: String) -> UInt64 { (emptySince[service] ?? began) + Self.grace }

  /// Whether somebody was found gone, or a service lost its last instance, a short while ago: the
  /// registry will soon know who comes instead.
  func awaitsNews(now: UInt64) -> Bool {
    setbacks.values.contains { $0.isGone && now < $0.noticed + Self.expectation }
      || emptySince.values.contains { now < $0 + Self.expectation }
  }

  /// Takes the registry's answer.
  ///
  /// A fresh registry does not know everybody yet: who is missing from its answer stays.
  ///
  /// - Returns: the services that have an instance at an address that is new here.
  mutating func take(_ list: InstanceList, now: UInt64) -> Set<String> {
    let before = services
    let listed = Dictionary(grouping: list.instances, by: \.service)
    if list.isFresh {
      let gone = Set(list.gone)
      services = services.mapValues { all in all.filter { !gone.contains($0.instance) } }
      for (service, instances) in listed { merge(instances, into: service) }
    } else {
      services = listed
    }
    let known = Set(before.values.joined().map(\.address))
    let all = services.values.joined()
    let renewed = Set(all.filter { !known.contains($0.address) }.map(\.service))
    emptySince = emptySince.filter { !renewed.contains($0.key) && now < $0.value + Self.memory }
    for (service, instances) in before where !instances.isEmpty { noteLoss(service, now) }
    let addresses = Set(all.map(\.address))
    setbacks = setbacks.filter { addresses.contains($0.key) }
    return renewed
  }

  private mutating func merge(_ instances: [Registration], into service: String) {
    let names = Set(instances.map(\.instance))
    let others = (services[service] ?? []).filter { !names.contains($0.instance) }
    services[service] = (others + instances).sorted { $0.instance < $1.instance }
  }

  /// What follows from a call that got no answer.
  struct Failure: Sendable, Hashable {
    /// Whether it speaks against the service and not only against one of its instances.
    let isOfService: Bool
    /// Whether another call may follow at once: it goes to somebody else, or waits until there is one.
    let isWorthAskingAtOnce: Bool
  }

  /// Takes the failure of a call to an address of a service, which began at `start`.
  ///
  /// Whoever does not answer is left out while there are others. Only the last one's failures are the
  /// service's own, and all calls that were under way when its connections broke count once. Where
  /// nobody listens there is no instance, which says nothing about the service.
  mutating func failed(
    _ service: String, _ address: String, _ ending: Ending, start: UInt64, now: UInt64
  ) -> Failure {
    let hasOthers = candidates(service, now: now).contains { $0.address != address }
    let isKnown = setbacks[address].map { start < $0.noticed } ?? false
    switch ending {
    case .connectFailed:
      note(address, isKnown, isGone: true, leavesOut: true, now)
      noteLoss(service, now)
      return Failure(isOfService: false, isWorthAskingAtOnce: true)
    case .connectionLost, .timedOut:
      note(address, isKnown, isGone: false, leavesOut: hasOthers, now)
      let isOfService = !hasOthers && (ending == .timedOut || !isKnown)
      return Failure(isOfService: isOfService, isWorthAskingAtOnce: hasOthers)
    case .answered, .clientError, .throttled, .serverError, .unavailable, .cancelled, .refusedHere:
      return Failure(isOfService: true, isWorthAskingAtOnce: false)
    }
  }

  private mutating func note(
    _ address: String, _ isKnown: Bool, isGone: Bool, leavesOut: Bool, _ now: UInt64
  ) {
    var setback = setbacks[address] ?? Setback(noticed: now, until: now, streak: 0, isGone: false)
    if !isKnown {
      // Whoever did well for a while after the last time begins anew.
      if now > setback.until + Self.longestAbsence { setback.streak = 0 }
      setback.streak += 1
      setback.noticed = now
    }
    setback.isGone = setback.isGone || isGone
    if leavesOut {
      let absence = Self.absence << UInt64(min(max(setback.streak, 1) - 1, 10))
      setback.until = setback.noticed + min(absence, Self.longestAbsence)
    }
    setbacks[address] = setback
  }

  /// Notes when a service has lost its last instance, unless that was a short while ago already.
  private mutating func noteLoss(_ service: String, _ now: UInt64) {
    guard candidates(service, now: now).isEmpty else { return }
    if let since = emptySince[service], now < since + Self.memory { return }
    emptySince[service] = now
  }
}
