/// One token bucket for each client, for a bounded number of clients.
///
/// **Rule.** A client has its own bucket under its key: over any length of time its calls are at most
/// the burst plus what the rate gives in that time. When a new client comes and the room is used
/// up, the fullest bucket goes: a full one is as good as none, so forgetting it changes nothing; only
/// when no bucket is full does a client that has been quiet the longest get its burst anew.
///
/// **Why.** Keys come from outside. Without a bound, made-up keys fill the memory.
///
/// **Advice.** Take the key from what has been checked, such as a token's subject, not from a header
/// anybody can write; limit those without one by address. Bound its length: it is kept.
///
/// Buckets are kept in a heap by the instant at which they are full, so a call costs time in the
/// logarithm of the number of clients.
public struct RateLimiter: Sendable {
  /// What each bucket was made with.
  public let settings: RateLimitSettings
  /// Clients it remembers at the same time.
  public let maximumKeys: Int

  private var time: ForwardTime
  private var clients: ClientHeap
  private var refusals = 0
  private var delays = 0
  private var lossyEvictions = 0

  /// A limiter without clients, or what is wrong with the settings.
  ///
  /// - Parameter maximumKeys: 1 to 1000000.
  public init(
    _ settings: RateLimitSettings, maximumKeys: Int = 10_000, now: Instant
  ) throws(InvalidSettings) {
    var checks = SettingsCheck()
    checks.number(.maximumKeys, maximumKeys, 1...1_000_000)
    try SettingsCheck.pass(settings.problems + checks.problems)
    self.settings = settings
    self.maximumKeys = maximumKeys
    time = ForwardTime(now)
    clients = ClientHeap()
  }

  /// Takes a token of a client.
  public mutating func take(_ key: String, now: Instant) -> RateLimitDecision {
    let now = time.read(now)
    if !clients.contains(key), clients.count == maximumKeys {
      let fullAt = clients.removeFullest()
      if fullAt > now { lossyEvictions += 1 }
    }
    let decision = clients.update(key, fresh: TokenBucket(now: now)) {
      $0.take(settings, now: now)
    }
    switch decision {
    case .allowed: break
    case .delayed: delays += 1
    case .refused: refusals += 1
    }
    return decision
  }

  /// Whole tokens a client has now.
  public func remaining(_ key: String, now: Instant) -> Int {
    let now = time.peek(now)
    return (clients[key] ?? TokenBucket(now: now)).remaining(settings, now: now)
  }

  /// Whole tokens of the client that has the fewest; nil without clients.
  public func fewestRemaining(now: Instant) -> Int? {
    let now = time.peek(now)
    return clients.buckets.lazy.map { $0.remaining(settings, now: now) }.min()
  }

  /// What it shows of itself.
  public var report: RateLimitReport {
    RateLimitReport(
      clients: clients.count, refusals: refusals, delays: delays, lossyEvictions: lossyEvictions)
  }
}

/// What a rate limiter shows of itself.
public struct RateLimitReport: Sendable, Hashable {
  /// Clients it keeps a bucket for.
  public let clients: Int
  /// Calls it refused.
  public let refusals: Int
  /// Calls it let through after a delay.
  public let delays: Int
  /// Buckets that had to go before they were full; many of them mean too few keys.
  public let lossyEvictions: Int
}
