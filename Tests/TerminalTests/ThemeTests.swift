import Glibc
import Terminal
import Testing

@Suite struct ThemeTests {
  @Test func namesAreDistinctAndFound() {
    #expect(Set(Theme.all.map(\.name)).count == Theme.all.count)
    for theme in Theme.all { #expect(Theme.named(theme.name)?.name == theme.name) }
    #expect(Theme.named("color-blind")?.name == "colour-blind")
    #expect(Theme.named("pink") == nil)
  }

  @Test(arguments: Theme.all.map(\.name))
  func withoutColourThereIsNone(_ name: String) throws {
    let theme = try #require(Theme.named(name))
    for style in allStyles {
      let ink = theme.ink(for: style, depth: .none)
      #expect(ink.foreground == nil && ink.background == nil)
    }
    let selected = theme.ink(for: TextStyle(.text, on: .selected), depth: .none)
    #expect(selected.attributes.contains(.reverse))
  }

  @Test func monoHasNoColourAtAnyDepth() {
    for style in allStyles {
      #expect(Theme.mono.ink(for: style, depth: .direct).foreground == nil)
    }
  }

  /// WCAG 2 asks for a contrast of 4.5 for text; themes that leave the ground to a dark terminal
  /// are measured on black. Faint lines are decoration.
  @Test(arguments: Theme.all.filter(\.usesColor).map(\.name))
  func everythingCanBeRead(_ name: String) throws {
    let theme = try #require(Theme.named(name))
    let least = theme.name == "high-contrast" ? 7.0 : 4.5
    for style in allStyles where style.role != .border {
      let ink = theme.ink(for: style, depth: .indexed)
      let ground = luminance(ink.background) ?? 0
      let text = luminance(ink.foreground) ?? 1
      let contrast = (max(text, ground) + 0.05) / (min(text, ground) + 0.05)
      #expect(contrast >= least, "\(theme.name): \(style.role) on \(style.surface)")
    }
  }

  @Test(
    arguments: [
      (0x000000, 16), (0xFFFFFF, 231), (0x5FAFFF, 75), (0x262626, 235), (0x808080, 244),
      (0xFF0000, 196), (0x870000, 88),
    ] as [(UInt32, UInt8)])
  func nearestOf256(_ code: UInt32, _ number: UInt8) {
    #expect(Tone(code, .white).indexed == number)
  }

  @Test func eightColoursReachBrightOnesByBold() {
    let theme = Theme(
      name: "t", summary: "", roles: [.bad: Look(Tone(0xFF0000, .brightRed))], surfaces: [:])
    let ink = theme.ink(for: TextStyle(.bad), depth: .eight)
    #expect(ink == Ink(foreground: .numbered(1), attributes: .bold))
  }

  @Test func paletteAgreesWithItsTheme() {
    let palette = Palette(theme: .standard, depth: .indexed)
    for style in allStyles {
      #expect(palette.ink(for: style) == Theme.standard.ink(for: style, depth: .indexed))
    }
  }

  private var allStyles: [TextStyle] {
    Role.allCases.flatMap { role in Surface.allCases.map { TextStyle(role, on: $0) } }
  }

  private func luminance(_ color: InkColor?) -> Double? {
    guard case .numbered(let number) = color else { return nil }
    func linear(_ channel: Int) -> Double {
      let value = Double(channel) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    let (red, green, blue) = channels(Int(number))
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }

  /// What a 256-colour terminal shows for the numbers from 16 on.
  private func channels(_ number: Int) -> (Int, Int, Int) {
    if number >= 232 {
      return (8 + 10 * (number - 232), 8 + 10 * (number - 232), 8 + 10 * (number - 232))
    }
    let levels = [0, 95, 135, 175, 215, 255]
    let place = number - 16
    return (levels[place / 36], levels[place / 6 % 6], levels[place % 6])
  }
}
