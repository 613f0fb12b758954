/// The tokens of one client: each call takes one, and they come back at a steady rate.
///
/// **Rule.** Over any length of time, calls are at most `burst` plus what the rate gives in that time.
///
/// **Why.** A client that runs wild takes what is meant for all. Saved tokens let an honest client be
/// uneven.
///
/// **Advice.** Tell a refused client when to come back (Retry-After), or it comes back at once.
///
/// The whole state is one instant: when the bucket will be full. That is all that can be known about
/// it, and it makes old buckets need no sweeping.
///
/// Defaults are in ``RateLimitSettings``; a decision is its only event. Time comes from outside and
/// must not run backwards: ``RateLimiter`` sees to that.
struct TokenBucket: Sendable {
  /// When all tokens will have come back; in the past when the bucket is full.
  private(set) var fullAt: Instant

  /// A full bucket.
  init(now: Instant) {
    fullAt = now
  }

  /// Takes a token, if there is one or will be soon enough.
  mutating func take(_ settings: RateLimitSettings, now: Instant) -> RateLimitDecision {
    let fullAfter = max(fullAt, now) + settings.timePerToken
    let excess = fullAfter.since(now) - settings.timeToFill
    if excess <= .zero {
      fullAt = fullAfter
      return .allowed(remaining: remaining(settings, now: now))
    }
    if excess <= settings.longestDelay {
      fullAt = fullAfter
      return .delayed(by: excess)
    }
    return .refused(retryAfter: excess - settings.longestDelay)
  }

  /// Whole tokens in the bucket now.
  func remaining(_ settings: RateLimitSettings, now: Instant) -> Int {
    let room = settings.timeToFill - max(fullAt.since(now), .zero)
    return Int(max(room, .zero).count / settings.timePerToken.count)
  }
}

/// What a rate limit says to a call.
public enum RateLimitDecision: Sendable, Hashable {
  /// Go ahead; so many more could follow at once.
  case allowed(remaining: Int)
  /// Go ahead after so long (throttled).
  case delayed(by: Nanoseconds)
  /// Too many; the next one can be taken after so long.
  case refused(retryAfter: Nanoseconds)
}
