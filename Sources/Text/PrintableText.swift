extension String {
  /// The text on one line with everything removed that could steer a terminal.
  ///
  /// Line breaks and tabs become spaces. Other control characters, and the invisible marks that
  /// reorder or hide text, become `?`. Text that needs no change is returned as it is.
  public var printable: String {
    if utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return self }
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      switch scalar {
      case "\n", "\t", "\r": result.append(" ")
      case _ where scalar.steersTerminal: result.append("?")
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}

extension Unicode.Scalar {
  /// Control characters, and marks that reorder or hide the text around them.
  public var steersTerminal: Bool {
    switch value {
    case 0x00...0x1F, 0x7F...0x9F: true
    case 0x061C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF: true
    case 0xFFF9...0xFFFB, 0xE0000...0xE007F: true
    default: false
    }
  }
}
