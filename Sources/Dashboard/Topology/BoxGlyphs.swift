/// Box characters by the arms they have: 1 up, 2 right, 4 down, 8 left.
enum BoxGlyphs {
  /// The character with these arms, some of which may be heavy.
  static func glyph(arms: UInt8, heavy: UInt8) -> Character {
    var place = 0
    var weight = 1
    for bit in 0..<4 as Range<UInt8> {
      if arms >> bit & 1 == 1 { place += weight * (heavy >> bit & 1 == 1 ? 2 : 1) }
      weight *= 3
    }
    return table[place]
  }

  /// By the sum of 1 for a light and 2 for a heavy arm up, thrice that right, nine times that down,
  /// twenty-seven times that left.
  private static let table: [Character] = Array(
    " ╵╹╶╰┖╺┕┗" + "╷│╿╭├┞┍┝┡" + "╻╽┃┎┟┠┏┢┣" + "╴╯┚─┴┸╼┶┺" + "╮┤┦┬┼╀┮┾╄" + "┒┧┨┰╁╂┲╆╊"
      + "╸┙┛╾┵┹━┷┻" + "┑┥┩┭┽╃┯┿╇" + "┓┪┫┱╅╉┳╈╋")
}
