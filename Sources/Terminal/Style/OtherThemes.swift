extension Theme {
  /// For projectors and bright rooms; brings its own white ground.
  public static let light = Theme(
    name: "light", summary: "Dark on white, for bright rooms and projectors.",
    roles: signals([
      .muted: Look(Tone(0x5F5F5F, .brightBlack)),
      .heading: Look(nil, .bold),
      .accent: Look(Tone(0x005FAF, .blue), .bold),
      .key: Look(Tone(0x875F00, .blue), .bold),
      .border: Look(Tone(0x8A8A8A, .brightBlack)),
      .ok: Look(Tone(0x006B1F, .green)),
      .warning: Look(Tone(0x8A4B00, .magenta)),
      .bad: Look(Tone(0xAF0000, .red)),
      .info: Look(Tone(0x00617D, .blue)),
      .unknown: Look(Tone(0x5F5F5F, .brightBlack)),
      .fault: Look(Tone(0x87008F, .magenta)),
      .stale: Look(Tone(0x626262, .brightBlack)),
      .heatWorst: Look(Tone(0xFFFFFF, .brightWhite), on: Tone(0xAF0000, .red)),
      .heatPoor: Look(Tone(0x3A1A00, .black), on: Tone(0xFFD7AF, .yellow)),
      .heatEven: Look(Tone(0x262626, .black), on: Tone(0xE4E4E4, .white)),
      .heatGood: Look(Tone(0x00260D, .black), on: Tone(0xAFE4BF, .cyan)),
      .heatBest: Look(Tone(0xFFFFFF, .brightWhite), on: Tone(0x00692F, .green)),
    ]),
    surfaces: [
      .screen: Look(Tone(0x1C1C1C, .black), on: Tone(0xFFFFFF, .brightWhite)),
      .bar: Look(Tone(0x121212, .black), on: Tone(0xE4E4E4, .white)),
      .selected: Look(
        Tone(0x000000, .black), on: Tone(0xAFD7FF, .cyan), .bold, withoutColor: .reverse
      )
      .replacingText(),
      .popup: Look(Tone(0x121212, .black), on: Tone(0xF2F2F2, .brightWhite)),
      .field: Look(Tone(0x000000, .black), on: Tone(0xD7E7F7, .white), withoutColor: .underline)
        .replacingText(),
    ])

  /// Few strong colours on black.
  public static let highContrast = Theme(
    name: "high-contrast", summary: "Few strong colours on black.",
    roles: signals([
      .muted: Look(Tone(0xDADADA, .white)),
      .heading: Look(Tone(0xFFFFFF, .brightWhite), .bold),
      .accent: Look(Tone(0x5FFFFF, .brightCyan), [.bold, .underline]),
      .key: Look(Tone(0xFFFF00, .brightYellow), .bold),
      .border: Look(Tone(0xFFFFFF, .brightWhite)),
      .ok: Look(Tone(0x5FFF5F, .brightGreen), .bold),
      .warning: Look(Tone(0xFFFF00, .brightYellow), .bold),
      .bad: Look(Tone(0xFFAFAF, .brightRed), .bold),
      .info: Look(Tone(0x5FFFFF, .brightCyan)),
      .unknown: Look(Tone(0xDADADA, .white)),
      .fault: Look(Tone(0xFFAFFF, .brightMagenta), .bold),
      .stale: Look(Tone(0xC6C6C6, .white)),
      .heatWorst: Look(Tone(0xFFFFFF, .brightWhite), on: Tone(0x870000, .red), .bold),
      .heatPoor: Look(Tone(0xFFAFAF, .brightRed), on: Tone(0x000000, .black)),
      .heatEven: Look(Tone(0xFFFFFF, .brightWhite), on: Tone(0x000000, .black)),
      .heatGood: Look(Tone(0x5FFF5F, .brightGreen), on: Tone(0x000000, .black)),
      .heatBest: Look(Tone(0x000000, .black), on: Tone(0x5FFF5F, .brightGreen), .bold),
    ]),
    surfaces: [
      .screen: Look(Tone(0xFFFFFF, .brightWhite), on: Tone(0x000000, .black)),
      .bar: Look(Tone(0xFFFFFF, .brightWhite), on: Tone(0x000000, .black), .bold),
      .selected: Look(
        Tone(0xFFFFFF, .brightWhite), on: Tone(0x0000AF, .blue), .bold, withoutColor: .reverse
      )
      .replacingText(),
      .popup: Look(Tone(0xFFFFFF, .brightWhite), on: Tone(0x000000, .black)),
      .field: Look(Tone(0xFFFFFF, .brightWhite), on: Tone(0x000000, .black), .underline)
        .replacingText(),
    ])

  /// Blue and orange instead of green and red, after the palette of Okabe and Ito.
  public static let colorBlindSafe = Theme(
    name: "colour-blind", summary: "Blue and orange instead of green and red.",
    roles: signals(
      standard.roles.merging([
        .ok: Look(Tone(0x56B4E9, .brightBlue)),
        .warning: Look(Tone(0xF0E442, .brightYellow)),
        .bad: Look(Tone(0xFF9440, .brightRed), .bold),
        .info: Look(Tone(0xBFBFBF, .white)),
        .fault: Look(Tone(0xE69FC7, .brightMagenta)),
        .heatWorst: Look(Tone(0x000000, .black), on: Tone(0xE66B1A, .brightRed)),
        .heatPoor: Look(Tone(0xFFE0C2, .brightWhite), on: Tone(0x6B3A12, .brightBlack)),
        .heatGood: Look(Tone(0xD6EAFF, .black), on: Tone(0x12406B, .cyan)),
        .heatBest: Look(Tone(0x000000, .black), on: Tone(0x56B4E9, .brightBlue)),
      ]) { _, safe in safe }),
    surfaces: standard.surfaces)

  /// No colour at all.
  public static let mono = Theme(
    name: "mono", summary: "No colour, only bold, underline and reverse.", usesColor: false,
    roles: standard.roles, surfaces: standard.surfaces)
}
