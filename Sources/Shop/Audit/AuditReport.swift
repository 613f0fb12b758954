/// What an audit of the stores has found.
public struct AuditReport: Hashable, Sendable {
  /// Orders ever drafted.
  public var tried = 0
  /// Orders ever accepted.
  public var accepted = 0
  /// Orders that were paid.
  public var confirmed = 0
  /// Accepted orders that were cancelled: the saga undid what was done for them.
  public var compensated = 0
  /// Orders that were cancelled before they were accepted.
  public var refused = 0
  /// Orders that are not final: drafts and accepted ones.
  public var open = 0
  /// Payments that took money.
  public var charges = 0
  /// Payments that were declined and took nothing.
  public var declines = 0
  /// How many statements were checked, by what they are about.
  public var checked: [Invariant: Int] = [:]
  /// How many of them do not hold.
  public var failed: [Invariant: Int] = [:]
  /// The first `violationLimit` of them.
  public var violations: [Violation] = []
  /// What does not hold yet, but will when the messages that are on their way have come; not among
  /// the checks.
  public var onTheirWay: [Violation] = []

  /// Violations that are spelled out; the others are only counted.
  public static let violationLimit = 100

  public init() {}

  /// How many statements were checked.
  public var checks: Int { checked.values.reduce(0, +) }
  /// How many checks failed in all.
  public var violationCount: Int { failed.values.reduce(0, +) }
  /// Whether everything adds up.
  public var isSound: Bool { violationCount == 0 }

  /// The same when some of what was on its way is too late: that counts as violated.
  public func settled(onTheirWay late: [Violation]) -> AuditReport {
    var report = self
    let late = Set(late)
    report.onTheirWay = onTheirWay.filter { !late.contains($0) }
    for violation in onTheirWay where late.contains(violation) { report.check(false, violation) }
    return report
  }

  mutating func note(_ outcome: OrderChecks.Outcome, _ violation: Violation) {
    switch outcome {
    case .holds: check(true, violation)
    case .isOnItsWay: onTheirWay.append(violation)
    case .fails: check(false, violation)
    }
  }

  /// Counts a check; notes the violation when it failed.
  mutating func check(_ holds: Bool, _ violation: Violation) {
    checked[violation.invariant, default: 0] += 1
    if holds { return }
    failed[violation.invariant, default: 0] += 1
    if violations.count < Self.violationLimit { violations.append(violation) }
  }
}
