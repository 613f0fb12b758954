internal import JSON
internal import Platform

/// `{"id": "7", "delivery": 1, "key": "…", "traceparent": "…", "at_us": 0, "text": "…"}`, with
/// `base64` in place of `text` where the payload is no plain text, and `"redelivered": true` where it
/// is.
extension Delivery {
  func write(_ json: inout JSONWriter) {
    json.string("id", String(id))
    json.integer("delivery", count)
    if let key { json.string("key", key) }
    if let trace { json.string("traceparent", trace) }
    json.integer("at_us", at)
    if isRedelivered { json.flag("redelivered", true) }
    if let text = Self.plainText(payload) {
      json.string("text", text)
    } else {
      json.string("base64", String(decoding: Base64.standard.encode(payload), as: UTF8.self))
    }
  }

  /// Nil when something is missing or malformed.
  init?(_ node: JSONValue) {
    guard let id = node["id"]?.string.flatMap({ Int($0) }),
      let count = node["delivery"]?.wholeNumber,
      let at = node["at_us"]?.wholeNumber, let payload = Self.payload(node)
    else { return nil }
    self.init(
      id: id, count: count, key: node["key"]?.string, trace: node["traceparent"]?.string,
      payload: payload, at: at, isRedelivered: node["redelivered"]?.flag == true)
  }

  /// `{"messages": [...]}` on one line.
  static func text(_ deliveries: [Delivery]) -> String {
    var writer = JSONWriter(pretty: false)
    writer.object {
      $0.array("messages", deliveries) { json, delivery in json.object { delivery.write(&$0) } }
    }
    return writer.text
  }

  /// Reads what `text` wrote; nil for anything else.
  static func list(_ text: [UInt8]) -> [Delivery]? {
    guard let items = JSONBody.root(text)?["messages"], items.isArray else {
      return nil
    }
    let deliveries = items.items.compactMap(Delivery.init)
    return deliveries.count == items.items.count ? deliveries : nil
  }

  private static func payload(_ node: JSONValue) -> [UInt8]? {
    if let text = node["text"]?.string { return Array(text.utf8) }
    return node["base64"]?.string.flatMap { Base64.standard.decode($0.utf8) }
  }

  /// The payload as a text that comes through JSON as it is; nil for anything else.
  private static func plainText(_ payload: [UInt8]) -> String? {
    guard let text = String(validating: payload, as: UTF8.self) else { return nil }
    let isPlain = text.unicodeScalars.allSatisfy { scalar in
      switch scalar.value {
      case 0x09, 0x0A, 0x20...0x7E, 0xA0...0xD7FF, 0xE000...0xFFEF: true
      default: false
      }
    }
    return isPlain ? text : nil
  }
}
