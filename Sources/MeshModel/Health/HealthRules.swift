/// When a service counts as degraded or failing. The thresholds are Kiali's (health_calculator.go),
/// so that both say the same of the same requests; the worst rule wins. Kiali knows no messages: what
/// holds for these is ours.
public struct HealthRules: Sendable, Hashable {
  /// Ratios from 0 to 1. No error is always well, whatever `degraded` says.
  public struct Thresholds: Sendable, Hashable {
    public var degraded: Double
    public var failing: Double

    public init(degraded: Double, failing: Double) {
      self.degraded = degraded
      self.failing = failing
    }
  }

  /// Seconds. Behind the first, messages wait too long; behind the second a service fails when they
  /// wait longer and longer. None at all handled for as long as the first is failing, too.
  public struct Ages: Sendable, Hashable {
    public var degraded: Double
    public var failing: Double

    public init(degraded: Double, failing: Double) {
      self.degraded = degraded
      self.failing = failing
    }
  }

  /// What holds for a service.
  public struct Limits: Sendable, Hashable {
    /// Server errors, and requests without any answer.
    public var serverErrors = Thresholds(degraded: 0, failing: 0.1)
    public var clientErrors = Thresholds(degraded: 0.1, failing: 0.2)
    /// Milliseconds of the 99th percentile above which a service is degraded; Kiali has no such
    /// rule, so there is none unless asked for.
    public var slow: Double?
    /// The same of the 95th percentile.
    public var slow95: Double?
    /// Tries to handle a message that failed, of all of them.
    public var messageFailures = Thresholds(degraded: 0, failing: 0.1)
    /// How old the oldest message that nobody has handled may get.
    public var messageAge = Ages(degraded: 5, failing: 60)
    /// Messages given up and kept from which on a service is degraded; nil for none.
    public var deadLetters: Double? = 1
    /// Fewer answers, or messages, never make a service worse than degraded.
    public var minimumSample = 20.0

    public init() {}
  }

  public var standard = Limits()
  /// For services whose name matches, where `*` stands for anything; the first wins.
  public var exceptions: [(pattern: String, limits: Limits)] = []
  /// Seconds over which health is followed from look to look.
  public var windowSeconds = 10.0
  /// So many looks one after the other have to agree before health turns.
  public var confirmations = 2

  public init() {}

  /// What holds for a service, or for a pattern as far as one of the same spelling is known.
  public func limits(for service: String) -> Limits {
    exceptions.first { Self.matches(service, $0.pattern) }?.limits ?? standard
  }

  /// Whether a name fits a pattern: the parts between its stars in their order.
  private static func matches(_ name: String, _ pattern: String) -> Bool {
    let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
    guard parts.count > 1, let first = parts.first, let last = parts.last else {
      return name == pattern
    }
    guard name.hasPrefix(first), name.count >= first.count + last.count else { return false }
    var rest = name.dropFirst(first.count).dropLast(last.count)
    guard name.hasSuffix(last) else { return false }
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let found = rest.firstRange(of: part) else { return false }
      rest = rest[found.upperBound...]
    }
    return true
  }

  public static func == (left: HealthRules, right: HealthRules) -> Bool {
    left.standard == right.standard && left.windowSeconds == right.windowSeconds
      && left.confirmations == right.confirmations
      && left.exceptions.elementsEqual(right.exceptions) { $0 == $1 }
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(standard)
    hasher.combine(windowSeconds)
  }
}
