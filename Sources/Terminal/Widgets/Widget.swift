/// Something that can draw itself.
///
/// A widget is a value that holds all it shows: it knows no terminal, no clock and no state of the
/// program. It draws inside the given area only and copes with any size, the empty one included.
public protocol Widget {
  /// Draws into the part of the buffer that `area` covers.
  func render(in area: Area, into buffer: inout Buffer)
}

extension Buffer {
  /// Draws a widget.
  public mutating func draw(_ widget: some Widget, in area: Area) {
    guard !area.intersection(self.area).isEmpty else { return }
    widget.render(in: area, into: &self)
  }
}
