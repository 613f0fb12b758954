/// Measured numbers as people read them, in few columns; `-` where nothing is known.
enum MeshFigures {
  static let unknown = "-"

  /// Answers a second, as in `20.1/s`.
  static func rate(_ value: Double?) -> String {
    guard let value else { return unknown }
    switch value {
    case 0: return "0/s"
    case ..<0.05: return "<0.1/s"
    case ..<99.95: return "\(Figures.fixed(value, 1))/s"
    case ..<9999.5: return "\(Figures.fixed(value, 0))/s"
    case ..<999_950: return "\(Figures.fixed(value / 1000, 1))k/s"
    default: return "\(Figures.fixed(value / 1_000_000, 1))M/s"
    }
  }

  /// As in `8.1ms`, `183ms`, `1.2s`.
  static func milliseconds(_ value: Double?) -> String {
    guard let value else { return unknown }
    switch value {
    case ..<0.05: return "<0.1ms"
    case ..<9.95: return "\(Figures.fixed(value, 1))ms"
    case ..<999.5: return "\(Figures.fixed(value, 0))ms"
    case ..<99_950: return "\(Figures.fixed(value / 1000, 1))s"
    default: return "\(Figures.fixed(value / 1000, 0))s"
    }
  }

  /// The same, where nothing is no short time but none at all.
  static func milliseconds(_ value: Double?, orNone: Bool) -> String {
    orNone && value == 0 ? "0" : milliseconds(value)
  }

  /// The share of answers that did not fail. What is not quite all is never shown as all, nor what is
  /// more than nothing as nothing.
  static func success(ofErrors ratio: Double?) -> String { share(ratio.map { 1 - $0 }) }

  /// As in `12.0%`.
  static func share(_ ratio: Double?) -> String {
    guard let ratio else { return unknown }
    if ratio >= 1 { return "100%" }
    if ratio <= 0 { return "0%" }
    let percent = ratio * 100
    if percent < 0.05 { return "<0.1%" }
    return "\(Figures.fixed(min(percent, 99.9), 1))%"
  }

  /// As in `1.8x`.
  static func times(_ value: Double?) -> String {
    value.map { "\(Figures.fixed($0, $0 < 99.95 ? 1 : 0))x" } ?? unknown
  }

  static func count(_ value: Double?) -> String {
    guard let value else { return unknown }
    return Figures.fixed(value, value == value.rounded() ? 0 : 1)
  }

  /// Seconds as in `2.5 s`, or minutes and hours when there are many.
  static func seconds(_ value: Double) -> String {
    switch value {
    case ..<9.95: "\(Figures.fixed(max(value, 0), 1)) s"
    case ..<119.5: "\(Figures.fixed(value, 0)) s"
    case ..<7170: "\(Figures.fixed(value / 60, 0)) min"
    default: "\(Figures.fixed(min(value, 1e12) / 3600, 0)) h"
    }
  }
}
