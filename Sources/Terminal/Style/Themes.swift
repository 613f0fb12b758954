extension Theme {
  /// All themes, in the order in which the user steps through them.
  public static let all: [Theme] = [.standard, .light, .highContrast, .colorBlindSafe, .mono]

  /// The theme of that name; `color` is understood like `colour`.
  public static func named(_ name: String) -> Theme? {
    let wanted = name == "color-blind" ? "colour-blind" : name
    return all.first { $0.name == wanted }
  }

  /// For dark terminals; leaves the terminal's ground alone.
  public static let standard = Theme(
    name: "default", summary: "For dark terminals.",
    roles: signals([
      .muted: Look(Tone(0x9E9E9E, .white)),
      .heading: Look(nil, .bold),
      .accent: Look(Tone(0x5FAFFF, .brightCyan), .bold, withoutColor: .underline),
      .key: Look(Tone(0xFFD75F, .brightYellow), .bold),
      .border: Look(Tone(0x767676, .brightBlack)),
      .ok: Look(Tone(0x87D75F, .brightGreen)),
      .warning: Look(Tone(0xFFAF5F, .brightYellow)),
      .bad: Look(Tone(0xFF8787, .brightRed)),
      .info: Look(Tone(0x5FD7FF, .brightCyan)),
      .unknown: Look(Tone(0xA8A8A8, .white)),
      .fault: Look(Tone(0xD7AFFF, .brightMagenta)),
      .stale: Look(Tone(0x949494, .white)),
      .heatWorst: Look(Tone(0xFFFFFF, .brightWhite), on: Tone(0xAF0000, .red)),
      .heatPoor: Look(Tone(0xFFD7D7, .brightWhite), on: Tone(0x5F0000, .brightBlack)),
      .heatEven: Look(Tone(0xD0D0D0, .white), on: Tone(0x303030, .black)),
      .heatGood: Look(Tone(0xD7FFD7, .black), on: Tone(0x005F37, .cyan)),
      .heatBest: Look(Tone(0x000000, .black), on: Tone(0x5FD787, .green)),
    ]),
    surfaces: [
      .bar: Look(Tone(0xE4E4E4, .brightWhite), on: Tone(0x262626, .black)),
      .selected: Look(
        Tone(0xFFFFFF, .brightWhite), on: Tone(0x005F87, .blue), .bold, withoutColor: .reverse
      )
      .replacingText(),
      .popup: Look(Tone(0xE4E4E4, .brightWhite), on: Tone(0x1C1C1C, .black)),
      .field: Look(
        Tone(0xFFFFFF, .brightWhite), on: Tone(0x303030, .brightBlack), withoutColor: .underline
      )
      .replacingText(),
    ])

  /// Roles with the attributes that tell them apart where there is no colour.
  static func signals(_ roles: [Role: Look]) -> [Role: Look] {
    var result = roles
    for (role, attributes) in attributesWithoutColor {
      result[role, default: Look()].withoutColor.formUnion(attributes)
    }
    return result
  }

  /// Words and signs carry the meaning where there is no colour; these only guide the eye.
  private static let attributesWithoutColor: [Role: TextAttributes] = [
    .muted: .dim, .border: .dim, .stale: .dim, .unknown: .dim, .bad: .bold, .warning: .bold,
    .accent: .underline, .key: .bold, .heatBest: [.bold, .reverse], .heatGood: .bold,
    .heatPoor: .dim, .heatWorst: .dim,
  ]
}
