internal import HTTP
internal import Instruments
internal import Text
internal import JSON

/// Reads what comes to the broker from outside; anything malformed is refused with its reason.
struct BrokerRequests {
  let settings: BrokerSettings

  func message(_ incoming: Incoming) throws(Refusal) -> PostedMessage {
    let request = incoming.request
    guard request.body.count <= settings.payloadBytes else {
      throw Refusal(413, "a message has at most \(settings.payloadBytes) bytes")
    }
    let key = request.headers["message-key"]
    if let key, !Self.isKey(key) {
      throw Refusal(400, "a message-key has 1 to 128 printable ASCII characters")
    }
    // A malformed trace is no reason to refuse a message; it begins a new one.
    let trace = TraceContext(request.headers["traceparent"])?.header
    return PostedMessage(
      topic: try name("topic", incoming["topic"]), key: key, trace: trace, payload: request.body)
  }

  func group(_ incoming: Incoming) throws(Refusal) -> GroupName {
    GroupName(
      topic: try name("topic", incoming["topic"]), group: try name("group", incoming["group"]))
  }

  func take(_ incoming: Incoming) throws(Refusal) -> (order: TakeOrder, wait: Int) {
    let order = TakeOrder(
      name: try group(incoming),
      consumer: try name("consumer", incoming.request.query("consumer") ?? "anonymous"),
      limit: try number("max", incoming, 1...settings.batch, default: 16),
      lease: try number("lease_ms", incoming, 1...settings.longestLease, default: 5000))
    return (order, try number("wait_ms", incoming, 0...settings.longestWait, default: 0))
  }

  /// `{"ids": ["7", "8"]}`.
  func ids(_ incoming: Incoming) throws(Refusal) -> [Int] {
    guard let node = JSONBody.root(incoming.request.body)?["ids"], node.isArray else {
      throw Refusal(400, "expected {\"ids\": [\"7\", \"8\"]}")
    }
    let ids = node.items.prefix(Self.idLimit + 1).compactMap {
      ($0.string ?? $0.wholeNumber.map(String.init)).flatMap(Self.id)
    }
    guard ids.count == node.items.count, ids.count <= Self.idLimit else {
      throw Refusal(400, "ids are at most \(Self.idLimit) numbers of messages")
    }
    return ids
  }

  func rejection(_ incoming: Incoming) throws(Refusal) -> BrokerStore.RejectOrder {
    var order = BrokerStore.RejectOrder(
      name: try group(incoming),
      consumer: try name("consumer", incoming.request.query("consumer") ?? "anonymous"))
    if incoming.request.query("delay_ms") != nil {
      order.pause = try number("delay_ms", incoming, 0...settings.longestLease, default: 0)
    }
    order.counts = try isYes("counts", incoming, default: true)
    order.isHopeless = try isYes("hopeless", incoming, default: false)
    return order
  }

  private func isYes(
    _ name: String, _ incoming: Incoming, default normal: Bool
  ) throws(Refusal) -> Bool {
    switch incoming.request.query(name) {
    case nil: return normal
    case "yes": return true
    case "no": return false
    default: throw Refusal(400, "\(name) is yes or no")
    }
  }

  func id(_ incoming: Incoming) throws(Refusal) -> Int {
    guard let id = Self.id(incoming["id"]) else {
      throw Refusal(
        400, "'\(incoming["id"].prefix(40).description.printable)' is no message number")
    }
    return id
  }

  /// Most numbers of one request.
  static let idLimit = 1000

  private static func id(_ text: String) -> Int? {
    guard (1...18).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    return Int(text)
  }

  private func name(_ what: String, _ text: String) throws(Refusal) -> String {
    guard Registration.isName(text) else {
      throw Refusal(
        400, "a \(what) has 1 to 64 letters, digits, hyphens, dots or underscores")
    }
    return text
  }

  private func number(
    _ name: String, _ incoming: Incoming, _ range: ClosedRange<Int>, default normal: Int
  ) throws(Refusal) -> Int {
    guard let text = incoming.request.query(name) else { return normal }
    guard let number = Self.id(text), range.contains(number) else {
      throw Refusal(400, "\(name) is a number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  private static func isKey(_ text: String) -> Bool {
    (1...128).contains(text.utf8.count) && text.utf8.allSatisfy { (0x20...0x7E).contains($0) }
  }
}
