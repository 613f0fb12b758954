import CNcurses
import Terminal

/// The pairs of colours ncurses wants to be told about before they are used.
struct ColorPairs {
  private struct Pair: Hashable {
    let foreground: Int32
    let background: Int32
  }

  private var numbers: [Pair: Int32] = [:]

  /// The number of the pair for these colours; 0, the terminal's own, when there is no room.
  mutating func number(for ink: Ink) -> Int32 {
    let pair = Pair(
      foreground: Self.color(ink.foreground), background: Self.color(ink.background))
    guard pair.foreground >= 0 || pair.background >= 0 else { return 0 }
    if let number = numbers[pair] { return number }
    let number = Int32(numbers.count + 1)
    guard number < nc_color_pairs() else { return 0 }
    guard init_extended_pair(number, pair.foreground, pair.background) == OK else { return 0 }
    numbers[pair] = number
    return number
  }

  /// The number ncurses knows a colour by; -1 is the terminal's own.
  private static func color(_ color: InkColor?) -> Int32 {
    switch color {
    case nil: -1
    case .numbered(let number): Int32(number) < nc_colors() ? Int32(number) : -1
    case .direct(let red, let green, let blue):
      nc_colors() > 256 ? Int32(red) << 16 | Int32(green) << 8 | Int32(blue) : -1
    }
  }
}

extension TextAttributes {
  /// The attributes as ncurses writes them.
  var curses: attr_t {
    var result: attr_t = 0
    if contains(.bold) { result |= NC_BOLD }
    if contains(.dim) { result |= NC_DIM }
    if contains(.underline) { result |= NC_UNDERLINE }
    if contains(.reverse) { result |= NC_REVERSE }
    return result
  }
}
