/// What becomes of a character on its way into a cell.
enum ScalarKind: Equatable {
  /// Shown as it is, in one or two columns.
  case plain(width: Int)
  /// Shown as a space.
  case space
  /// Joins the character before it.
  case mark
  /// Left out without a trace.
  case omitted
  /// Shown as `�`.
  case replaced

  init(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x20...0x7E, 0xA1...0xAC, 0xAE...0x2FF: self = .plain(width: 1)
    case 0x09...0x0D, 0x85, 0xA0, 0x2028, 0x2029: self = .space
    case 0xFE00...0xFE0F, 0xE0100...0xE01EF: self = .omitted
    case 0x2010...0x2027, 0x2190...0x21FF, 0x2500...0x25FC: self = .plain(width: 1)
    default: self = Self.looked(up: scalar)
    }
  }

  private static func looked(up scalar: Unicode.Scalar) -> ScalarKind {
    let properties = scalar.properties
    guard let age = properties.age,
      (age.major, age.minor) <= (ScalarWidth.newestUnicode.major, ScalarWidth.newestUnicode.minor)
    else { return .replaced }
    switch properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned: return .replaced
    case .lineSeparator, .paragraphSeparator: return .space
    default: break
    }
    if properties.isDefaultIgnorableCodePoint { return .replaced }
    if ScalarWidth.isMark(scalar) { return .mark }
    return .plain(width: ScalarWidth.isWide(scalar) ? 2 : 1)
  }
}
