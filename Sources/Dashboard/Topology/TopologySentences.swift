extension Sentence {
  static func animation(_ isOn: Bool) -> String {
    isOn
      ? "Requests travel again: dense is many, fast is soon answered, ✖ is failed."
      : "Requests are not drawn any more; the figures go on. A brings them back."
  }

  static let noCallsYet =
    "Connected, no traffic yet: no call from one service to another was seen."
  /// - Parameter age: as in `22s`.
  static func noCallsNow(_ age: String) -> String {
    "No traffic now: the last calls from one service to another were seen \(age) ago."
  }
  static let noCallsThen = "No traffic at that moment."
  static let onlyKnownByCalls = "Known only as the other side of calls; no source tells of it."
  static let noCallsOfService =
    "Nothing was seen to call it, and it was not seen to call anything."

  /// How to have requests, where the mesh is one's own.
  static func loadHint(_ nameOption: String) -> String {
    "Requests come from a second shell: archadvisor mesh load\(nameOption)"
  }

  static func moreCalls(_ count: Int) -> String {
    "\(count) more \(count == 1 ? "call" : "calls"); e goes through all"
  }
}
