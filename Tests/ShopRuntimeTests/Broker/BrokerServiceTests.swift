import HTTP
import Instruments
import JSON
import Platform
import Resilience
import Shop
import TestSupport
import Testing

@testable import ShopRuntime

/// A broker behind a real socket.
final class BrokerHouse {
  let context = ServiceContext(service: "broker", instance: "broker-1", version: "v1", seed: 1)
  let service: BrokerService
  let client: Client
  let base: String
  private let server: Server
  private let folder: TemporaryFolder

  init(_ change: (inout BrokerSettings) -> Void = { _ in }) throws {
    var settings = BrokerSettings()
    settings.declared = ["t": ["a", "b"]]
    change(&settings)
    folder = try TemporaryFolder()
    service = try BrokerService(context, path: folder.path("broker.db"), settings)
    let operations = Operations(context, breakers: { "" }, changeWeight: { _ in })
    let frame = try ServiceFrame(
      context, routes: service.routes, bulkhead: BulkheadSettings(), timeouts: TimeoutSettings(),
      operations: operations)
    server = try Server(Server.Settings()) { frame.answer($0) }
    client = try Client()
    base = "http://127.0.0.1:\(server.port)"
  }

  deinit {
    service.stop()
    server.stop()
  }

  func send(
    _ method: String, _ path: String, _ query: [(String, String)] = [], body: String = "",
    headers: Headers = Headers()
  ) throws -> Response {
    try client.send(
      Request(
        method, path, query: query.map { (name: $0.0, value: $0.1) }, headers: headers, json: body),
      to: base, timeout: 5000)
  }

  func publish(_ text: String) throws {
    #expect(try send("POST", "/topics/t/messages", body: text).status == 201)
  }

  func take(_ query: [(String, String)] = []) throws -> [Delivery] {
    let response = try send("POST", "/topics/t/groups/a/take", query)
    #expect(response.status == 200)
    return try #require(Delivery.list(response.body))
  }
}

extension BrokerHouse {
  /// Takes, waiting for so many milliseconds, and measures the wait.
  func patientTake(_ wait: String) throws -> (taken: [Delivery], elapsed: Duration) {
    let start = ContinuousClock.now
    let taken = try take([("wait_ms", wait)])
    return (taken, ContinuousClock.now - start)
  }
}

struct BrokerServiceTests {
  @Test func aMessageGoesFromProducerToConsumerWithItsHeaders() throws {
    let house = try BrokerHouse()
    let trace = "00-0123456789abcdef0123456789abcdef-0123456789abcdef-01"
    let posted = try house.send(
      "POST", "/topics/t/messages", body: "hello é",
      headers: Headers([("traceparent", trace), ("message-key", "o-1")]))
    #expect(posted.status == 201 && posted.text == "{\"id\":\"1\"}\n")
    let delivery = try #require(try house.take().first)
    #expect(delivery.id == 1 && delivery.count == 1 && delivery.key == "o-1")
    #expect(delivery.trace == trace && delivery.payload == Array("hello é".utf8))
    let answer = try house.send("POST", "/topics/t/groups/a/ack", body: "{\"ids\":[\"1\"]}")
    #expect(answer.status == 200 && answer.text == "{\"acknowledged\":1}\n")
    #expect(try house.take() == [])
  }

  @Test func anyBytesComeThrough() throws {
    let house = try BrokerHouse()
    var random = SeededGenerator(seed: 5)
    let payloads: [[UInt8]] =
      (0..<40).map { size in
        (0..<size).map { _ in UInt8.random(in: 0...255, using: &random) }
      }
      + ["", "null", "12", "true", "a\nb\t", "\u{1F642}", "\u{2028}", "\u{FEFF}x"].map {
        Array($0.utf8)
      }
    for payload in payloads {
      var request = Request("POST", "/topics/t/messages", json: "")
      request.body = payload
      #expect(try house.client.send(request, to: house.base, timeout: 5000).status == 201)
    }
    let taken = try house.take([("max", "64")])
    #expect(taken.map(\.payload) == payloads)
  }

  @Test func waitingEndsAsSoonAsThereIsAMessage() throws {
    let house = try BrokerHouse()
    let client = house.client
    let base = house.base
    let producer = Worker("producer") { stop in
      _ = stop.wait(milliseconds: 50)
      let request = Request("POST", "/topics/t/messages", json: "1")
      _ = try? client.send(request, to: base, timeout: 5000)
    }
    let (taken, elapsed) = try house.patientTake("1500")
    #expect(taken.count == 1)
    producer.stop()
    #expect(elapsed < .milliseconds(1200))
  }

  @Test func waitingEndsWhenALeaseRunsOut() throws {
    let house = try BrokerHouse()
    try house.publish("x")
    #expect(try house.take([("lease_ms", "100")]).count == 1)
    let (taken, elapsed) = try house.patientTake("1500")
    #expect(taken.map(\.count) == [2])
    #expect(elapsed < .milliseconds(1200))
  }

