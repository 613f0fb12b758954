/// Which part of a list is shown, worked out from what is selected: no scroll position to keep.
public enum Scroll {
  /// The first item shown so that the selected one stands in the middle where possible.
  public static func offset(selected: Int, count: Int, visible: Int) -> Int {
    max(0, min(selected - visible / 2, count - visible))
  }

  /// The items shown so that the selected one stands in the middle where possible.
  public static func visible(selected: Int, count: Int, visible: Int) -> Range<Int> {
    let first = offset(selected: selected, count: count, visible: visible)
    return first..<max(first, min(count, first + visible))
  }

  /// An offset the user has chosen, kept within what there is.
  public static func clamped(_ offset: Int, count: Int, visible: Int) -> Int {
    max(0, min(offset, count - visible))
  }
}

/// A thin bar that shows which part of a longer list is visible; draws nothing when all of it is.
public struct ScrollBar: Widget {
  /// The first item shown.
  public var offset: Int
  /// How many items there are.
  public var count: Int
  /// How many items are shown.
  public var visible: Int
  /// What the bar stands on.
  public var surface: Surface

  /// A bar for a list.
  public init(offset: Int, count: Int, visible: Int, surface: Surface = .screen) {
    self.offset = offset
    self.count = count
    self.visible = visible
    self.surface = surface
  }

  public func render(in area: Area, into buffer: inout Buffer) {
    guard count > visible, visible > 0, area.rows > 0 else { return }
    let length = max(1, area.rows * visible / count)
    let start = (area.rows - length) * offset / max(1, count - visible)
    for row in 0..<area.rows {
      let inThumb = row >= start && row < start + length
      let style = TextStyle(inThumb ? .accent : .border, on: surface)
      buffer.draw(inThumb ? "█" : "│", at: area.line(row).origin, style: style, limit: 1)
    }
  }
}
