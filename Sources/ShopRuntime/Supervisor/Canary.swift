/// Judges a changed version that gets a small share of the calls, beside the old one.
///
/// Rule: with enough calls to the new version, it goes back when its errors are more than five points
/// above the old one's, or its median above twice the old one's plus 20 ms. The 99th
/// percentile may be at most twice the old one's plus 50 ms, once there are so many calls that it is
/// more than the slowest call of a process that has just started. With too few calls at the end of
/// the time there is no reason to trust it: it goes back, too.
struct Canary: Sendable, Hashable {
  /// What was seen of one side.
  struct Seen: Sendable, Hashable {
    var calls = 0
    var errors = 0
    /// Milliseconds; nil without calls.
    var p50: Double?
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
  /// Calls it must have answered before one in a hundred of them says anything.
  static let enoughForTail = 300

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
    if let reason = slow("median", new.p50, old.p50, slack: 20) { return reason }
    guard new.calls >= enoughForTail else { return nil }
    return slow("99th percentile", new.p99, old.p99, slack: 50)
  }

  private static func slow(
    _ what: String, _ new: Double?, _ old: Double?, slack: Double
  ) -> String? {
    // Where the old version was not called there is nothing to compare with.
    guard let new, let old, new > 2 * old + slack else { return nil }
    return "\(what) \(Int(new)) ms beside \(Int(old)) ms"
  }

  private static func percent(_ ratio: Double) -> String { "\(Int((ratio * 100).rounded()))%" }

  /// The weight that gives one new instance a share of all calls beside old ones of weight 100.
  ///
  /// - Parameter percent: 1 to 50.
  static func weight(percent: Int, oldInstances: Int) -> Int {
    max(100 * oldInstances * percent / (100 - percent), 1)
  }
}
