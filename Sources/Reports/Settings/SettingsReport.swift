import JSON
import Terminal

/// The settings in force, and where each comes from.
public struct SettingsReport: Sendable {
  /// Where a value comes from.
  public enum Origin: Sendable, Equatable {
    case usual
    /// A place in a file, as in `config.yaml:3:8`.
    case file(String)
    /// The name of a variable.
    case environment(String)
  }

  /// One setting.
  public struct Line: Sendable, Equatable {
    /// As it is called in the file.
    public let name: String
    /// As it is written there.
    public let value: String
    public let origin: Origin

    /// One setting.
    public init(_ name: String, _ value: String, _ origin: Origin) {
      (self.name, self.value, self.origin) = (name, value, origin)
    }
  }

  public let file: String
  public let exists: Bool
  /// The folder of themes.
  public let themes: String
  public let lines: [Line]

  /// The settings of a file that may not be there.
  public init(file: String, exists: Bool, themes: String, lines: [Line]) {
    (self.file, self.exists, self.themes, self.lines) = (file, exists, themes, lines)
  }

  /// As a text.
  public func page(columns: Int) -> Page {
    var page = Page(columns: columns)
    page.text("\(file)\(exists ? "" : " (not there, so all is as usual)")")
    page.blank()
    let name = (lines.map { TextWidth.columns($0.name) }.max() ?? 0) + 2
    let room = columns - name - Self.originColumns
    let value = min((lines.map { TextWidth.columns($0.value) }.max() ?? 0) + 2, room)
    for line in lines {
      let role: Role = line.origin == .usual ? .muted : .info
      let origin = StyledSpan(shown(line.origin), TextStyle(role))
      let label = StyledSpan(line.name, TextStyle(.accent))
      if TextWidth.columns(line.value) < value {
        let width = TextWidth.columns(origin.text)
        page.row([(label, name), (StyledSpan(line.value), value), (origin, width)])
      } else {
        page.item(label: [label], width: name, [StyledSpan(line.value)])
        page.item(label: [], width: name, [origin])
      }
    }
    return page
  }

  /// The longest is the name of a variable.
  private static let originColumns = 22

  /// A place in the file that stands above needs no further name.
  private func shown(_ origin: Origin) -> String {
    guard case .file(let place) = origin, place.hasPrefix(file) else { return origin.text }
    return "line " + place.dropFirst(file.count + 1).prefix { $0 != ":" }
  }

  /// As JSON.
  public var json: [UInt8] {
    var json = JSONWriter()
    json.object {
      $0.string("schema", "archadvisor.settings/1")
      $0.string("file", file)
      $0.flag("exists", exists)
      $0.string("themes", themes)
      $0.array("settings", lines) { json, line in
        json.object {
          $0.string("name", line.name)
          $0.string("value", line.value)
          $0.string("from", line.origin.kind)
          $0.string("at", line.origin.place)
        }
      }
    }
    return json.bytes
  }
}

extension SettingsReport.Origin {
  fileprivate var kind: String {
    switch self {
    case .usual: "default"
    case .file: "file"
    case .environment: "environment"
    }
  }

  fileprivate var place: String? {
    switch self {
    case .usual: nil
    case .file(let place): place
    case .environment(let name): name
    }
  }

  fileprivate var text: String { place ?? "default" }
}
