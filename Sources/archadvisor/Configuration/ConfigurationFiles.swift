import Files
import Settings
import Terminal
import YAML

/// Where the configuration is looked for.
struct ConfigurationFiles {
  /// The configuration file.
  let path: String
  /// Whether somebody named it; only then it has to be there.
  let isNamed: Bool
  /// The folder of themes.
  let themes: String

  /// - Parameter named: what `--config` says.
  init(named: String?) {
    let folder = UserFolders.own.configuration
    themes = "\(folder)/themes"
    let named = named ?? Environment.value("ARCHADVISOR_CONFIG")
    path = named ?? "\(folder)/config.yaml"
    isNamed = named != nil
  }

  /// Whether there is a file to read.
  var exists: Bool { isNamed || Files.exists(path) }

  /// Reads the file; as without one where there is none.
  func read(_ complaints: Complaints) throws(FileProblem) -> Configuration {
    guard exists else { return Configuration() }
    let bytes = try Files.read(path, limit: ParserLimits.standard.bytes)
    return Configuration.read(
      bytes, file: path, themes: Theme.all.map(\.name) + ownThemeNames, complaints)
  }

  /// The names of the themes in the folder.
  private var ownThemeNames: [String] { themeFiles.compactMap(ThemeReader.name(ofFile:)) }

  /// The most themes that are read.
  private static let themeLimit = 50

  private var themeFiles: [String] {
    guard Files.isDirectory(themes), let names = try? Files.names(in: themes) else { return [] }
    return Array(
      names.filter { ThemeReader.name(ofFile: $0) != nil }.sorted().prefix(Self.themeLimit))
  }

  /// Reads the themes of the folder.
  func readThemes(_ complaints: Complaints) throws(FileProblem) -> [Theme] {
    var result: [Theme] = []
    for file in themeFiles {
      guard let name = ThemeReader.name(ofFile: file) else { continue }
      let path = "\(themes)/\(file)"
      let bytes = try Files.read(path, limit: ThemeReader.limit)
      if let theme = ThemeReader.read(bytes, name: name, file: path, complaints) {
        result.append(theme)
      }
    }
    return result
  }
}
