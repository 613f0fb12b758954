/// Writes how a unit has changed, one word a cell.
///
///     #7      it has so many cells now; new ones are nought
///     *5      five cells are as before
///     +3 -3   a whole number that has grown or fallen
///     =1.5    a number
///     "text   a text, which gets the next place in the table of texts
///     @2      the text at that place
///     ~       nothing
struct CellWriter {
  private(set) var bytes: [UInt8] = []
  private var places: [String: Int] = [:]

  /// How many texts the table holds.
  var textCount: Int { places.count }

  /// Begins a line with words.
  mutating func begin(_ words: [String]) {
    bytes = []
    for word in words { put(word) }
  }

  /// Forgets the texts, so that what follows stands for itself.
  mutating func forget() { places = [:] }

  /// Writes a unit under its number, unless it is as before.
  mutating func write(_ new: Unit, at index: Int, before old: Unit) {
    if new == old { return }
    put(":\(index)")
    if new.count != old.count { put("#\(new.count)") }
    var same = 0
    for (place, cell) in new.enumerated() {
      let before = place < old.count ? old[place] : .whole(0)
      if cell == before {
        same += 1
        continue
      }
      if same > 0 { put("*\(same)") }
      same = 0
      write(cell, before)
    }
  }

  private mutating func write(_ cell: Cell, _ before: Cell) {
    switch cell {
    case .none: put("~")
    case .number(let value): put("=\(value)")
    case .text(let text): write(text)
    case .whole(let value):
      guard case .whole(let old) = before else { return put("=\(value)") }
      let change = value &- old
      put(change >= 0 ? "+\(change)" : "\(change)")
    }
  }

  private mutating func write(_ text: String) {
    if let place = places[text] { return put("@\(place)") }
    places[text] = places.count
    space()
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      if (0x21...0x7E).contains(byte), byte != UInt8(ascii: "%") {
        bytes.append(byte)
      } else {
        bytes += [UInt8(ascii: "%"), Self.digit(byte >> 4), Self.digit(byte & 15)]
      }
    }
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
  }

  private mutating func put(_ word: String) {
    space()
    bytes += word.utf8
  }

  private mutating func space() {
    if !bytes.isEmpty { bytes.append(UInt8(ascii: " ")) }
  }
}
