import CNcurses
import Terminal

/// Reads keys and the mouse from ncurses.
struct KeyReader {
  /// A pad of one cell: reading from a window would paint that window first. Its type is not
  /// spelled out, because newer versions of ncurses no longer show what a window is made of.
  private let pad = newpad(1, 1)

  init() {
    keypad(pad, true)
    nodelay(pad, true)
  }

  /// The next event that has already arrived; nil when there is none.
  func next() -> InputEvent? {
    while true {
      var code: wint_t = 0
      switch wget_wch(pad, &code) {
      case OK:
        if let key = Self.typed(code) { return .key(key) }
      case KEY_CODE_YES:
        if Int32(code) == KEY_MOUSE {
          if let event = Self.mouse() { return .mouse(event) }
        } else if let key = Self.named(Int32(code)) {
          return .key(key)
        }
      default:
        return nil
      }
    }
  }

  private static func typed(_ code: wint_t) -> Key? {
    switch code {
    case 0x0A, 0x0D: return .enter
    case 0x09: return .tab
    case 0x1B: return .escape
    case 0x08, 0x7F: return .named(.backspace)
    case 0x01...0x1A: return Unicode.Scalar(code + 0x60).map(Key.control)
    case 0x00...0x1F: return nil
    default: return Unicode.Scalar(code).map(Key.character)
    }
  }

  private static func named(_ code: Int32) -> Key? {
    if let named = names[code] { return .named(named) }
    for number in 1...12 where code == nc_key_function(Int32(number)) { return .function(number) }
    return nil
  }

  private static let names: [Int32: NamedKey] = [
    KEY_UP: .up, KEY_DOWN: .down, KEY_LEFT: .left, KEY_RIGHT: .right, KEY_HOME: .home,
    KEY_END: .end, KEY_PPAGE: .pageUp, KEY_NPAGE: .pageDown, KEY_BTAB: .backTab, KEY_DC: .delete,
    KEY_IC: .insert, KEY_BACKSPACE: .backspace, KEY_ENTER: .enter,
  ]

  private static func mouse() -> MouseEvent? {
    var event = MEVENT()
    guard getmouse(&event) == OK else { return nil }
    let position = Position(column: Int(event.x), row: Int(event.y))
    if event.bstate & NC_MOUSE_PRESS != 0 { return MouseEvent(.press, at: position) }
    if event.bstate & NC_MOUSE_WHEEL_UP != 0 { return MouseEvent(.wheelUp, at: position) }
    if event.bstate & NC_MOUSE_WHEEL_DOWN != 0 { return MouseEvent(.wheelDown, at: position) }
    return nil
  }
}
