import Dashboard
import MeshModel
import Terminal
public import YAML

extension Configuration {
  /// Reads a configuration.
  ///
  /// - Parameters:
  ///   - themes: the names of all themes there are.
  ///   - complaints: takes everything that is wrong.
  public static func read(
    _ bytes: [UInt8], file: String, themes: [String], _ complaints: Complaints
  ) -> Configuration {
    // A file of remarks only is a file, too.
    if isBlank(bytes) { return Configuration() }
    guard let document = Document.parse(bytes, file: file, complaints) else {
      return Configuration()
    }
    var reader = ConfigurationReader(document.root, themes, complaints)
    return reader.read()
  }

  private static func isBlank(_ bytes: [UInt8]) -> Bool {
    bytes.split(separator: UInt8(ascii: "\n")).allSatisfy { line in
      let text = line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\r") }
      return text.isEmpty || text.first == UInt8(ascii: "#")
    }
  }
}

/// Reads the fields of a configuration one by one.
private struct ConfigurationReader {
  private var fields: Fields
  private let themes: [String]
  private let complaints: Complaints
  private var result = Configuration()

  init(_ root: Node, _ themes: [String], _ complaints: Complaints) {
    fields = Fields(root, "the configuration", complaints)
    self.themes = themes
    self.complaints = complaints
  }

  mutating func read() -> Configuration {
    if let schema = fields.optional("schema"), let text = schema.text(complaints),
      text != Configuration.schema
    {
      complaints.add(schema.place, SettingSentence.schema(text))
    }
    readAppearance()
    readMesh()
    node(.thresholds).map { result.thresholds = ThresholdReader(complaints).list($0) }
    node(.keys).map { readKeys($0) }
    fields.finish()
    return result
  }

  /// The node of a setting; where it stands and what it says is kept.
  private mutating func node(_ setting: Setting) -> Node? {
    guard let node = fields.optional(setting.rawValue) else { return nil }
    result.places[setting] = node.place
    result.texts[setting] = node.inline
    return node
  }

  private mutating func flag(_ setting: Setting) -> Bool? {
    node(setting).flatMap { $0.flag(complaints) }
  }

  private mutating func readAppearance() {
    if let node = node(.theme), let name = node.text(complaints) {
      let known = name == "color-blind" ? "colour-blind" : name
      if !themes.contains(known) {
        complaints.add(node.place, FieldSentence.notOneOf(name, themes))
      }
      result.theme = known
    }
    result.isAscii = flag(.ascii)
    result.usesMouse = flag(.mouse)
    result.animates = flag(.animation)
    result.copies = flag(.clipboard)
  }

  private mutating func readMesh() {
    result.window = duration(.window, SettingLimits.window)
    result.interval = duration(.interval, SettingLimits.interval)
    if let node = node(.name), let name = node.text(complaints) {
      if !SettingLimits.isMeshName(name) {
        complaints.add(node.place, SettingSentence.meshName(name))
      }
      result.name = name
    }
    if let node = node(.sources) {
      result.sources = node.list(complaints).compactMap { $0.text(complaints) }
    }
  }

  private mutating func duration(_ setting: Setting, _ range: ClosedRange<Int>) -> String? {
    guard let node = node(setting), let text = node.text(complaints) else { return nil }
    guard let milliseconds = SettingLimits.milliseconds(text), range.contains(milliseconds) else {
      complaints.add(node.place, SettingSentence.duration(text, range))
      return nil
    }
    return text
  }

  private mutating func readKeys(_ node: Node) {
    let reader = KeyReader(complaints)
    let wishes = reader.wishes(node)
    let (table, problems) = Keys.table(with: wishes.map(\.wish))
    for (place, problem) in problems where wishes.indices.contains(place) {
      complaints.add(wishes[place].node.place, problem.sentence)
    }
    result.wishes = wishes.map(\.wish)
    if problems.isEmpty { result.table = table }
  }
}
