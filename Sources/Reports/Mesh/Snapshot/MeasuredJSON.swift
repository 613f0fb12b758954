internal import JSON
internal import MeshLook

extension JSONWriter {
  /// A measured number; `null` when it is unknown.
  mutating func decimal(_ key: String, _ value: Double?, places: Int = 3) {
    raw(key, Figures.json(value, places: places))
  }

  mutating func integer(_ key: String, orNull value: Int?) {
    raw(key, value.map(String.init) ?? "null")
  }
}

extension Figures {
  /// A number of JSON with so many decimals at most; `null` for what is not known.
  static func json(_ value: Double?, places: Int = 3) -> String {
    guard let value, value.isFinite, abs(value) < 9e12 else { return "null" }
    var text = fixed(value, places)
    while places > 0, text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }
}
