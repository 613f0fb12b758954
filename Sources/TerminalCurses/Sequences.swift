import CNcurses

/// The bytes that take a terminal over and give it back, for moments when ncurses cannot be asked:
/// inside a signal handler.
struct Sequences {
  /// Puts the terminal in the state screens need.
  let enter: [UInt8]
  /// Puts it back.
  let leave: [UInt8]

  /// Abandons a sequence that a signal has cut in two.
  private static let cancel: [UInt8] = [0x18]

  /// Asks the terminal database; call after ncurses was started.
  init(mouse: Bool) {
    let mouseOn = mouse ? Self.mouseMode(on: true) : []
    let mouseOff = mouse ? Self.mouseMode(on: false) : []
    enter =
      Self.capability("smcup") + Self.capability("smkx") + mouseOn + Self.capability("civis")
    // Without a second screen the picture would stay: wipe it.
    let back = Self.capability("rmcup")
    leave =
      Self.cancel + mouseOff + Self.capability("sgr0") + Self.capability("op")
      + Self.capability("rmkx") + (back.isEmpty ? Self.capability("clear") : back)
      + Self.capability("cnorm")
  }

  private static func capability(_ name: String) -> [UInt8] {
    guard let value = nc_capability(name) else { return [] }
    return withoutPadding(String(cString: value).utf8.map { $0 })
  }

  /// Presses and the wheel, in the modern coding; terminals that know neither ignore both.
  private static func mouseMode(on: Bool) -> [UInt8] {
    Array("\u{1B}[?1000;1006\(on ? "h" : "l")".utf8)
  }

  /// Takes out delays such as `$<5>`, which only ncurses itself can act upon.
  private static func withoutPadding(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var rest = bytes[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "$"), rest.first == UInt8(ascii: "<"),
        let end = rest.firstIndex(of: UInt8(ascii: ">"))
      {
        rest = rest[(end + 1)...]
      } else {
        result.append(byte)
      }
    }
    return result
  }
}
