/// Judges a changed version that gets a small share of the calls, beside the old one.
///
/// Rule: with enough calls on both sides, the new version goes on when its errors are at most five
/// points above the old one's and its 99th percentile is at most twice the old one's plus 50 ms.
/// With too few calls at the end of the time there is no reason to trust it: it goes back.
struct Canary: Sendable, Hashable {
  /// What was seen of one side.
  struct Seen: Sendable, Hashable {
    var calls = 0
    var errors = 0
    /// Milliseconds; nil without calls.
    var p99: Double?

    var errorRatio: Double { calls == 0 ? 0 : Double(errors) / Double(calls) }
  }

  enum Verdict: Sendable, Hashable {
    case watch
    case rollOn
    case rollBack(reason: String)
  }

  /// Calls the new version must have answered before it is judged.
  static let enoughCalls = 20

  /// - Parameter isOver: whether the time for watching is over.
  static func judge(new: Seen, old: Seen, isOver: Bool) -> Verdict {
    if new.calls >= enoughCalls, let reason = objection(new, old) {
      return .rollBack(reason: reason)
    }
    guard isOver else { return .watch }
    if new.calls < enoughCalls {
      return .rollBack(reason: "only \(new.calls) calls reached it, too few to judge")
    }
    return .rollOn
  }

  private static func objection(_ new: Seen, _ old: Seen) -> String? {
    if new.errorRatio > old.errorRatio + 0.05 {
      return "\(percent(new.errorRatio)) errors beside \(percent(old.errorRatio))"
    }
    if let mine = new.p99, mine > 2 * (old.p99 ?? 0) + 50 {
      return "99th percentile \(Int(mine)) ms beside \(Int(old.p99 ?? 0)) ms"
    }
    return nil
  }

  private static func percent(_ ratio: Double) -> String { "\(Int((ratio * 100).rounded()))%" }

  /// The weight that gives one new instance a share of all calls beside old ones of weight 100.
  ///
  /// - Parameter percent: 1 to 50.
  static func weight(percent: Int, oldInstances: Int) -> Int {
    max(100 * oldInstances * percent / (100 - percent), 1)
  }
}
