extension Key {
  /// The name in scripts and documents: `j`, `Space`, `Ctrl-L`, `F1`, `PageDown`.
  public var name: String {
    switch self {
    case .character(" "): "Space"
    case .character(let scalar): String(Character(scalar))
    case .control(let letter): "Ctrl-" + String(Character(letter)).uppercased()
    case .function(let number): "F\(number)"
    case .named(let key): key.rawValue
    }
  }

  /// The name on the screen, arrows as arrows.
  public var label: String {
    switch self {
    case .named(.up): "↑"
    case .named(.down): "↓"
    case .named(.left): "←"
    case .named(.right): "→"
    case .named(.pageUp): "PgUp"
    case .named(.pageDown): "PgDn"
    default: name
    }
  }

  /// The key of that name, upper or lower case alike except for single characters.
  public init?(name: String) {
    let scalars = Array(name.unicodeScalars)
    if scalars.count == 1, let only = scalars.first {
      self = .character(only)
      return
    }
    let lower = name.lowercased()
    if let named = Self.names[lower] {
      self = named
    } else if lower.hasPrefix("ctrl-"), let letter = lower.unicodeScalars.last, scalars.count == 6 {
      self = .control(letter)
    } else if lower.hasPrefix("f"), let number = Int(lower.dropFirst()), (1...63).contains(number) {
      self = .function(number)
    } else {
      return nil
    }
  }

  private static let names: [String: Key] = {
    var names: [String: Key] = [
      "space": .space, "escape": .escape, "return": .enter, "pgup": .named(.pageUp),
      "pgdn": .named(.pageDown), "backtab": .backTab, "del": .named(.delete),
    ]
    for key in NamedKey.allCases { names[key.rawValue.lowercased()] = .named(key) }
    return names
  }()
}
