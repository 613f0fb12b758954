/// A horizontal bar for a value between 0 and 1, drawn in eighths of a cell.
///
/// A bar never stands alone: the number goes beside it.
public struct Bar: Widget {
  /// The value; what lies outside 0 to 1 is clamped.
  public var value: Double
  /// How the bar looks.
  public var style: TextStyle

  /// A bar for a value.
  public init(_ value: Double, style: TextStyle = TextStyle(.accent)) {
    self.value = value
    self.style = style
  }

  private static let eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]

  public func render(in area: Area, into buffer: inout Buffer) {
    let clamped = value.isNaN ? 0 : min(1, max(0, value))
    let eighths = Int((clamped * Double(area.columns * 8)).rounded())
    let text = String(repeating: "█", count: eighths / 8) + Self.eighths[eighths % 8]
    for row in 0..<area.rows {
      buffer.draw(text, at: area.line(row).origin, style: style, limit: area.columns)
    }
  }
}
