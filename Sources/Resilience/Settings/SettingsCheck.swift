/// Collects what is wrong with settings, so that one look shows all of it.
struct SettingsCheck {
  private(set) var problems: [SettingsProblem] = []

  mutating func require(_ holds: Bool, else problem: SettingsProblem) {
    if !holds { problems.append(problem) }
  }

  mutating func number(_ setting: Setting, _ value: Int?, _ allowed: ClosedRange<Int>) {
    guard let value, !allowed.contains(value) else { return }
    problems.append(.number(setting, value, allowed: allowed))
  }

  mutating func duration(
    _ setting: Setting, _ value: Nanoseconds?, _ low: Nanoseconds, _ high: Nanoseconds
  ) {
    guard let value, !(low...high).contains(value) else { return }
    problems.append(.duration(setting, value, allowed: low...high))
  }

  /// The first setting is to be at least the second.
  mutating func atLeast(
    _ setting: Setting, _ value: Nanoseconds, _ lower: Setting, _ least: Nanoseconds
  ) {
    require(value >= least, else: .capBelow(setting, value, lower, least))
  }

  /// Throws when anything is wrong.
  static func pass(_ problems: [SettingsProblem]) throws(InvalidSettings) {
    if let invalid = InvalidSettings(problems) { throw invalid }
  }
}
