/// Durations as people read them, the same on every machine.
public enum Durations {
  /// With its unit: `12.3ms`, `1.20s`, `2m05s`; a dash for none.
  public static func text(milliseconds: Double?) -> String {
    guard let milliseconds, milliseconds.isFinite else { return "-" }
    switch milliseconds {
    case ..<9.995: return "\(fixed(milliseconds, 2))ms"
    case ..<99.95: return "\(fixed(milliseconds, 1))ms"
    case ..<999.5: return "\(fixed(milliseconds, 0))ms"
    case ..<59_995: return "\(fixed(milliseconds / 1000, 2))s"
    default:
      let seconds = Int((milliseconds / 1000).rounded())
      let rest = seconds % 60
      return "\(seconds / 60)m\(rest < 10 ? "0" : "")\(rest)s"
    }
  }

  /// With its unit.
  public static func text(microseconds: Int) -> String {
    text(milliseconds: Double(microseconds) / 1000)
  }

  /// With so many decimals, rounded half away from zero.
  public static func fixed(_ value: Double, _ places: Int) -> String {
    guard value.isFinite, abs(value) < 9e15 else { return "-" }
    let factor = (0..<places).reduce(1.0) { product, _ in product * 10 }
    let scaled = Int((abs(value) * factor).rounded())
    let sign = value < 0 && scaled > 0 ? "-" : ""
    let whole = scaled / Int(factor)
    if places == 0 { return "\(sign)\(whole)" }
    let rest = String(scaled % Int(factor))
    return "\(sign)\(whole).\(String(repeating: "0", count: places - rest.utf8.count))\(rest)"
  }
}
