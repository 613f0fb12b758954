/// Durations, shares and lists as they are written on a command line.
enum Quantities {
  /// Milliseconds of `250ms`, `10s`, `1m`; nil for anything else or more than a day.
  static func milliseconds(_ text: String) -> Int? {
    let units: [(suffix: String, factor: Int)] = [("ms", 1), ("s", 1000), ("m", 60_000)]
    for unit in units where text.hasSuffix(unit.suffix) {
      guard let number = wholeNumber(text.dropLast(unit.suffix.count)) else { return nil }
      let (value, overflow) = number.multipliedReportingOverflow(by: unit.factor)
      return overflow || value > 86_400_000 ? nil : value
    }
    return nil
  }

  /// The number of `50%`, 0 to 100.
  static func percent(_ text: String) -> Int? {
    guard text.hasSuffix("%"), let number = wholeNumber(text.dropLast()), number <= 100 else {
      return nil
    }
    return number
  }

  /// A number such as `200` or `0.5`; nil for anything else.
  static func decimal(_ text: String) -> Double? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy({ wholeNumber($0) != nil }) else {
      return nil
    }
    return Double(text)
  }

  /// Names with numbers, as in `order=2,payment=3`; nil when something is malformed or twice.
  static func counts(_ text: String) -> [(name: String, count: Int)]? {
    var result: [(name: String, count: Int)] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let sides = part.split(separator: "=", omittingEmptySubsequences: false)
      guard sides.count == 2, let count = wholeNumber(sides[1]),
        !result.contains(where: { $0.name == sides[0] })
      else { return nil }
      result.append((String(sides[0]), count))
    }
    return result
  }

  static func wholeNumber(_ text: some StringProtocol) -> Int? {
    guard (1...9).contains(text.utf8.count),
      text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 })
    else { return nil }
    return Int(text)
  }
}
