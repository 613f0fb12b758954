import TestSupport
import Testing

@testable import Resilience

@Suite struct RateLimiterTests {
  private func limiter(
    _ tokens: Int, in interval: Nanoseconds, burst: Int, delay: Nanoseconds = .zero,
    keys: Int = 100
  ) throws -> RateLimiter {
    var settings = RateLimitSettings()
    settings.tokens = tokens
    settings.interval = interval
    settings.burst = burst
    settings.longestDelay = delay
    return try RateLimiter(settings, maximumKeys: keys, now: .at(0))
  }

  @Test func aBurstThenTheRate() throws {
    var limiter = try limiter(10, in: .seconds(1), burst: 3)
    #expect(limiter.remaining("ann", now: .at(0)) == 3)
    for left in [2, 1, 0] {
      #expect(limiter.take("ann", now: .at(0)) == .allowed(remaining: left))
    }
    #expect(limiter.take("ann", now: .at(0)) == .refused(retryAfter: .milliseconds(100)))
    #expect(limiter.take("bob", now: .at(0)) == .allowed(remaining: 2))
    #expect(limiter.take("ann", now: .at(99)) == .refused(retryAfter: .milliseconds(1)))
    #expect(limiter.take("ann", now: .at(100)) == .allowed(remaining: 0))
    #expect(limiter.remaining("ann", now: .at(10_000)) == 3)
    #expect(limiter.report.refusals == 2)
  }

  @Test func theClientThatHasTheFewestIsKnown() throws {
    var limiter = try limiter(10, in: .seconds(1), burst: 3)
    #expect(limiter.fewestRemaining(now: .at(0)) == nil)
    for _ in 1...2 { _ = limiter.take("ann", now: .at(0)) }
    _ = limiter.take("bob", now: .at(0))
    #expect(limiter.fewestRemaining(now: .at(0)) == 1)
    #expect(limiter.fewestRemaining(now: .at(100)) == 2)
    #expect(limiter.fewestRemaining(now: .at(10_000)) == 3)
  }

  @Test func throttlingDelaysBeforeItRefuses() throws {
    var limiter = try limiter(10, in: .seconds(1), burst: 1, delay: .milliseconds(150))
    #expect(limiter.take("ann", now: .at(0)) == .allowed(remaining: 0))
    #expect(limiter.take("ann", now: .at(0)) == .delayed(by: .milliseconds(100)))
    #expect(limiter.take("ann", now: .at(0)) == .refused(retryAfter: .milliseconds(50)))
    #expect(limiter.take("ann", now: .at(50)) == .delayed(by: .milliseconds(150)))
    #expect(limiter.remaining("ann", now: .at(50)) == 0)
    #expect(limiter.report.delays == 2)
  }

  @Test func fullBucketsGoFirst() throws {
    var limiter = try limiter(1, in: .seconds(1), burst: 2, keys: 2)
    for _ in 1...2 { _ = limiter.take("busy", now: .at(0)) }
    _ = limiter.take("idle", now: .at(0))
    #expect(limiter.take("new", now: .at(1000)) == .allowed(remaining: 1))
    #expect(limiter.report.clients == 2 && limiter.report.lossyEvictions == 0)
    #expect(limiter.take("busy", now: .at(1000)) == .allowed(remaining: 0))
    #expect(limiter.take("another", now: .at(1000)) == .allowed(remaining: 1))
    #expect(limiter.report.lossyEvictions == 1)
    #expect(limiter.take("busy", now: .at(1000)) == .refused(retryAfter: .seconds(1)))
  }

  /// Over every stretch of a random history: calls let through at most burst plus rate times time.
  @Test(arguments: 1...60)
  func neverExceedsTheRate(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let tokens = generator.number(1...50)
    let interval = generator.length(.milliseconds(1), .seconds(2))
    let burst = generator.number(1...20)
    let delay = generator.once(in: 2) ? .zero : generator.length(.zero, .seconds(1))
    var limiter = try limiter(tokens, in: interval, burst: burst, delay: delay)
    var now = Instant.at(0)
    var passed: [Instant] = []
    for _ in 1...300 {
      now = now + generator.length(.zero, Nanoseconds(interval.count * 2 / Int64(tokens)))
      switch limiter.take("ann", now: now) {
      case .allowed: passed.append(now)
      case .delayed(let wait):
        #expect(wait > .zero && wait <= delay)
        passed.append(now + wait)
      case .refused(let wait):
        #expect(wait > .zero)
        var early = limiter
        var late = limiter
        #expect(early.take("ann", now: now + wait - Nanoseconds(1)).isRefusal)
        #expect(!late.take("ann", now: now + wait).isRefusal)
      }
    }
    for (first, start) in passed.enumerated() {
      for last in first..<passed.count {
        let length = passed[last].since(start).count
        let most = burst + Int(length * Int64(tokens) / interval.count)
        if last - first + 1 > most { Issue.record("\(last - first + 1) calls in \(length) ns") }
      }
    }
    #expect(passed.count > burst)
  }

  /// Against buckets that are kept for ever: keys that come and go change nothing but at lossy
  /// evictions, and there are never more buckets than permitted.
  @Test(arguments: 1...40)
  func boundedKeysForgetOnlyWhatIsFull(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let keys = generator.number(1...12)
    var bounded = try limiter(5, in: .seconds(1), burst: 2, keys: keys)
    var unbounded = try limiter(5, in: .seconds(1), burst: 2, keys: 1000)
    var now = Instant.at(0)
    for _ in 1...400 {
      now = now + generator.length(.zero, .milliseconds(300))
      let key = String(generator.number(1...16))
      let decision = bounded.take(key, now: now)
      let expected = unbounded.take(key, now: now)
      #expect(bounded.report.clients <= keys)
      if bounded.report.lossyEvictions > 0 { return }
      #expect(decision == expected)
    }
  }

  /// The client that goes is always the one whose bucket is full first.
  @Test(arguments: 1...40)
  func theHeapFindsTheFullest(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    var heap = ClientHeap()
    var plain: [String: Instant] = [:]
    var settings = RateLimitSettings()
    settings.burst = 1_000_000
    for step in 1...400 {
      let now = Instant.at(Int64(step))
      if !plain.isEmpty, generator.once(in: 4) {
        let fullest = heap.removeFullest()
        #expect(fullest == plain.values.min())
        let gone = plain.keys.filter { !heap.contains($0) }
        #expect(gone.count == 1)
        for key in gone { #expect(plain.removeValue(forKey: key) == fullest) }
      } else {
        let key = String(generator.number(1...30))
        for _ in 0..<generator.number(1...9) {
          _ = heap.update(key, fresh: TokenBucket(now: now)) { $0.take(settings, now: now) }
        }
        plain[key] = heap[key]?.fullAt
      }
      #expect(heap.count == plain.count)
      for (key, fullAt) in plain { #expect(heap[key]?.fullAt == fullAt) }
    }
  }

  @Test func aClockSetBackNeitherLocksOutNorLetsIn() throws {
    var limiter = try limiter(1, in: .seconds(1), burst: 1)
    #expect(!limiter.take("ann", now: .at(3_600_000)).isRefusal)
    #expect(limiter.take("ann", now: .at(0)) == .refused(retryAfter: .seconds(1)))
    #expect(limiter.take("ann", now: .at(1000)) == .allowed(remaining: 0))
  }
}

extension RateLimitDecision {
  fileprivate var isRefusal: Bool {
    switch self {
    case .allowed, .delayed: false
    case .refused: true
    }
  }
}
