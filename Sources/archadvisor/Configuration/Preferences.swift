import Files
import Settings
import Terminal
import YAML

/// A value in force, and where it comes from.
struct Preference {
  /// Where a value comes from, the strongest first.
  enum Origin {
    case option(String)
    case environment(String)
    case file(Place)
    case usual
  }

  let text: String
  let origin: Origin
}

extension Invocation {
  /// The same words with what the environment and the configuration say about options that were not
  /// given.
  ///
  /// - Throws: what is wrong with the configuration; but nothing for commands that take nothing from
  ///   it.
  func configured() throws(Failure) -> Invocation {
    guard command.takesConfiguration else { return self }
    var result = self
    result.configuration = try readConfiguration()
    for setting in Setting.allCases
    where command.options.contains(where: { $0.name == setting.option }) {
      guard !isOverruled(setting) else { continue }
      let values = try result.values(of: setting)
      result.fall(back: setting.option, on: values)
    }
    return result
  }

  /// Reads the configuration that the command line means.
  func readConfiguration() throws(Failure) -> Configuration {
    let complaints = Complaints()
    let configuration = try reading(ConfigurationFiles.read, complaints)
    if complaints.hasErrors { throw .badInput(complaints) }
    return configuration
  }

  /// The configuration that the command line means for commands that explain it: where the file is
  /// wrong, that of a program without one, with everything that is wrong with the file.
  ///
  /// - Throws: when the file cannot be read at all.
  func readConfigurationOrUsual() throws(Failure) -> (Configuration, problems: [String]) {
    let complaints = Complaints()
    let configuration = try reading(ConfigurationFiles.read, complaints)
    return complaints.hasErrors ? (Configuration(), complaints.lines) : (configuration, [])
  }

  /// The themes of the user's own.
  func readThemes() throws(Failure) -> [Theme] {
    let complaints = Complaints()
    let themes = try reading(ConfigurationFiles.readThemes, complaints)
    if complaints.hasErrors { throw .badInput(complaints) }
    return themes
  }

  /// Everything that is wrong with the themes of the user's own.
  func themeProblems() throws(Failure) -> [String] {
    let complaints = Complaints()
    _ = try reading(ConfigurationFiles.readThemes, complaints)
    return complaints.hasErrors ? complaints.lines : []
  }

  /// What the files hold that the command line means.
  private func reading<Value>(
    _ read: (ConfigurationFiles) -> (Complaints) throws(FileProblem) -> Value,
    _ complaints: Complaints
  ) throws(Failure) -> Value {
    do throws(FileProblem) {
      return try read(ConfigurationFiles(named: value("config")))(complaints)
    } catch {
      throw .file(error)
    }
  }

  /// What the command line says goes before; one way to name a mesh goes before all others.
  private func isOverruled(_ setting: Setting) -> Bool {
    if flag(setting.option) { return true }
    switch setting {
    case .name, .sources:
      let isNamed = ["name", "source", "replay"].contains { flag($0) }
      let variable = setting == .sources ? Setting.name.variable : nil
      return isNamed || variable.flatMap(Environment.value) != nil
    default: return false
    }
  }

  private func values(of setting: Setting) throws(Failure) -> [String] {
    if let variable = setting.variable, let text = Environment.value(variable) {
      guard setting.accepts(text) else {
        throw usage(ConfigurationSentence.badVariable(variable, text, setting))
      }
      return [text]
    }
    switch setting {
    case .theme: return configuration.theme.map { [$0] } ?? []
    case .window: return configuration.window.map { [$0] } ?? []
    case .interval: return configuration.interval.map { [$0] } ?? []
    case .sources: return configuration.sources ?? []
    case .name:
      // Commands that look at a mesh take either.
      let looksElsewhere =
        !command.name.isEmpty && configuration.sources?.isEmpty == false
        && command.options.contains { $0.name == "source" }
      return looksElsewhere ? [] : configuration.name.map { [$0] } ?? []
    case .ascii, .mouse, .animation, .clipboard, .thresholds, .keys: return []
    }
  }

  /// Whether something that is either on or off is on.
  ///
  /// - Parameter inFile: what the configuration says.
  func isOn(_ setting: Setting, inFile: Bool?) throws(Failure) -> Bool {
    if let variable = setting.variable, let text = Environment.value(variable) {
      guard setting.accepts(text) else {
        throw usage(ConfigurationSentence.badVariable(variable, text, setting))
      }
      return Setting.isOn(text)
    }
    return inFile ?? (setting.usual == "true")
  }
}

extension Command {
  /// Whether the environment and the configuration have a say.
  var takesConfiguration: Bool {
    options.contains { ["theme", "window", "name", "source", "limit"].contains($0.name) }
      && !Command.hidden.contains { $0.name == name }
  }
}

extension Setting {
  /// The option that says the same.
  var option: String { self == .sources ? "source" : rawValue }

  /// Whether an environment variable may say this.
  func accepts(_ text: String) -> Bool {
    switch self {
    case .ascii, .mouse, .animation, .clipboard: ["1", "0", "true", "false"].contains(text)
    case .window:
      SettingLimits.milliseconds(text).map(SettingLimits.window.contains) ?? false
    case .interval:
      SettingLimits.milliseconds(text).map(SettingLimits.interval.contains) ?? false
    // The options of the same names say what is wrong with these.
    case .theme, .name, .sources, .thresholds, .keys: true
    }
  }

  static func isOn(_ text: String) -> Bool { ["1", "true"].contains(text) }
}

/// Every sentence about the configuration and the environment that is not about a file's contents.
enum ConfigurationSentence {
  static func badVariable(_ name: String, _ text: String, _ setting: Setting) -> String {
    let expected =
      switch setting {
      case .window: "a time from 1s to 1m"
      case .interval: "a time from 200ms to 10s"
      default: "true or false"
      }
    return
      "the environment variable \(name) expects \(expected), not '\(text.prefix(40).description.printable)'"
  }

  static let settingsWithoutFile =
    "these mistakes keep the file from being used; the settings printed are those without it"
  static let keysWithoutFile =
    "these mistakes keep the file from being used; the keys printed are those without it"

  static let badInterval = "'--interval' takes a duration from 200ms to 10s"

  static func badTheme(_ name: String, _ known: [String]) -> String {
    "'--theme' is one of \(known.joined(separator: ", ")), not '\(name.prefix(40).description.printable)'"
      + NearestName.hint(name, in: known)
  }
}
