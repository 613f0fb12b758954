import MeshLook
import Terminal

/// How full something is, in a few cells of its own between two edges: `▕███  ▏`.
///
/// The number goes beside it.
struct Gauge {
  /// 0 to 1.
  let part: Double
  /// The cells between the edges.
  let cells: Int

  private static let eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]

  /// Exactly two columns more than its cells.
  var text: String {
    let clamped = part.isNaN ? 0 : min(1, max(0, part))
    let count = Int((clamped * Double(cells * 8)).rounded())
    // What has begun is seen, and what is not over is not seen as full.
    let shown = min(max(count, clamped > 0 ? 1 : 0), clamped < 1 ? cells * 8 - 1 : cells * 8)
    let bar = String(repeating: "█", count: shown / 8) + Self.eighths[shown % 8]
    let width = shown / 8 + (shown % 8 > 0 ? 1 : 0)
    return "▕" + bar + String(repeating: " ", count: cells - width) + "▏"
  }

  /// Nearly full is grave where full is bad.
  var role: Role { part >= 0.8 ? .bad : part >= 0.5 ? .warning : .ok }
}

/// The time until a tripped breaker lets a call through to try.
struct ProbeCountdown {
  /// Seconds left; not above zero when the next call is the probe.
  let left: Double
  /// Seconds it waits as a whole, where that is known.
  let whole: Double?

  /// What part of the wait is left.
  var part: Double? { whole.flatMap { $0 > 0 ? left / $0 : nil } }

  var isReady: Bool { left <= 0.05 }

  /// At most five columns: `2.5s`, `12s`, `due`.
  var words: String { isReady ? "due" : Figures.seconds(left) }
}