  @Test func waitingEndsEmptyWhenTheTimeIsOver() throws {
    let house = try BrokerHouse()
    let (taken, elapsed) = try house.patientTake("100")
    #expect(taken == [])
    #expect(elapsed >= .milliseconds(95))
  }

  @Test func whoeverWaitsGoesHomeWhenTheBrokerEnds() throws {
    let house = try BrokerHouse()
    let service = house.service
    let ending = Worker("end") { stop in
      _ = stop.wait(milliseconds: 50)
      service.stop()
    }
    let start = ContinuousClock.now
    let response = try house.send("POST", "/topics/t/groups/a/take", [("wait_ms", "1500")])
    let elapsed = ContinuousClock.now - start
    #expect(response.status == 503 && response.headers["Retry-After"] == "1")
    ending.stop()
    #expect(elapsed < .milliseconds(1200))
  }

  @Test func aFullTopicSaysWhenToComeAgain() throws {
    let house = try BrokerHouse { $0.retainedMessages = 1 }
    try house.publish("x")
    let refused = try house.send("POST", "/topics/t/messages", body: "y")
    #expect(refused.status == 503 && refused.headers["Retry-After"] == "1")
    #expect(refused.text == "{\"error\":\"the topic t is full; its consumers are behind\"}\n")
  }

