internal import YAML

/// Every sentence about sources that are read by a profile.
enum ProfileProblem {
  static func noAt(_ text: String) -> String {
    "'\(text.printable)' names no profile and address joined by '@'"
  }

  static func noName(_ text: String) -> String {
    "'\(text.printable)' is no profile, with or without the service and the instance that speaks"
  }

  static func unknown(_ id: String, _ known: [String]) -> String {
    "there is no profile '\(id.printable)'\(NearestName.hint(id, in: known))"
      + "; known profiles: \(known.joined(separator: ", "))"
  }

  static func wrongForm(_ id: String, _ form: Profile.Form, _ known: [String]) -> String {
    "the profile '\(id.printable)' reads \(form.rawValue): write \(form.rawValue)=\(id.printable)@…"
      + "; known profiles here: \(known.joined(separator: ", "))"
  }

  static func broken(_ id: String, _ complaint: String) -> String {
    "the profile '\(id.printable)' cannot be read: \(complaint)"
  }

  static func nothing(_ id: String) -> String {
    "the page has nothing that the profile '\(id)' reads; is it the right one?"
  }

  static func nowhere(_ path: String) -> String {
    "the page has no '\(path)'"
  }

  static let tooMany = "the page speaks of too many callers and callees to read them all"
}
