extension Sentence {
  static let arms = "Lets faults be set for two minutes."
  static let disarms = "Locks faults again; those that are set go on."
  static let faultCommand =
    "Breaks a service, an instance or an edge for a while, as in fault payment errors 50% for 20s."
  static let filterCommand =
    "Shows only the services that match, as in filter err > 5; without more words, all."
  static let goesToService = "Shows this service on the Mesh tab."
  static let noCommand = "No command fits; Backspace takes a letter back, Esc closes."

  static func nothingRun(_ typed: String) -> String {
    "Nothing was done: no command fits '\(typed)'. Backspace takes a letter back, Esc closes."
  }

  static func filters(_ count: Int) -> String {
    "Shows the \(count == 1 ? "one service that matches" : "\(count) services that match")."
  }

  static func noTarget(_ target: String) -> String {
    "There is no service, instance or edge '\(target)'."
  }
}
