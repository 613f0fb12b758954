import HTTP
import YAML

/// A message as the broker hands it out.
struct TakenMessage: Sendable {
  let id: String
  /// How often it has been handed out, this time included.
  let deliveries: Int
  let headers: Headers
  let payload: [UInt8]

  /// The messages of an answer; nil when it is none.
  static func list(_ body: [UInt8]) -> [TakenMessage]? {
    guard let items = JSONBody.document(body)?.root["messages"], items.isSequence else {
      return nil
    }
    return items.items.compactMap(TakenMessage.init)
  }

  private init?(_ node: Node) {
    guard let id = node["id"]?.text, let payload = node["payload"]?.text else { return nil }
    self.id = id
    deliveries = node["deliveries"]?.wholeNumber ?? 1
    self.payload = Array(payload.utf8)
    var headers = Headers()
    for entry in node["headers"]?.entries ?? [] {
      if let name = entry.key.text, let value = entry.value.text { headers.add(name, value) }
    }
    self.headers = headers
  }
}
