internal import MeshModel

/// Measured numbers as people read them, in few columns: the only forms there are, in reports and on
/// the screen, the same on every machine.
///
/// What is not known is a dash, never nought; what is more than nothing is never shown as nothing, nor
/// what is less than all as all.
public enum Figures {
  public static let unknown = "-"

  // MARK: Traffic

  /// So many a second, where the unit stands elsewhere: `0`, `<0.1`, `20.1`, `1234`, `12.3k`.
  public static func rate(_ value: Double?) -> String {
    guard let value, value.isFinite, value >= 0 else { return unknown }
    switch value {
    case 0: return "0"
    case ..<0.05: return "<0.1"
    case ..<99.95: return fixed(value, 1)
    default: return count(value.rounded())
    }
  }

  /// With its unit: `20.1/s`.
  public static func perSecond(_ value: Double?) -> String {
    let text = rate(value)
    return text == unknown ? text : text + "/s"
  }

  /// A latency in milliseconds, without its unit below a second: `<0.1`, `8.1`, `183`, `1.2s`, `95s`.
  public static func milliseconds(_ value: Double?) -> String {
    guard let value, value.isFinite, value >= 0 else { return unknown }
    switch value {
    case ..<0.05: return "<0.1"
    case ..<9.95: return fixed(value, 1)
    case ..<999.5: return fixed(value, 0)
    case ..<99_950: return fixed(value / 1000, 1) + "s"
    default: return value < 1e15 ? fixed(value / 1000, 0) + "s" : "huge"
    }
  }

  /// With its unit: `8.1ms`, `1.2s`.
  public static func duration(_ value: Double?) -> String {
    let text = milliseconds(value)
    return text.last?.isNumber ?? false ? text + "ms" : text
  }

  /// A share of one: `12.0%`, `<0.1%`, `>99.9%`.
  public static func share(_ ratio: Double?) -> String {
    guard let ratio, ratio.isFinite else { return unknown }
    if ratio >= 1 { return "100%" }
    if ratio <= 0 { return "0%" }
    if ratio < 0.0005 { return "<0.1%" }
    return ratio >= 0.9995 ? ">99.9%" : fixed(ratio * 100, 1) + "%"
  }

  /// The share of what did not fail.
  public static func success(_ errorRatio: Double?) -> String { share(errorRatio.map { 1 - $0 }) }

  /// A share of a number of things.
  public static func percent(_ part: Int, of whole: Int) -> String {
    whole > 0 ? share(Double(part) / Double(whole)) : unknown
  }

  /// As in `1.8x`.
  public static func times(_ value: Double?) -> String {
    value.map { "\(fixed($0, $0 < 99.95 ? 1 : 0))x" } ?? unknown
  }

  /// A number of things: `7`, `2.5`, `1234`, `12.3k`, `3.0M`.
  public static func count(_ value: Double?) -> String {
    guard let value, value.isFinite, value >= 0 else { return unknown }
    switch value {
    case ..<9999.5: return fixed(value, value == value.rounded() ? 0 : 1)
    case ..<999_950: return fixed(value / 1000, 1) + "k"
    case ..<1e12: return fixed(value / 1_000_000, 1) + "M"
    default: return "huge"
    }
  }

  // MARK: Time

  /// How long one thing took, to three digits: `0.14ms`, `12.3ms`, `1.20s`, `2m05s`.
  public static func exact(milliseconds: Double?) -> String {
    guard let milliseconds, milliseconds.isFinite else { return unknown }
    switch milliseconds {
    case ..<9.995: return fixed(milliseconds, 2) + "ms"
    case ..<99.95: return fixed(milliseconds, 1) + "ms"
    case ..<999.5: return fixed(milliseconds, 0) + "ms"
    case ..<59_995: return fixed(milliseconds / 1000, 2) + "s"
    default: return span(seconds: Int(min(milliseconds / 1000, 1e12).rounded()))
    }
  }

  /// The same of microseconds.
  public static func exact(microseconds: Int) -> String {
    exact(milliseconds: Double(microseconds) / 1000)
  }

  /// A short time to wait or since: `2.5s`, and from ten seconds on `12s`, `3m05s`.
  public static func seconds(_ value: Double) -> String {
    guard value.isFinite, value < 1e12 else { return unknown }
    return value < 9.95 ? fixed(max(value, 0), 1) + "s" : span(seconds: Int(value.rounded()))
  }

  /// How long ago or for how long: `8s`, `3m05s`, `2h10m`.
  public static func span(seconds: Int) -> String {
    let seconds = max(0, seconds)
    if seconds < 60 { return "\(seconds)s" }
    if seconds < 3600 { return "\(seconds / 60)m\(twoDigits(seconds % 60))s" }
    return seconds < 360_000 ? "\(seconds / 3600)h\(twoDigits(seconds / 60 % 60))m" : "long"
  }

  /// A length of time somebody chose: `60s`, `5m`.
  public static func chosen(seconds: Int) -> String {
    seconds > 60 && seconds % 60 == 0 ? "\(seconds / 60)m" : "\(seconds)s"
  }

  /// A time on the wall, in microseconds since 1970: `10:00:07Z`.
  public static func timeOfDay(_ wall: Int) -> String { shortTimeOfDay(wall) + "Z" }

  /// The same where it is said elsewhere that it is that of UTC.
  public static func shortTimeOfDay(_ wall: Int) -> String { ClockReading.timeOfDay(wall) }

  // MARK: Numbers

  /// With one digit after the point where there is something to show.
  public static func plain(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e12 else { return unknown }
    return fixed(value, (value * 10).rounded().truncatingRemainder(dividingBy: 10) == 0 ? 0 : 1)
  }

  /// With so many decimals, rounded half away from zero.
  public static func fixed(_ value: Double, _ places: Int) -> String {
    guard value.isFinite, abs(value) < 9e15 else { return unknown }
    let factor = (0..<places).reduce(1.0) { product, _ in product * 10 }
    let scaled = Int((abs(value) * factor).rounded())
    let sign = value < 0 && scaled > 0 ? "-" : ""
    let whole = scaled / Int(factor)
    if places == 0 { return "\(sign)\(whole)" }
    let rest = String(scaled % Int(factor))
    return "\(sign)\(whole).\(String(repeating: "0", count: places - rest.utf8.count))\(rest)"
  }

  private static func twoDigits(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }
}
