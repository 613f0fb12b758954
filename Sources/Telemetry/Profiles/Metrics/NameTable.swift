/// Finds the number of a name among those that matter. Most names of a page are not among them.
struct NameTable: Sendable {
  private let names: [[UInt8]]
  /// Numbers by hash, -1 where none is; twice as many places as names, or more.
  private let places: [Int32]
  private let mask: UInt64

  init(_ names: [[UInt8]]) {
    var size = 16
    while size < names.count * 2 { size *= 2 }
    let mask = UInt64(size - 1)
    var places = [Int32](repeating: -1, count: size)
    for (number, name) in names.enumerated() {
      var place = Int(Self.hash(name) & mask)
      while places[place] >= 0 { place = (place + 1) & (size - 1) }
      places[place] = Int32(number)
    }
    self.names = names
    self.places = places
    self.mask = mask
  }

  /// Nil for a name that does not matter.
  @inline(__always)
  func number(_ slice: PageSlice, _ text: PageText) -> Int? {
    var place = Int(text.hash(slice.start, Int(slice.length)) & mask)
    while places[place] >= 0 {
      let number = Int(places[place])
      if text.equals(slice, names[number]) { return number }
      place = (place + 1) & Int(mask)
    }
    return nil
  }

  /// The hash of a name, as `PageText` makes it of the same name in a page.
  static func hash(_ name: [UInt8]) -> UInt64 {
    // The hash reads eight bytes at a time.
    (name + [UInt8](repeating: 0, count: 8)).withUnsafeBytes { bytes in
      bytes.baseAddress.map { PageText.hash($0, name.count) } ?? 0
    }
  }
}
