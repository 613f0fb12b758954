/// How many columns a character takes in a terminal.
///
/// Terminals, their multiplexers and the C library each carry a table of their own. Ours agrees
/// with `wcwidth` of the C library on everything assigned up to Unicode 15 and refuses what came
/// later, because there they disagree with one another.
enum ScalarWidth {
  /// The version of Unicode up to which terminals in use agree about widths.
  static let newestUnicode = (major: 15, minor: 0)

  /// Whether the scalar takes two columns.
  static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    let value = scalar.value
    guard value >= 0x1100 else { return false }
    var low = 0
    var high = WideRanges.all.count
    while low < high {
      let middle = (low + high) / 2
      let range = WideRanges.all[middle]
      if value < range.first {
        high = middle
      } else if value > range.last {
        low = middle + 1
      } else {
        return true
      }
    }
    return false
  }

  /// Whether the scalar combines with the one before it and takes no column.
  static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x300: return false
    // Vowels and final consonants of Korean syllables that are written in parts.
    case 0x1160...0x11FF, 0xD7B0...0xD7FF: return true
    default: break
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return true
    default: return false
    }
  }
}
