import HTTP
import Instruments
import Resilience
import Shop
import JSON

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
  for topic in JSONBody.root(topics.body)?["topics"]?.items ?? [] { checkCounts(topic) }
  return 0
}

private func frame(_ context: ServiceContext, _ broker: BrokerService) -> ServiceFrame? {
  let operations = Operations(context, breakers: { "" }, changeWeight: { _ in })
  return try? ServiceFrame(
    context, routes: broker.routes, bulkhead: broker.bulkhead, timeouts: TimeoutSettings(),
    operations: operations)
}

private func checkCounts(_ topic: JSONValue) {
  let retained = topic["retained"]?.wholeNumber ?? -1
  precondition((0...(topic["bound"]?.wholeNumber ?? 0)).contains(retained))
  for group in topic["groups"]?.items ?? [] {
    let numbers = ["waiting", "in_flight", "dead"].map { group[$0]?.wholeNumber ?? -1 }
    precondition(numbers.allSatisfy { $0 >= 0 } && numbers.reduce(0, +) <= retained)
  }
}
