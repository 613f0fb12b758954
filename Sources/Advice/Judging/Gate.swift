/// A demand on a verdict that a build can rest on.
public enum Gate: Hashable, Sendable {
  /// One of these styles is recommended.
  case require([Style])
  /// The recommendation is at least as robust as that; the named class and what is worse fails.
  case robustness(worseOrEqual: Robustness)
  /// No veto may still exclude the recommended style.
  case atRisk
  /// No question is open.
  case unanswered
  /// No warning of that severity or a graver one.
  case severity(Warning.Severity)
  /// Not this warning.
  case warning(id: String)

  /// The names of `--fail-on`, without those of single warnings.
  public static let names =
    ["fragile", "undetermined", "at-risk", "unanswered", "warning"]
    + Warning.Severity.allCases.reversed().map { "warning:\($0.rawValue)" }

  /// The gate of a name, as in `fragile`, `warning:high` or `warning:shared-database`.
  public init?(name: String, _ knowledge: KnowledgeBase) {
    switch name {
    case "fragile": self = .robustness(worseOrEqual: .fragile)
    case "undetermined": self = .robustness(worseOrEqual: .undetermined)
    case "at-risk": self = .atRisk
    case "unanswered": self = .unanswered
    case "warning": self = .severity(.low)
    default:
      guard name.hasPrefix("warning:") else { return nil }
      let what = String(name.dropFirst("warning:".count))
      if let severity = Warning.Severity(rawValue: what) {
        self = .severity(severity)
      } else if knowledge.warnings.contains(where: { $0.rule.id == what }) {
        self = .warning(id: what)
      } else {
        return nil
      }
    }
  }

  /// Why a verdict does not pass; nil when it does.
  public func failure(_ assessment: Assessment) -> String? {
    guard let recommendation = assessment.recommendation else {
      return GateSentence.nothingRecommended
    }
    switch self {
    case .require(let styles):
      let isMet = styles.contains(recommendation.style)
      return isMet ? nil : GateSentence.otherStyle(recommendation.style)
    case .robustness(let limit):
      let isWorse = recommendation.robustness.rank >= limit.rank
      return isWorse ? GateSentence.robustness(recommendation) : nil
    case .atRisk:
      let standing = assessment.result(recommendation.style)?.standing
      return standing == .atRisk ? GateSentence.atRisk(recommendation.style) : nil
    case .unanswered:
      return assessment.unanswered.isEmpty ? nil : GateSentence.open(assessment.unanswered)
    case .severity(let severity):
      return GateSentence.warnings(assessment.warnings.filter { $0.severity >= severity })
    case .warning(let id):
      return GateSentence.warnings(assessment.warnings.filter { $0.id == id })
    }
  }

  /// How the gate is written on a command line, as in `--fail-on fragile`.
  public var option: String {
    switch self {
    case .require(let styles): styles.map { "--require \($0.rawValue)" }.joined(separator: " ")
    case .robustness(let limit): "--fail-on \(limit.rawValue)"
    case .atRisk: "--fail-on at-risk"
    case .unanswered: "--fail-on unanswered"
    case .severity(let severity): "--fail-on warning:\(severity.rawValue)"
    case .warning(let id): "--fail-on warning:\(id)"
    }
  }
}

extension Robustness {
  /// From 0 for what can be relied on most.
  fileprivate var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// Every sentence about a gate that fails.
enum GateSentence {
  static let nothingRecommended = "no style is recommended, every one is excluded"

  static func otherStyle(_ style: Style) -> String { "\(style.rawValue) is recommended" }

  static func robustness(_ recommendation: Assessment.Recommendation) -> String {
    "the recommendation of \(recommendation.style.rawValue) is "
      + recommendation.robustness.rawValue
  }

  static func atRisk(_ style: Style) -> String {
    "answers that are still open may exclude \(style.rawValue)"
  }

  static func open(_ questions: [String]) -> String {
    let few = questions.prefix(3).joined(separator: ", ")
    let more = questions.count > 3 ? " and \(questions.count - 3) more" : ""
    return "\(few)\(more) \(questions.count == 1 ? "is" : "are") not answered"
  }

  /// Nil when there is no warning.
  static func warnings(_ warnings: [Assessment.RaisedWarning]) -> String? {
    if warnings.isEmpty { return nil }
    return warnings.map { "\($0.severity.rawValue) warning \($0.id)" }.joined(separator: ", ")
  }
}
