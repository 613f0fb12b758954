public import MeshModel
internal import YAML

/// Reads other thresholds of health than the usual ones, as in `5xx=1%,5%` for all services and
/// `search*:p99=300ms` for those whose names begin so.
public enum HealthLimits {
  /// Why a text is no threshold: what is wrong and what to do about it.
  public struct Problem: Error, Sendable, Hashable {
    /// May quote the text: make it printable.
    public let sentence: String
  }

  /// How a threshold is written, for help and messages.
  public static let form =
    "[SERVICE:]5xx=DEGRADED,FAILING, [SERVICE:]4xx=DEGRADED,FAILING, [SERVICE:]p95=TIME, "
    + "[SERVICE:]p99=TIME, [SERVICE:]n=COUNT, [SERVICE:]messages=DEGRADED,FAILING, "
    + "[SERVICE:]age=TIME,TIME or [SERVICE:]dead=COUNT"

  /// The rules with other thresholds.
  ///
  /// - Parameters:
  ///   - texts: those without a service hold for all that are not named; of several that match a
  ///     service, those given first.
  ///   - rules: what holds where no text says otherwise.
  public static func rules(
    _ texts: [String], over rules: HealthRules = HealthRules()
  ) throws(Problem) -> HealthRules {
    var rules = rules
    var special: [(pattern: String, limit: Limit)] = []
    for text in texts {
      let (pattern, limit) = try read(text)
      if let pattern {
        special.append((pattern, limit))
      } else {
        limit.set(&rules.standard)
        for place in rules.exceptions.indices { limit.set(&rules.exceptions[place].limits) }
      }
    }
    let known = rules
    var named: [(pattern: String, limits: HealthRules.Limits)] = []
    for (pattern, limit) in special {
      let place = named.firstIndex { $0.pattern == pattern } ?? named.endIndex
      if place == named.endIndex { named.append((pattern, known.limits(for: pattern))) }
      limit.set(&named[place].limits)
    }
    // What was named here is found before what was known.
    rules.exceptions = named + known.exceptions
    return rules
  }

  private enum Limit {
    case serverErrors(HealthRules.Thresholds)
    case clientErrors(HealthRules.Thresholds)
    case slow(Double)
    case slow95(Double)
    case sample(Double)
    case messageFailures(HealthRules.Thresholds)
    case messageAge(HealthRules.Ages)
    case deadLetters(Double?)

    func set(_ limits: inout HealthRules.Limits) {
      switch self {
      case .serverErrors(let thresholds): limits.serverErrors = thresholds
      case .clientErrors(let thresholds): limits.clientErrors = thresholds
      case .slow(let milliseconds): limits.slow = milliseconds
      case .slow95(let milliseconds): limits.slow95 = milliseconds
      case .sample(let count): limits.minimumSample = count
      case .messageFailures(let thresholds): limits.messageFailures = thresholds
      case .messageAge(let ages): limits.messageAge = ages
      case .deadLetters(let count): limits.deadLetters = count
      }
    }
  }

  private static func read(_ text: String) throws(Problem) -> (pattern: String?, Limit) {
    // Names of services may have colons in them, rules have none.
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { throw Problem(sentence: wrong(text)) }
    let colon = parts[0].lastIndex(of: ":")
    let pattern = colon.map { String(parts[0][..<$0]) }
    let rule = colon.map { parts[0][parts[0].index(after: $0)...] } ?? parts[0]
    if pattern?.isEmpty == true { throw Problem(sentence: wrong(text)) }
    return (pattern, try limit(String(rule), String(parts[1]), text))
  }

  private static func limit(
    _ rule: String, _ value: String, _ text: String
  ) throws(Problem) -> Limit {
    switch rule {
    case "5xx": if let both = thresholds(value) { return .serverErrors(both) }
    case "4xx": if let both = thresholds(value) { return .clientErrors(both) }
    case "p99": if let time = milliseconds(value) { return .slow(time) }
    case "p95": if let time = milliseconds(value) { return .slow95(time) }
    case "n": if let count = decimal(value[...]) { return .sample(count) }
    case "messages": if let both = thresholds(value) { return .messageFailures(both) }
    case "age": if let both = ages(value) { return .messageAge(both) }
    case "dead":
      if let count = decimal(value[...]) { return .deadLetters(count > 0 ? count : nil) }
    default:
      let hint = NearestName.hint(rule, in: names)
      throw Problem(sentence: "there is no limit '\(rule)'\(hint); expected \(form)")
    }
    throw Problem(sentence: wrong(text))
  }

  private static let names = ["5xx", "4xx", "p99", "p95", "n", "messages", "age", "dead"]

  private static func wrong(_ text: String) -> String { "expected \(form), not '\(text)'" }

  /// Two shares in percent, the first not above the second.
  private static func thresholds(_ text: String) -> HealthRules.Thresholds? {
    let values = text.split(separator: ",", omittingEmptySubsequences: false).map { part in
      decimal(part.hasSuffix("%") ? part.dropLast() : part)
    }
    guard values.count == 2, let degraded = values[0], let failing = values[1],
      degraded <= failing, failing <= 100
    else { return nil }
    return HealthRules.Thresholds(degraded: degraded / 100, failing: failing / 100)
  }

  /// Two times in seconds, the first not above the second.
  private static func ages(_ text: String) -> HealthRules.Ages? {
    let values = text.split(separator: ",", omittingEmptySubsequences: false)
      .map { milliseconds(String($0)) }
    guard values.count == 2, let degraded = values[0], let failing = values[1],
      degraded <= failing
    else { return nil }
    return HealthRules.Ages(degraded: degraded / 1000, failing: failing / 1000)
  }

  private static func milliseconds(_ text: String) -> Double? {
    if text.hasSuffix("ms") { return decimal(text.dropLast(2)) }
    return text.hasSuffix("s") ? decimal(text.dropLast()).map { $0 * 1000 } : nil
  }

  private static func decimal(_ text: Substring) -> Double? {
    guard (1...12).contains(text.utf8.count), text.utf8.first != UInt8(ascii: "."),
      text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") })
    else { return nil }
    return Double(String(text))
  }
}
