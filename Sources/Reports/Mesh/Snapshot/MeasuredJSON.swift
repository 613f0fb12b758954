internal import JSON

extension JSONWriter {
  /// A measured number; `null` when it is unknown.
  mutating func decimal(_ key: String, _ value: Double?, places: Int = 3) {
    raw(key, Figures.json(value, places: places))
  }

  mutating func integer(_ key: String, orNull value: Int?) {
    raw(key, value.map(String.init) ?? "null")
  }
}
