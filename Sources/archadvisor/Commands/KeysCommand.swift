import Settings
import Dashboard
import Reports
import Terminal

extension Command {
  static let keys = Command(
    name: "keys", summary: "Print every key of the text UI and what it does.", group: .program,
    details: [
      "By where a key can be used; on a screen, ? shows those that can be used there. The JSON names "
        + "keys as '--keys' takes them. In brackets stands the name by which the configuration gives an "
        + "action other keys, as in 'quit: [Q]' or, for one place only, 'matrix.accept: [o]'. With mistakes "
        + "in the configuration file the keys without it are printed, all mistakes are named on standard "
        + "error, and the exit status is 65."
    ],
    options: [.output(["text", "json"])], examples: ["keys", "keys -o json"]
  ) { (invocation: Invocation) throws(Failure) -> ExitCode in
    let (configuration, problems) = try invocation.readConfigurationOrUsual()
    let table = configuration.table
    let report = KeysReport(
      KeyScope.allCases.map { scope in
        let bindings = table.bindings.filter { $0.scope == scope }
        return KeysReport.Scope(
          scope.rawValue, title: scope.title,
          bindings.map {
            KeysReport.Line($0.keys, action: $0.action.name, label: $0.label, help: $0.help)
          })
      })
    try invocation.write(json: report.json) { report.page(columns: $0) }
    return invocation.tellBroken(problems, ConfigurationSentence.keysWithoutFile)
  }
}
