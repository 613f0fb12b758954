/// A colour of a theme, with the colour to fall back on where a terminal has only sixteen.
public struct Tone: Equatable, Hashable, Sendable {
  /// Red, 0 to 255.
  public let red: UInt8
  /// Green, 0 to 255.
  public let green: UInt8
  /// Blue, 0 to 255.
  public let blue: UInt8
  /// The nearest in meaning of the sixteen colours every terminal names.
  public let basic: BasicColor

  /// A colour.
  /// - Parameters:
  ///   - code: Red, green and blue as `0xRRGGBB`.
  ///   - basic: What to use where there are only sixteen colours.
  public init(_ code: UInt32, _ basic: BasicColor) {
    red = UInt8(truncatingIfNeeded: code >> 16)
    green = UInt8(truncatingIfNeeded: code >> 8)
    blue = UInt8(truncatingIfNeeded: code)
    self.basic = basic
  }

  /// The nearest of the 240 fixed colours of a 256-colour terminal: the cube of six levels a
  /// channel, or the ramp of greys. The first sixteen are left out, users redefine them.
  public var indexed: UInt8 {
    let cube = [red, green, blue].map(Self.cubeStep)
    let cubeColor = cube.map { Self.cubeLevels[$0] }
    let grey = Self.greyStep(average: (Int(red) + Int(green) + Int(blue)) / 3)
    let greyLevel = 8 + 10 * grey
    if distance(to: [greyLevel, greyLevel, greyLevel]) < distance(to: cubeColor) {
      return UInt8(232 + grey)
    }
    return UInt8(16 + 36 * cube[0] + 6 * cube[1] + cube[2])
  }

  private static let cubeLevels = [0, 95, 135, 175, 215, 255]

  private static func cubeStep(_ channel: UInt8) -> Int {
    let value = Int(channel)
    if value < 48 { return 0 }
    if value < 115 { return 1 }
    return (value - 35) / 40
  }

  private static func greyStep(average: Int) -> Int {
    min(23, max(0, (average - 3) / 10))
  }

  private func distance(to other: [Int]) -> Int {
    zip([red, green, blue], other).reduce(0) { sum, pair in
      let difference = Int(pair.0) - pair.1
      return sum + difference * difference
    }
  }
}

/// The sixteen colours that terminals name, by their numbers.
public enum BasicColor: UInt8, CaseIterable, Sendable {
  case black, red, green, yellow, blue, magenta, cyan, white
  case brightBlack, brightRed, brightGreen, brightYellow
  case brightBlue, brightMagenta, brightCyan, brightWhite
}
