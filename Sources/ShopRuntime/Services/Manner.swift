import HTTP
import Platform

/// How the next version of a demonstration misbehaves, so that a canary has something to find.
struct Manner: Sendable, Hashable {
  /// Milliseconds more for every request.
  var delay = 0
  /// Percent of requests that fail.
  var errors = 0

  /// Nil for a word that is none of `slow` and `faulty`; several stand with commas between them.
  init?(_ text: String) {
    for word in text.split(separator: ",") {
      switch word {
      case "slow": delay = 300
      case "faulty": errors = 30
      default: return nil
      }
    }
  }

  /// The routes, answered in this manner.
  func applied(_ routes: [Route], chance: @escaping @Sendable () -> UInt64) -> [Route] {
    if self == Manner("") { return routes }
    return routes.map { route in
      Route(route.method, route.pattern, pool: route.pool, notes: route.notes) { incoming in
        if delay > 0 { Clock.pause(milliseconds: delay) }
        if Int(chance() % 100) < errors { throw Refusal(500, "this version is faulty on purpose") }
        return try route.answer(incoming)
      }
    }
  }
}
