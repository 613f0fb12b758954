public import Terminal
public import YAML

/// Reads a theme of somebody's own.
public enum ThemeReader {
  /// The largest file that is read as a theme, in bytes.
  public static let limit = 65_536

  /// The name a file gives its theme; nil when the file is none.
  public static func name(ofFile file: String) -> String? {
    file.hasSuffix(".yaml") && !file.hasPrefix(".") ? String(file.dropLast(5)) : nil
  }

  /// A theme; what a file leaves out looks as in the theme it is based on.
  public static func read(
    _ bytes: [UInt8], name: String, file: String, _ complaints: Complaints
  ) -> Theme? {
    if Theme.named(name) != nil {
      complaints.add(Place(file: file), SettingSentence.builtIn(name))
      return nil
    }
    if !isName(name) {
      complaints.add(Place(file: file), SettingSentence.themeName(name))
      return nil
    }
    guard let document = Document.parse(bytes, file: file, complaints) else { return nil }
    var fields = Fields(document.root, "a theme", complaints)
    let summary = fields.optionalText("summary") ?? "A theme of your own."
    let base = base(fields.optional("base"), complaints)
    let roles = looks(fields.optional("roles"), Role.allCases, \.fileName, complaints)
    let surfaces = looks(fields.optional("surfaces"), Surface.allCases, \.fileName, complaints)
    fields.finish()
    return base.changed(name: name, summary: summary, roles: roles, surfaces: surfaces)
  }

  private static func isName(_ name: String) -> Bool {
    (1...30).contains(name.utf8.count)
      && name.utf8.allSatisfy {
        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
      }
  }

  private static func base(_ node: Node?, _ complaints: Complaints) -> Theme {
    guard let node, let name = node.text(complaints) else { return .standard }
    if let theme = Theme.named(name) { return theme }
    complaints.add(node.place, FieldSentence.notOneOf(name, Theme.all.map(\.name)))
    return .standard
  }

  private static func looks<Meaning: Hashable>(
    _ node: Node?, _ all: [Meaning], _ name: (Meaning) -> String, _ complaints: Complaints
  ) -> [Meaning: LookChange] {
    guard let node else { return [:] }
    var fields = Fields(node, "looks by their names", complaints)
    var result: [Meaning: LookChange] = [:]
    for meaning in all {
      if let look = fields.optional(name(meaning)) {
        result[meaning] = LookReader(complaints).look(look)
      }
    }
    fields.finish()
    return result
  }
}

/// Reads how one role or one surface looks.
private struct LookReader {
  let complaints: Complaints

  init(_ complaints: Complaints) {
    self.complaints = complaints
  }

  /// A colour of the text, or a mapping.
  func look(_ node: Node) -> LookChange {
    if node.isScalar { return LookChange(text: tone(node)) }
    guard node.isMapping else {
      complaints.add(node.place, SettingSentence.look(node))
      return LookChange()
    }
    var fields = Fields(node, "a look", complaints)
    let change = LookChange(
      text: fields.optional("text").flatMap(tone),
      ground: fields.optional("ground").flatMap(tone),
      attributes: fields.optional("attributes").map(attributes))
    fields.finish()
    return change
  }

  private func tone(_ node: Node) -> Tone? {
    let tone = node.text.flatMap(Tone.init(name:))
    if tone == nil { complaints.add(node.place, SettingSentence.color(node)) }
    return tone
  }

  private func attributes(_ node: Node) -> TextAttributes {
    let known: [(String, TextAttributes)] = [
      ("bold", .bold), ("dim", .dim), ("underline", .underline), ("reverse", .reverse),
    ]
    return node.list(complaints).reduce(into: []) { sum, item in
      if let found = known.first(where: { $0.0 == item.text }) {
        sum.formUnion(found.1)
      } else if let text = item.text(complaints) {
        complaints.add(item.place, FieldSentence.notOneOf(text, known.map(\.0)))
      }
    }
  }
}

extension Role {
  /// As it is called in files: `heat-worst`.
  fileprivate var fileName: String { hyphenated("\(self)") }
}

extension Surface {
  /// As it is called in files.
  fileprivate var fileName: String { hyphenated("\(self)") }
}

private func hyphenated(_ name: String) -> String {
  name.map { $0.isUppercase ? "-\($0.lowercased())" : "\($0)" }.joined()
}
