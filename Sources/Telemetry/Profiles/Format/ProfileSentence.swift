import YAML

/// Every sentence about what is wrong in a profile.
enum ProfileSentence {
  static let noParts = "the profile reads nothing; give it calls, served, breakers or instances"
  static let noReadings = "this reads nothing; name at least one series or path"
  static let oneMeaning = "expected exactly one of 'counts', 'status' and 'by'"
  static let oneField = "expected a mapping with one label or path"
  static let noState = "expected 'state', or 'limit' with 'reached' or 'left'"
  static let oneTest = "expected exactly one of 'not', 'holds', 'starts' and 'starts-not'"
  static let badEnd = "expected one ASCII character, where the name ends"
  static let badPage = "expected a path that begins with a slash"
  static let noItems = "expected 'each', the path of the items, such as 'circuitBreakers.*'"
  static let emptyNames = "an empty list of names; name at least one"

  static func noSeries(_ name: String) -> String {
    "'\(name.prefix(60))' is no name of a series; expected letters, digits, '_' and ':'"
  }

  static func noLabel(_ name: String) -> String {
    "'\(name.prefix(60))' is no name of a label; expected letters, digits and '_'"
  }

  static func noPath(_ name: String) -> String {
    "'\(name.prefix(60))' is no path; expected names joined by dots, such as 'Service.ID'"
  }

  static func unknownPage(_ page: String, _ pages: [String]) -> String {
    "the profile asks no page '\(page.prefix(60))'\(NearestName.hint(page, in: pages))"
  }

  static func notFor(_ key: String, _ form: Profile.Form) -> String {
    "'\(key)' means nothing in a profile that reads \(form.rawValue)"
  }

  static func unreadSeries(_ name: String) -> String {
    "no page of the proof has the series '\(name)', so a misspelt name would not show; add it"
  }

  static func unreadPath(_ name: String) -> String {
    "no page of the proof has the path '\(name)', so a misspelt name would not show; add it"
  }
}
