import HTTP
import Instruments
import Resilience
import Shop
import YAML

@testable import ShopRuntime

/// Any requests, one after the other, get answers; none makes the broker lose count.
@_cdecl("LLVMFuzzerTestOneInput")
public func askBroker(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  var settings = BrokerSettings()
  // Small limits are reached by small inputs, and nobody wants to wait.
  settings.retainedMessages = 5
  settings.payloadBytes = 64
  settings.topics = 4
  settings.groups = 3
  settings.deliveries = 2
  settings.longestWait = 0
  let context = ServiceContext(service: "broker", instance: "broker-1", version: "v1", seed: 1)
  guard let broker = try? BrokerService(context, path: ":memory:", settings),
    let frame = frame(context, broker)
  else { preconditionFailure("no broker") }
  for text in input.split(separator: "\n%%\n", maxSplits: 20) {
    // Those are answered by what all services share, and one of them is told to crash.
    let request = request(text)
    if request.path.hasPrefix("/internal/") { continue }
    guard let response = frame.answer(request) else { preconditionFailure("no answer") }
    check(response)
  }
  guard let topics = frame.answer(Request("GET", "/topics")) else { return 0 }
  precondition(topics.status == 200)
  check(topics)
  for topic in JSONBody.document(topics.body)?.root["topics"]?.items ?? [] { checkCounts(topic) }
  return 0
}

private func frame(_ context: ServiceContext, _ broker: BrokerService) -> ServiceFrame? {
  let operations = Operations(context, breakers: { "" }, changeWeight: { _ in })
  return try? ServiceFrame(
    context, routes: broker.routes, bulkhead: broker.bulkhead, timeouts: TimeoutSettings(),
    operations: operations)
}

/// A line with method, path and query, lines of headers, an empty line, the body.
private func request(_ text: Substring) -> Request {
  let parts = text.split(separator: "\n\n", maxSplits: 1, omittingEmptySubsequences: false)
  let lines = parts[0].split(separator: "\n", omittingEmptySubsequences: false)
  let words = (lines.first ?? "").split(separator: " ", maxSplits: 1).map(String.init)
  let target = (words.count > 1 ? words[1] : "/").split(
    separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
  var request = Request(words.first ?? "GET", String(target[0]))
  if target.count > 1 {
    request.query = target[1].split(separator: "&").map { pair in
      let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (name: String(sides[0]), value: sides.count > 1 ? String(sides[1]) : "")
    }
  }
  for line in lines.dropFirst() {
    let sides = line.split(separator: ":", maxSplits: 1).map(String.init)
    if sides.count == 2 { request.headers.add(sides[0], String(sides[1].drop { $0 == " " })) }
  }
  if parts.count > 1 { request.body = Array(parts[1].utf8) }
  return request
}

private func check(_ response: Response) {
  precondition((200..<500).contains(response.status) || response.status == 503, response.text)
  let isMetrics = response.headers["Content-Type"]?.hasPrefix("text/plain") ?? false
  if response.status == 204 || isMetrics { return }
  precondition(JSONBody.document(response.body) != nil, "no JSON: \(response.text)")
  let line = response.text.dropLast()
  precondition(line.unicodeScalars.allSatisfy { !$0.steersTerminal }, "steers a terminal: \(line)")
}

private func checkCounts(_ topic: Node) {
  let retained = topic["retained"]?.wholeNumber ?? -1
  precondition((0...(topic["bound"]?.wholeNumber ?? 0)).contains(retained))
  for group in topic["groups"]?.items ?? [] {
    let numbers = ["waiting", "in_flight", "dead"].map { group[$0]?.wholeNumber ?? -1 }
    precondition(numbers.allSatisfy { $0 >= 0 } && numbers.reduce(0, +) <= retained)
  }
}
