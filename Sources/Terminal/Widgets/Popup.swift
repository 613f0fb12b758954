/// A box above the screen: wipes what is below it and draws a frame.
public struct Popup: Widget {
  /// What stands in the upper edge.
  public var title: String
  /// What stands at the right end of the upper edge.
  public var note: String

  /// A box above the screen.
  public init(title: String, note: String = "") {
    self.title = title
    self.note = note
  }

  public func render(in area: Area, into buffer: inout Buffer) {
    buffer.fill(area, style: TextStyle(.text, on: .popup))
    let panel = Panel(
      title: title, note: note, border: TextStyle(.border, on: .popup),
      titleStyle: TextStyle(.heading, on: .popup))
    buffer.draw(panel, in: area)
  }
}
