internal import MeshLook

/// Numbers as reports write them, the same on every machine.
enum Figures {
  /// With so many decimals, rounded half away from zero.
  static func fixed(_ value: Double, _ places: Int) -> String { Durations.fixed(value, places) }

  /// A number of JSON with so many decimals at most; `null` for what is not known.
  static func json(_ value: Double?, places: Int = 3) -> String {
    guard let value, value.isFinite, abs(value) < 9e12 else { return "null" }
    var text = fixed(value, places)
    while places > 0, text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }

  /// A duration with its unit: `12.3ms`, `1.20s`, `2m05s`; a dash for none.
  static func duration(milliseconds: Double?) -> String {
    Durations.text(milliseconds: milliseconds)
  }

  /// A share of a whole, as in `98.3%`; never all or nothing where it is not.
  static func percent(_ part: Int, of whole: Int) -> String {
    guard whole > 0 else { return "-" }
    let percent = Double(part) / Double(whole) * 100
    if part > 0, percent < 0.05 { return "<0.1%" }
    if part < whole, percent >= 99.95 { return ">99.9%" }
    return "\(fixed(percent, 1))%"
  }
}
