import MeshModel
import YAML

/// Reads thresholds of health.
struct ThresholdReader {
  let complaints: Complaints

  init(_ complaints: Complaints) {
    self.complaints = complaints
  }

  func list(_ node: Node) -> [(pattern: String, limits: HealthRules.Limits)] {
    var seen: Set<String> = []
    return node.list(complaints).compactMap { item in
      var fields = Fields(item, "a threshold", complaints)
      let name = fields.required("service")
      var limits = HealthRules.Limits()
      shares(fields.optional("5xx")).map { limits.serverErrors = $0 }
      shares(fields.optional("4xx")).map { limits.clientErrors = $0 }
      limits.slow95 = time(fields.optional("p95"))
      limits.slow = time(fields.optional("p99"))
      count(fields.optional("sample")).map { limits.minimumSample = $0 }
      shares(fields.optional("messages")).map { limits.messageFailures = $0 }
      ages(fields.optional("age")).map { limits.messageAge = $0 }
      count(fields.optional("dead")).map { limits.deadLetters = $0 > 0 ? $0 : nil }
      fields.finish()
      guard let name, let pattern = name.text(complaints) else { return nil }
      if !seen.insert(pattern).inserted {
        complaints.add(name.place, SettingSentence.twice(pattern))
      }
      return (pattern, limits)
    }
  }

  /// Two percentages, the first not above the second.
  private func shares(_ node: Node?) -> HealthRules.Thresholds? {
    guard let node else { return nil }
    let values = node.items.map { SettingLimits.percent($0.text ?? "") }
    guard values.count == 2, let degraded = values[0], let failing = values[1],
      degraded <= failing
    else {
      complaints.add(node.place, SettingSentence.shares(node))
      return nil
    }
    return HealthRules.Thresholds(degraded: degraded / 100, failing: failing / 100)
  }

  /// Milliseconds, as in `300ms`, `2s` or `300`.
  private func time(_ node: Node?) -> Double? {
    guard let node else { return nil }
    let text = node.text ?? ""
    let milliseconds = node.wholeNumber ?? SettingLimits.milliseconds(text)
    guard let milliseconds, (1...600_000).contains(milliseconds) else {
      complaints.add(node.place, SettingSentence.time(node))
      return nil
    }
    return Double(milliseconds)
  }

  /// Two times in seconds, the first not above the second.
  private func ages(_ node: Node?) -> HealthRules.Ages? {
    guard let node else { return nil }
    let values = node.items.map { item in
      item.wholeNumber ?? SettingLimits.milliseconds(item.text ?? "")
    }
    guard values.count == 2, let degraded = values[0], let failing = values[1],
      degraded <= failing, (0...86_400_000).contains(degraded),
      (0...86_400_000).contains(failing)
    else {
      complaints.add(node.place, SettingSentence.ages(node))
      return nil
    }
    return HealthRules.Ages(degraded: Double(degraded) / 1000, failing: Double(failing) / 1000)
  }

  private func count(_ node: Node?) -> Double? {
    guard let node else { return nil }
    guard let number = node.integer(complaints) else { return nil }
    guard (0...1_000_000).contains(number) else {
      complaints.add(node.place, SettingSentence.sample(number))
      return nil
    }
    return Double(number)
  }
}
