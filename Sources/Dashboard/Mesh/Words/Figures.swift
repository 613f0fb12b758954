/// Numbers for narrow columns. What is not known is a dash, never a nought.
enum Figures {
  static let unknown = "-"

  /// A share of one as `99.9%`; never all while a part is missing, never none while there is some.
  static func share(_ ratio: Double?) -> String {
    guard let ratio, ratio.isFinite else { return unknown }
    if ratio >= 1 { return "100%" }
    if ratio <= 0 { return "0%" }
    let thousandths = min(999, max(1, Int((ratio * 1000).rounded())))
    return "\(thousandths / 10).\(thousandths % 10)%"
  }

  /// The share of requests that went well.
  static func success(_ errorRatio: Double?) -> String { share(errorRatio.map { 1 - $0 }) }

  /// So many a second: `0.2`, `20.1`, `1234`, `12k`.
  static func rate(_ value: Double?) -> String {
    guard let value, value.isFinite, value >= 0 else { return unknown }
    if value == 0 { return "0" }
    if value < 999.95 { return value < 0.05 ? "<0.1" : tenths(value) }
    if value < 99_999.5 { return "\(Int(value.rounded()))" }
    return value < 1e12 ? "\(Int((value / 1000).rounded()))k" : "huge"
  }

  /// A duration in milliseconds, without its unit below a second: `8.1`, `183`, `1.2s`, `95s`.
  static func milliseconds(_ value: Double?) -> String {
    guard let value, value.isFinite, value >= 0 else { return unknown }
    if value < 9.95 { return tenths(value) }
    if value < 999.5 { return "\(Int(value.rounded()))" }
    if value < 99_950 { return tenths(value / 1000) + "s" }
    return value < 1e15 ? "\(Int((value / 1000).rounded()))s" : "huge"
  }

  /// A duration with its unit, as in `25 ms`.
  static func duration(_ value: Double?) -> String {
    let text = milliseconds(value)
    return text.last?.isNumber ?? false ? "\(text) ms" : text
  }

  /// A length of time somebody chose: `60s`, `5m`.
  static func chosen(seconds: Int) -> String {
    seconds > 60 && seconds % 60 == 0 ? "\(seconds / 60)m" : "\(seconds)s"
  }

  /// A number of things.
  static func count(_ value: Double?) -> String {
    guard let value, value.isFinite, value >= 0 else { return unknown }
    return value < 99_999.5 ? "\(Int(value.rounded()))" : rate(value)
  }

  /// With two digits after the point, as in `1.75`.
  static func hundredths(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e12 else { return unknown }
    let rounded = Int((abs(value) * 100).rounded())
    return "\(value < 0 && rounded > 0 ? "-" : "")\(rounded / 100).\(twoDigits(rounded % 100))"
  }

  /// With one digit after the point where there is something to show.
  static func plain(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e12 else { return unknown }
    let rounded = Int((value * 10).rounded())
    return rounded % 10 == 0 ? "\(rounded / 10)" : tenths(value)
  }

  /// How long ago or for how long: `8s`, `3m05s`, `2h10m`.
  static func span(seconds: Int) -> String {
    let seconds = max(0, seconds)
    if seconds < 60 { return "\(seconds)s" }
    if seconds < 3600 { return "\(seconds / 60)m\(twoDigits(seconds % 60))s" }
    return seconds < 360_000 ? "\(seconds / 3600)h\(twoDigits(seconds / 60 % 60))m" : "long"
  }

  /// A time on the wall, in microseconds since 1970, as `10:00:07 UTC`.
  static func timeOfDay(_ wall: Int) -> String {
    let day = 86_400
    let seconds = ((wall / 1_000_000) % day + day) % day
    let parts = [seconds / 3600, seconds / 60 % 60, seconds % 60]
    return parts.map(twoDigits).joined(separator: ":") + " UTC"
  }

  private static func twoDigits(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }

  static func tenths(_ value: Double) -> String {
    let tenths = Int((abs(value) * 10).rounded())
    return "\(value < 0 && tenths > 0 ? "-" : "")\(tenths / 10).\(tenths % 10)"
  }
}
