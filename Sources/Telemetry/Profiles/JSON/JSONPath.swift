internal import JSON

/// Where something stands in a JSON text: names joined by dots; `*` is every value of an array or an
/// object. `@key` is the name under which an item of an object stands, `@each` one for each item,
/// `@speaker` and `@process` who speaks.
struct JSONPath: Sendable, Hashable {
  private static let key = "@key"
  private static let each = "@each"
  static let speaker = "@speaker"
  static let process = "@process"

  let text: String
  private let steps: [String]

  /// Nil for a text that is no path. The empty path is the whole page.
  init?(_ text: String) {
    let steps = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard text.isEmpty || !steps.contains("") else { return nil }
    self.text = text
    self.steps = text.isEmpty ? [] : steps
  }

  /// Every item the path leads to.
  ///
  /// - Returns: nil when the path leads nowhere, because a name is missing or no container is there.
  func items(in root: JSONValue) -> [JSONItem]? {
    var items = [JSONItem(value: root, key: nil, around: [])]
    for step in steps {
      var next: [JSONItem] = []
      var isFound = items.isEmpty
      for item in items {
        if step != "*" {
          guard let value = item.value[step] else { continue }
          isFound = true
          next.append(JSONItem(value: value, key: item.key, around: item.around + [item]))
        } else if item.value.isArray || item.value.isObject {
          isFound = true
          next += item.contents
        }
      }
      guard isFound else { return nil }
      items = next
    }
    return items
  }

  /// The value at the path in one item, or in those around it.
  func value(in item: JSONItem) -> JSONValue? {
    for place in [item] + item.around.reversed() {
      var value: JSONValue? = place.value
      for step in steps { value = value?[step] }
      if let value { return value }
    }
    return nil
  }

  /// The text at the path: a string, a number or a flag; nil for null, containers and nothing.
  func text(in item: JSONItem) -> String? {
    switch text {
    case Self.key: return item.key
    case Self.speaker, Self.process: return text
    default: break
    }
    guard let value = value(in: item) else { return nil }
    return value.string ?? value.flag.map(String.init) ?? value.integer.map(String.init)
      ?? value.number.map { "\($0)" }
  }

  /// The number at the path, as written in a form.
  func number(in item: JSONItem, _ form: NumberForm) -> Double? {
    if text == Self.each { return 1 }
    guard let value = value(in: item) else { return nil }
    if let number = value.number { return form == .duration || number.isFinite ? number : nil }
    return value.string.flatMap { NumberText.read($0, form) }
  }
}

/// One of the things a JSON text speaks of, with all that it stands in.
struct JSONItem {
  let value: JSONValue
  let key: String?
  /// The outermost first.
  let around: [JSONItem]

  /// What an array or an object holds, each an item.
  var contents: [JSONItem] {
    let inside = around + [self]
    if value.isArray { return value.items.map { JSONItem(value: $0, key: key, around: inside) } }
    return value.members.map { JSONItem(value: $0.value, key: $0.name, around: inside) }
  }
}