  @Test func rejectedMessagesEndAsDeadLettersAndCanComeBack() throws {
    let house = try BrokerHouse { $0.deliveries = 2 }
    try house.publish("bad")
    for round in 0..<2 {
      #expect(try house.take([("consumer", "me")]).count == 1)
      let answer = try house.send(
        "POST", "/topics/t/groups/a/nack", [("consumer", "me"), ("delay_ms", "0")],
        body: "{\"ids\":[\"1\"]}")
      #expect(
        answer.text == (round == 0 ? "{\"again\":1,\"dead\":0}\n" : "{\"again\":0,\"dead\":1}\n"))
    }
    let letters = try house.send("GET", "/topics/t/groups/a/dead")
    #expect(try #require(Delivery.list(letters.body)).map(\.count) == [2])
    #expect(try house.take() == [])
    #expect(try house.send("POST", "/topics/t/groups/a/dead/1/redeliver").status == 204)
    #expect(try house.send("POST", "/topics/t/groups/a/dead/1/redeliver").status == 404)
    #expect(try house.take().map(\.count) == [1])
  }

  @Test func hopelessMessagesAreDeadLettersAtOnce() throws {
    let house = try BrokerHouse()
    try house.publish("forged")
    #expect(try house.take([("consumer", "me")]).count == 1)
    let query = [("consumer", "me"), ("hopeless", "yes")]
    let answer = try house.send(
      "POST", "/topics/t/groups/a/nack", query, body: "{\"ids\":[\"1\"]}")
    #expect(answer.text == "{\"again\":0,\"dead\":1}\n")
    let letters = try house.send("GET", "/topics/t/groups/a/dead")
    #expect(try #require(Delivery.list(letters.body)).map(\.count) == [1])
  }

  @Test func topicsAndMetricsTellHowFullItIs() throws {
    let house = try BrokerHouse()
    for text in ["1", "2"] { try house.publish(text) }
    _ = try house.take([("max", "1")])
    #expect(
      try house.send("GET", "/topics").text
        == "{\"topics\":[{\"topic\":\"t\",\"retained\":2,\"bound\":10000,\"groups\":["
        + "{\"group\":\"a\",\"waiting\":1,\"in_flight\":1,\"dead\":0},"
        + "{\"group\":\"b\",\"waiting\":2,\"in_flight\":0,\"dead\":0}]}]}\n")
    let page = try house.send("GET", "/metrics").text
    for line in [
      "broker_published_total{topic=\"t\"} 2",
      "broker_delivered_total{topic=\"t\",group=\"a\"} 1",
      "broker_depth{topic=\"t\",group=\"b\"} 2", "broker_in_flight{topic=\"t\",group=\"a\"} 1",
      "broker_dead_letters{topic=\"t\",group=\"a\"} 0", "broker_retained_messages{topic=\"t\"} 2",
      "broker_delivery_lag_seconds_count{topic=\"t\",group=\"a\"} 1",
      "broker_redelivered_total{topic=\"t\",group=\"a\"} 0",
    ] {
      #expect(page.contains(line + "\n"))
    }
  }

  /// Given back is given back, whether it counted or not; so is what a dead letter becomes.
  @Test func whatWasGivenBeforeIsRedelivered() throws {
    let house = try BrokerHouse { $0.deliveries = 1 }
    try house.publish("x")
    #expect(try house.take([("consumer", "me")]).map(\.isRedelivered) == [false])
    for counts in ["no", "yes"] {
      let nack = try house.send(
        "POST", "/topics/t/groups/a/nack",
        [("consumer", "me"), ("delay_ms", "0"), ("counts", counts)], body: "{\"ids\":[\"1\"]}")
      #expect(nack.status == 200)
      if counts == "yes" {
        #expect(try house.send("POST", "/topics/t/groups/a/dead/1/redeliver").status == 204)
      }
      #expect(try house.take([("consumer", "me")]).map(\.isRedelivered) == [true])
    }
    let page = try house.send("GET", "/metrics").text
    #expect(page.contains("broker_redelivered_total{topic=\"t\",group=\"a\"} 2\n"))
    #expect(page.contains("broker_delivery_lag_seconds_count{topic=\"t\",group=\"a\"} 1\n"))
  }

  @Test func groupsAreMadeAndForgotten() throws {
    let house = try BrokerHouse { $0.groups = 3 }
    #expect(try house.send("PUT", "/topics/t/groups/c").status == 204)
    #expect(try house.send("PUT", "/topics/t/groups/d").status == 409)
    #expect(try house.send("DELETE", "/topics/t/groups/c").status == 204)
    #expect(try house.send("DELETE", "/topics/t/groups/c").status == 404)
    #expect(try house.send("PUT", "/topics/t/groups/d").status == 204)
  }

  struct Bad: Sendable {
    var method: String
    var path: String
    var query: [(String, String)]
    var body: String
    var status: Int
    var sentence: String

    init(
      _ method: String, _ path: String, query: [(String, String)] = [], body: String = "",
      _ status: Int, _ sentence: String
    ) {
      self.method = method
      self.path = path
      self.query = query
      self.body = body
      self.status = status
      self.sentence = sentence
    }
  }

  private static let name = "has 1 to 64 letters, digits, hyphens, dots or underscores"

  static let malformed = [
    Bad("POST", "/topics/a b/messages", 400, "a topic \(name)"),
    Bad("POST", "/topics/t/groups/\u{1B}[2J/take", 400, "a group \(name)"),
    Bad("POST", "/topics/t/groups/a/take", query: [("consumer", "")], 400, "a consumer \(name)"),
    Bad(
      "POST", "/topics/t/groups/a/take", query: [("max", "0")], 400, "max is a number from 1 to 64"),
    Bad(
      "POST", "/topics/t/groups/a/take", query: [("max", "-1")], 400, "max is a number from 1 to 64"
    ),
    Bad(
      "POST", "/topics/t/groups/a/take", query: [("wait_ms", "99999999999999999999")], 400,
      "wait_ms is a number from 0 to 10000"),
    Bad(
      "POST", "/topics/t/groups/a/take", query: [("lease_ms", "x")], 400,
      "lease_ms is a number from 1 to 60000"),
    Bad("POST", "/topics/t/groups/a/ack", 400, "expected {\\\"ids\\\": [\\\"7\\\", \\\"8\\\"]}"),
    Bad("POST", "/topics/t/groups/a/ack", body: "{\"ids\":7}", 400, "expected"),
    Bad("POST", "/topics/t/groups/a/ack", body: "{\"ids\":[\"x\"]}", 400, "ids are at most 1000"),
    Bad("POST", "/topics/t/groups/a/ack", body: "{\"ids\":[[1]]}", 400, "ids are at most 1000"),
    Bad("POST", "/topics/t/groups/x/ack", body: "{\"ids\":[]}", 404, "the topic t has no group x"),
    Bad(
      "POST", "/topics/t/groups/a/nack", query: [("counts", "maybe")], body: "{\"ids\":[]}", 400,
      "counts is yes or no"),
    Bad("POST", "/topics/t/groups/x/nack", body: "{\"ids\":[]}", 404, "the topic t has no group x"),
    Bad("GET", "/topics/t/groups/x/dead", 404, "the topic t has no group x"),
    Bad("POST", "/topics/t/groups/a/dead/9/redeliver", 404, "there is no dead letter 9"),
    Bad("POST", "/topics/t/groups/a/dead/x/redeliver", 400, "'x' is no message number"),
    Bad(
      "POST", "/topics/t/messages", body: String(repeating: "x", count: 40_000), 413,
      "a message has at most 32768 bytes"),
  ]

  @Test(arguments: malformed)
  func whatIsMalformedIsRefusedWithItsReason(bad: Bad) throws {
    let house = try BrokerHouse()
    let response = try house.send(bad.method, bad.path, bad.query, body: bad.body)
    #expect(response.status == bad.status)
    #expect(response.text.hasPrefix("{\"error\":\"\(bad.sentence)"))
  }

  @Test func aMalformedTraceIsNoReasonToRefuse() throws {
    let house = try BrokerHouse()
    let headers = Headers([("traceparent", "00-xyz-1-01")])
    #expect(try house.send("POST", "/topics/t/messages", body: "x", headers: headers).status == 201)
    #expect(try house.take().map(\.trace) == [nil])
    let long = Headers([("message-key", String(repeating: "k", count: 129))])
    #expect(try house.send("POST", "/topics/t/messages", body: "x", headers: long).status == 400)
  }
}
