/// What a theme of somebody's own changes about one look; nil leaves it as it was.
public struct LookChange: Equatable, Sendable {
  /// The colour of the text.
  public var text: Tone?
  /// The colour of the ground.
  public var ground: Tone?
  /// Attributes, whatever the colours.
  public var attributes: TextAttributes?

  /// A change.
  public init(text: Tone? = nil, ground: Tone? = nil, attributes: TextAttributes? = nil) {
    self.text = text
    self.ground = ground
    self.attributes = attributes
  }

  fileprivate func applied(to look: Look) -> Look {
    var look = look
    if let text { look.text = text }
    if let ground { look.ground = ground }
    if let attributes { look.attributes = attributes }
    return look
  }
}

extension Theme {
  /// A theme that looks as this one does where it is not changed.
  public func changed(
    name: String, summary: String, roles: [Role: LookChange], surfaces: [Surface: LookChange]
  ) -> Theme {
    var newRoles = self.roles
    for (role, change) in roles { newRoles[role] = change.applied(to: newRoles[role] ?? Look()) }
    var newSurfaces = self.surfaces
    for (surface, change) in surfaces {
      newSurfaces[surface] = change.applied(to: newSurfaces[surface] ?? Look())
    }
    return Theme(
      name: name, summary: summary, usesColor: usesColor, roles: newRoles, surfaces: newSurfaces)
  }
}

extension Tone {
  /// A colour as it is written in files: `#RRGGBB`, or one of the sixteen names such as
  /// `bright-blue`.
  public init?(name: String) {
    if name.hasPrefix("#") {
      let digits = name.dropFirst()
      guard digits.utf8.count == 6, let code = UInt32(digits, radix: 16) else { return nil }
      self.init(code, Self.nearest(code))
    } else {
      guard let color = BasicColor.allCases.first(where: { $0.fileName == name }) else {
        return nil
      }
      self.init(Self.usual[Int(color.rawValue)], color)
    }
  }

  /// The sixteen colours as most terminals show them, by their numbers.
  private static let usual: [UInt32] = [
    0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
    0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
  ]

  /// The nearest of the sixteen.
  private static func nearest(_ code: UInt32) -> BasicColor {
    func distance(_ other: UInt32) -> Int {
      [16, 8, 0].reduce(0) { sum, shift in
        let difference = Int(code >> shift & 0xFF) - Int(other >> shift & 0xFF)
        return sum + difference * difference
      }
    }
    return BasicColor.allCases.min {
      distance(usual[Int($0.rawValue)]) < distance(usual[Int($1.rawValue)])
    } ?? .white
  }
}

extension BasicColor {
  /// As it is called in files: `bright-blue`.
  fileprivate var fileName: String {
    "\(self)".map { $0.isUppercase ? "-\($0.lowercased())" : "\($0)" }.joined()
  }
}
