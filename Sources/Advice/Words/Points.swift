/// Points on the absolute scale from 0 to 100, exact to a thousandth.
///
/// All scores are sums of whole thousandths, so they add up exactly and never depend on a machine.
public struct Points: Hashable, Comparable, Sendable, AdditiveArithmetic, CustomStringConvertible {
  public var thousandths: Int

  public init(thousandths: Int) { self.thousandths = thousandths }

  public static let zero = Points(thousandths: 0)

  public static func + (left: Points, right: Points) -> Points {
    Points(thousandths: left.thousandths + right.thousandths)
  }

  public static func - (left: Points, right: Points) -> Points {
    Points(thousandths: left.thousandths - right.thousandths)
  }

  public static func < (left: Points, right: Points) -> Bool {
    left.thousandths < right.thousandths
  }

  /// Three decimals, as in `71.400`.
  public var description: String { decimal(digits: 3) }

  /// One decimal for people, rounded half away from zero, as in `71.4`.
  public var short: String {
    let tenths = (abs(thousandths) + 50) / 100
    return Points(thousandths: (thousandths < 0 ? -1 : 1) * tenths * 100).decimal(digits: 1)
  }

  private func decimal(digits: Int) -> String {
    // By hand, because a report writes some two hundred of these.
    var text = String(thousandths.magnitude / 1000)
    if thousandths < 0 { text = "-" + text }
    text += "."
    var rest = thousandths.magnitude % 1000
    for _ in 0..<digits {
      text.unicodeScalars.append(Unicode.Scalar(UInt8(0x30 + rest / 100)))
      rest = rest % 100 * 10
    }
    return text
  }
}
