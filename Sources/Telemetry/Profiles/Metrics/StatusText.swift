/// The class of an answer by the text of its status: `200`, `2xx`, or a word for why there was none.
struct StatusText {
  let words: [CountWord]
  /// What pages with such statuses count.
  let set: Figures.Set

  private static let classes: [CountWord] = [
    .success, .redirect, .clientError, .serverError, .unanswered,
  ]
  private static let allClasses = classes.set
  private static let withLimits = (classes + [.rateLimited]).set
  private static let lists: [[CountWord]] = classes.map { [$0] }
  private static let limited: [CountWord] = [.clientError, .rateLimited]

  init(_ status: some Collection<UInt8>) {
    var rest = status.makeIterator()
    guard let first = rest.next(), let second = rest.next(), let third = rest.next(),
      rest.next() == nil
    else {
      self.init(Self.lists[4], isInFull: false)
      return
    }
    func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 == UInt8(ascii: "x") }
    func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
    let isInFull = isDigit(second) && isDigit(third)
    let isClass = isInFull || isLetter(second) && isLetter(third)
    switch isClass ? first : 0 {
    case UInt8(ascii: "1"), UInt8(ascii: "2"): self.init(Self.lists[0], isInFull: isInFull)
    case UInt8(ascii: "3"): self.init(Self.lists[1], isInFull: isInFull)
    case UInt8(ascii: "4"):
      let isLimited = second == UInt8(ascii: "2") && third == UInt8(ascii: "9")
      self.init(isLimited ? Self.limited : Self.lists[2], isInFull: isInFull)
    case UInt8(ascii: "5"): self.init(Self.lists[3], isInFull: isInFull)
    default: self.init(Self.lists[4], isInFull: isInFull)
    }
  }

  /// - Parameter isInFull: a status in full also tells who was sent away for asking too often.
  private init(_ words: [CountWord], isInFull: Bool) {
    self.words = words
    set = isInFull ? Self.withLimits : Self.allClasses
  }

  init(_ text: PageText, _ slice: PageSlice) {
    if slice.isNone { self.init(EmptyCollection()) } else { self.init(text.bytes(slice)) }
  }
}
