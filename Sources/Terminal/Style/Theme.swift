/// How one role or one surface looks.
public struct Look: Equatable, Sendable {
  /// The colour of the text; nil leaves the choice to the surface, then to the terminal.
  public var text: Tone?
  /// The colour of the ground; nil leaves the choice to the surface, then to the terminal.
  public var ground: Tone?
  /// On a surface: whether its text colour replaces those of the roles on it, which were chosen
  /// for the ground of the screen.
  public var replacesText = false
  /// Attributes, whatever the colours.
  public var attributes: TextAttributes
  /// Further attributes where no colour can be shown.
  public var withoutColor: TextAttributes

  /// A look.
  public init(
    _ text: Tone? = nil, on ground: Tone? = nil, _ attributes: TextAttributes = [],
    withoutColor: TextAttributes = []
  ) {
    self.text = text
    self.ground = ground
    self.attributes = attributes
    self.withoutColor = withoutColor
  }

  /// The same look, replacing the text colours of the roles on it.
  func replacingText() -> Look {
    var look = self
    look.replacesText = true
    return look
  }
}

/// A look for every role and every surface.
public struct Theme: Sendable {
  /// The name the user chooses it by.
  public let name: String
  /// What it is good for, in one sentence.
  public let summary: String
  /// Whether colours are used at all.
  public let usesColor: Bool
  let roles: [Role: Look]
  let surfaces: [Surface: Look]

  /// A theme; roles and surfaces that are left out look like the terminal's own text.
  public init(
    name: String, summary: String, usesColor: Bool = true, roles: [Role: Look],
    surfaces: [Surface: Look]
  ) {
    self.name = name
    self.summary = summary
    self.usesColor = usesColor
    self.roles = roles
    self.surfaces = surfaces
  }

  /// The look of a style on a terminal with so many colours.
  public func ink(for style: TextStyle, depth: ColorDepth) -> Ink {
    let role = roles[style.role] ?? Look()
    let surface = surfaces[style.surface] ?? Look()
    var ink = Ink(attributes: style.attributes.union(role.attributes).union(surface.attributes))
    guard usesColor, depth != .none else {
      ink.attributes.formUnion(role.withoutColor)
      ink.attributes.formUnion(surface.withoutColor)
      return ink
    }
    // A role with a ground of its own, as in a heat map, keeps both colours everywhere.
    let replaced = surface.replacesText && role.ground == nil
    let text = replaced ? surface.text : role.text ?? surface.text
    ink.foreground = text?.color(depth)
    ink.background = (role.ground ?? surface.ground)?.color(depth)
    if depth == .eight, let text, text.basic.rawValue >= 8 { ink.attributes.insert(.bold) }
    return ink
  }
}

/// A theme worked out for one terminal: a table instead of a look-up for every cell.
public struct Palette: Sendable {
  /// The theme it was made from.
  public let theme: Theme
  /// The colours of the terminal it was made for.
  public let depth: ColorDepth
  private let inks: [Ink]

  /// Works a theme out for a terminal.
  public init(theme: Theme, depth: ColorDepth) {
    self.theme = theme
    self.depth = depth
    inks = Role.allCases.flatMap { role in
      Surface.allCases.map { theme.ink(for: TextStyle(role, on: $0), depth: depth) }
    }
  }

  /// The look of a style.
  public func ink(for style: TextStyle) -> Ink {
    let place = Int(style.role.rawValue) * Surface.allCases.count + Int(style.surface.rawValue)
    var ink = inks[place]
    ink.attributes.formUnion(style.attributes)
    return ink
  }
}
