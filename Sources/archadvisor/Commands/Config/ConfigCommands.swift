import YAML
import Reports
import Settings

extension Command {
  static let configShow = Command(
    name: "config show", summary: "Print the settings in force and where each comes from.",
    group: .program,
    details: [
      "An option of the command line goes before the environment, that before the configuration file, "
        + "and that before what is usual. Of a file with mistakes nothing is in force: all mistakes are "
        + "named on standard error, the settings without the file are printed, and the exit status is 65."
    ],
    options: [.output(["text", "json"])], examples: ["config show", "config show -o json"]
  ) { (invocation: Invocation) throws(Failure) -> ExitCode in
    let (report, problems) = try invocation.settingsReport()
    try invocation.write(json: report.json) { report.page(columns: $0) }
    return invocation.tellBroken(problems, ConfigurationSentence.settingsWithoutFile)
  }

  static let configPath = Command(
    name: "config path", summary: "Print where the configuration file is looked for.",
    group: .program,
    details: [
      "--config FILE goes before the environment variable ARCHADVISOR_CONFIG, that before "
        + "archadvisor/config.yaml in XDG_CONFIG_HOME, which is ~/.config unless said otherwise."
    ],
    options: []
  ) { (invocation: Invocation) throws(Failure) -> ExitCode in
    try Output.write(ConfigurationFiles(named: invocation.value("config")).path + "\n")
    return .fine
  }

  static let configTemplate = Command(
    name: "config template", summary: "Print a configuration file that explains every setting.",
    group: .program,
    details: ["As it stands it changes nothing: each setting is there with its usual value."],
    options: [], examples: ["config template > ~/.config/archadvisor/config.yaml"]
  ) { (_: Invocation) throws(Failure) -> ExitCode in
    try Output.write(Configuration.template)
    return .fine
  }
}

extension Invocation {
  /// Says what is wrong with the configuration file, after what a command printed as without it.
  ///
  /// - Parameter remark: what was printed in the place of what the file would have said.
  func tellBroken(_ problems: [String], _ remark: String) -> ExitCode {
    if problems.isEmpty { return .fine }
    Output.say(problems + ["archadvisor: \(remark)"])
    return .badInput
  }

  fileprivate func settingsReport() throws(Failure) -> (SettingsReport, problems: [String]) {
    let files = ConfigurationFiles(named: value("config"))
    let (configuration, problems) = try readConfigurationOrUsual()
    var lines: [SettingsReport.Line] = []
    for setting in Setting.allCases { lines.append(try line(setting, configuration)) }
    let report = SettingsReport(
      file: files.path, exists: files.exists, themes: files.themes, lines: lines)
    return (report, problems + (try themeProblems()))
  }

  private func line(
    _ setting: Setting, _ configuration: Configuration
  ) throws(Failure) -> SettingsReport.Line {
    if let variable = setting.variable, let text = Environment.value(variable) {
      guard setting.accepts(text) else {
        throw usage(ConfigurationSentence.badVariable(variable, text, setting))
      }
      return SettingsReport.Line(setting.rawValue, text, .environment(variable))
    }
    guard let text = configuration.texts[setting], let place = configuration.places[setting] else {
      return SettingsReport.Line(setting.rawValue, setting.usual, .usual)
    }
    return SettingsReport.Line(
      setting.rawValue, text, .file("\(place.file):\(place.line):\(place.column)"))
  }
}
