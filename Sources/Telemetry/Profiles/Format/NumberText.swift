/// Numbers as texts hold them.
enum NumberText {
  /// Longer texts are no numbers.
  private static let longest = 64

  /// Nil for what is no number in this form, and for what is not finite.
  static func read(_ text: String, _ form: NumberForm) -> Double? {
    guard text.utf8.count <= longest else { return nil }
    switch form {
    case .number: return decimal(text[...])
    case .percent: return decimal(text.hasSuffix("%") ? text.dropLast() : text[...])
    case .duration: return duration(text)
    }
  }

  /// Milliseconds of a duration as Go prints it, and of NATS's, which also counts days and years.
  private static func duration(_ text: String) -> Double? {
    var rest = text[...]
    let isNegative = rest.hasPrefix("-")
    if isNegative { rest = rest.dropFirst() }
    if rest == "0" { return 0 }
    var sum = 0.0
    if rest.isEmpty { return nil }
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
      rest = rest.dropFirst(digits.count)
      let unit = rest.prefix { !($0.isASCII && ($0.isNumber || $0 == ".")) }
      rest = rest.dropFirst(unit.count)
      guard let number = decimal(digits), let worth = nanoseconds(unit) else { return nil }
      sum += number * worth
    }
    return (isNegative ? -sum : sum) / 1e6
  }

  /// Whole numbers, so that nothing is lost before the end.
  private static func nanoseconds(_ unit: Substring) -> Double? {
    switch unit {
    case "ns": 1
    // Micro is written with either of two signs that look alike.
    case "us", "\u{B5}s", "\u{3BC}s": 1e3
    case "ms": 1e6
    case "s": 1e9
    case "m": 60e9
    case "h": 3600e9
    case "d": 86_400e9
    case "y": 31_536_000e9
    default: nil
    }
  }

  private static func decimal(_ text: Substring) -> Double? {
    // The standard library also takes hexadecimal numbers and words.
    let isPlain = text.utf8.allSatisfy { byte in
      byte &- 0x30 < 10 || ".+-eE".utf8.contains(byte)
    }
    guard isPlain, let value = Double(text), value.isFinite else { return nil }
    return value
  }
}
