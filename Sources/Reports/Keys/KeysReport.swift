import JSON
public import Terminal

/// Every key of the text UI, by where it can be used.
public struct KeysReport: Sendable {
  /// The keys that mean something in one place.
  public struct Scope: Sendable {
    /// The name for programs, as in `matrix`.
    public let name: String
    /// The name for readers.
    public let title: String
    /// In the order of the table.
    public let lines: [Line]

    /// A place with its keys.
    public init(_ name: String, title: String, _ lines: [Line]) {
      self.name = name
      self.title = title
      self.lines = lines
    }
  }

  /// Keys that do the same.
  public struct Line: Sendable {
    /// The first is the one that the screens show.
    public let keys: [Key]
    /// The name of the action in files.
    public let action: String
    /// One or two words for what they do.
    public let label: String
    /// A sentence for what they do.
    public let help: String

    /// Keys, and what they do.
    public init(_ keys: [Key], action: String, label: String, help: String) {
      self.keys = keys
      self.action = action
      self.label = label
      self.help = help
    }
  }

  /// The places in their order.
  public let scopes: [Scope]

  /// Places with their keys.
  public init(_ scopes: [Scope]) { self.scopes = scopes }

  /// All keys as a text.
  public func page(columns: Int) -> Page {
    var page = Page(columns: columns)
    let width = 2 + (scopes.flatMap(\.lines).map { Self.names($0).count }.max() ?? 0)
    for scope in scopes {
      page.blank()
      page.text(scope.title, .heading)
      for line in scope.lines {
        page.item(
          label: [StyledSpan(Self.names(line), .key)], width: width,
          [StyledSpan(line.help), StyledSpan(" [\(line.action)]", TextStyle(.muted))],
          indent: 2)
      }
    }
    return page
  }

  /// Words instead of arrows: they can be typed, and every terminal shows them.
  private static func names(_ line: Line) -> String {
    line.keys.isEmpty ? "-" : line.keys.map(\.name).joined(separator: " ")
  }

  /// All keys as JSON; they are named as `--keys` takes them.
  public var json: [UInt8] {
    var json = JSONWriter()
    json.object {
      $0.string("schema", "archadvisor.keys/1")
      $0.array("scopes", scopes) { json, scope in
        json.object {
          $0.string("scope", scope.name)
          $0.string("title", scope.title)
          $0.array("bindings", scope.lines, Self.write)
        }
      }
    }
    return json.bytes
  }

  private static func write(_ json: inout JSONWriter, _ line: Line) {
    json.object {
      $0.array("keys", line.keys.map(\.name))
      $0.string("action", line.action)
      $0.string("label", line.label)
      $0.string("does", line.help)
    }
  }
}
