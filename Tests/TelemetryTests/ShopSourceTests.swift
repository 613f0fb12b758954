import Instruments
import MeshModel
import Testing

@testable import Telemetry

/// Pages as our services write them, translated.
struct ShopSourceTests {
  private static let now = ClockReading(
    monotonic: 50_000_000_000, wall: 1_800_000_010_000_000)

  private static func page(_ fill: (Metrics) -> Void) -> [UInt8] {
    let metrics = Metrics()
    metrics.gauge("process_start_time_seconds", "h")().set(1_800_000_000)
    fill(metrics)
    return Array(metrics.page().utf8)
  }

  private static func instance(
    _ id: String, _ state: ShopInstance.State = .ready
  ) -> ShopInstance {
    ShopInstance(
      service: String(id.split(separator: "-")[0]), id: id, address: "127.0.0.1:7104",
      version: "v1", state: state)
  }

  private static func report(_ looks: [ShopLook]) -> SourceReport {
    var source = ShopSource(mesh: "demo")
    return source.report(looks, at: now, scrapeMilliseconds: 3)
  }

  private static func look(_ answer: ShopLook.Answer?) -> SourceReport {
    report([ShopLook(instance("order-1"), at: now, answer: answer)])
  }

  @Test("what the business refused is told from faults, where a service tells it")
  func refusals() throws {
    let page = Self.page { metrics in
      let times = metrics.histogram(
        "http_server_request_duration_seconds", "h", labels: ["route", "method", "code", "outcome"])
      let calls = metrics.histogram(
        "http_client_request_duration_seconds", "h", labels: ["to", "code", "outcome"])
      for (code, outcome, count) in [
        ("204", "success", 5), ("409", "refused", 4), ("404", "client_error", 2),
        ("503", "none", 1),
      ] {
        for _ in 0..<count {
          times("/reservations/{order}", "PUT", code, outcome).record(microseconds: 1000)
          calls("user", code, outcome).record(microseconds: 1000)
        }
      }
    }
    let seen = try #require(Self.look(ShopLook.Answer(metrics: page)).observations.first)
    for counts in [seen.server.first?.traffic.counts, seen.clients.first?.traffic.counts] {
      #expect(counts?[.clientError] == 6 && counts?[.refused] == 4 && counts?[.success] == 5)
    }
    let older = Self.page { metrics in
      metrics.histogram(
        "http_server_request_duration_seconds", "h", labels: ["route", "method", "code"])(
          "/", "GET", "409"
        ).record(microseconds: 1)
    }
    let old = try #require(Self.look(ShopLook.Answer(metrics: older)).observations.first)
    #expect(old.server.first?.traffic.counts[.refused] == nil)
  }

  @Test func requestsServedAreCountedByRouteAndClass() throws {
    let page = Self.page { metrics in
      let times = metrics.histogram(
        "http_server_request_duration_seconds", "h", labels: ["route", "method", "code"])
      for (route, code, count) in [
        ("/orders", "202", 5), ("/orders", "503", 2), ("/orders", "429", 3), ("/orders", "cut", 1),
        ("/orders/{id}", "200", 4), ("/orders/{id}", "404", 1), ("/orders/{id}", "304", 1),
      ] {
        for _ in 0..<count { times(route, "GET", code).record(microseconds: 3000) }
      }
      metrics.gauge("http_server_active_requests", "h")().set(2)
    }
    let seen = try #require(Self.look(.init(metrics: page)).observations.first)
    #expect(seen.service == "order" && seen.instance == "order-1")
    #expect(seen.at == Self.now.monotonic)
    #expect(seen.epoch?.began == 40_000_000_000)
    #expect(seen.server.map(\.route) == ["GET /orders", "GET /orders/{id}"])
    let orders = seen.server[0].traffic
    #expect(orders.counts[.success] == 5)
    #expect(orders.counts[.serverError] == 2)
    #expect(orders.counts[.clientError] == 3)
    #expect(orders.counts[.rateLimited] == 3)
    #expect(orders.counts[.unanswered] == 1)
    #expect(orders.latency.count == 11)
    #expect(abs((orders.latency.mean ?? 0) - 3) < 1e-9)
    #expect(2.8...4 ~= orders.latency.percentile(0.5) ?? 0)
    #expect(seen.server[1].traffic.counts[.redirect] == 1)
    #expect(seen.server.compactMap(\.inFlight) == [2])
  }

  @Test func callsAreCountedAsAnswersAndAsAttempts() throws {
    let page = Self.page { metrics in
      let answers = metrics.histogram(
        "http_client_request_duration_seconds", "h", labels: ["to", "code"])
      let attempts = metrics.counter(
        "http_client_attempts_total", "h", labels: ["to", "code", "attempt"])
      let retries = metrics.counter(
        "resilience4j_retry_calls_total", "h", labels: ["name", "kind"])
      for _ in 0..<10 { answers("payment", "200").record(microseconds: 8000) }
      for _ in 0..<2 { answers("payment", "timeout").record(microseconds: 900_000) }
      for _ in 0..<30 { answers("payment", "refused").record(microseconds: 5) }
      answers("payment", "no-instance").record(microseconds: 5)
      attempts("payment", "200", "first").increment(by: 7)
      attempts("payment", "200", "retry").increment(by: 3)
      attempts("payment", "503", "first").increment(by: 4)
      attempts("payment", "timeout", "retry").increment(by: 2)
      attempts("payment", "no-instance", "first").increment(by: 1)
      retries("payment", "successful_with_retry").increment(by: 3)
      retries("payment", "failed_with_retry").increment(by: 2)
      metrics.gauge("http_client_active_requests", "h", labels: ["to"])("payment").set(1)
      metrics.counter(
        "resilience4j_circuitbreaker_not_permitted_calls_total", "h", labels: ["name"])("payment")
        .increment(by: 30)
    }
    let seen = try #require(Self.look(.init(metrics: page)).observations.first)
    let call = try #require(seen.clients.first)
    #expect(seen.clients.map(\.to) == ["payment"])
    #expect(call.inFlight == 1)
    #expect(
      call.traffic.counts
        == TrafficCounts([
          .success: 10, .redirect: 0, .clientError: 0, .serverError: 0, .unanswered: 33,
          .attempts: 16, .failedAttempts: 6, .unansweredAttempts: 2, .retries: 5,
          .savedByRetry: 3, .shed: 30, .timeouts: 2, .rateLimited: 0, .unreachable: 1,
        ]))
    // What was never sent has no duration.
    #expect(call.traffic.latency.count == 12)
  }

  @Test func messagesAreCountedByChannel() throws {
    let page = Self.page { metrics in
      let channel = ["broker", "topic", "group", "event"]
      metrics.counter(
        "messaging_client_sent_messages_total", "h", labels: ["broker", "topic", "event"])(
          "broker", "orders", "OrderPlaced"
        ).increment(by: 9)
      let taken = metrics.counter(
        "messaging_client_consumed_messages_total", "h", labels: channel + ["outcome"])
      for (event, outcome, count) in [
        ("PaymentSucceeded", "handled", 6), ("PaymentSucceeded", "failed", 2),
        ("PaymentFailed", "handled", 0), ("Other", "ignored", 3), ("", "failed", 1),
        ("", "returned", 7), ("Odd", "melted", 7),
      ] {
        taken("broker", "payments", "order", event, outcome).increment(by: count)
      }
      let times = metrics.histogram("messaging_process_duration_seconds", "h", labels: channel)
      let lags = metrics.histogram("messaging_process_lag_seconds", "h", labels: channel)
      for _ in 0..<8 {
        times("broker", "payments", "order", "PaymentSucceeded").record(microseconds: 3000)
      }
      for _ in 0..<6 {
        lags("broker", "payments", "order", "PaymentSucceeded").record(microseconds: 40_000)
      }
      // Without a name it is about nothing.
      taken("", "payments", "order", "PaymentFailed", "handled").increment()
      taken("broker", "", "order", "PaymentFailed", "handled").increment()
    }
    let seen = try #require(Self.look(.init(metrics: page)).observations.first)
    #expect(
      seen.channels.map(\.channel.side) == [.producer] + [
        .consumer, .consumer, .consumer, .consumer,
      ])
    #expect(
      seen.channels.map(\.channel.event) == [
        "OrderPlaced", nil, "Other", "PaymentFailed", "PaymentSucceeded",
      ])
    #expect(seen.channels.map(\.channel.group) == [nil, "order", "order", "order", "order"])
    #expect(seen.channels.allSatisfy { $0.channel.broker == "broker" && $0.level == nil })
    #expect(
      seen.channels.map(\.traffic.counts) == [
        MessageCounts([.published: 9]), MessageCounts([.handled: 0, .failed: 1]),
        MessageCounts([.ignored: 3]), MessageCounts([.handled: 0, .failed: 0]),
        MessageCounts([.handled: 6, .failed: 2]),
      ])
    let paid = seen.channels[4].traffic
    #expect(paid.lag.count == 6 && 38...48 ~= paid.lag.percentile(0.5) ?? 0)
    #expect(paid.handling.count == 8 && abs((paid.handling.mean ?? 0) - 3) < 1e-9)
  }

  @Test func aBrokerTellsWhatItHolds() throws {
    let page = Self.page { metrics in
      metrics.counter("broker_published_total", "h", labels: ["topic"])("orders").increment(by: 20)
      for (name, count) in [
        ("acknowledged", 12), ("rejected", 3), ("redelivered", 4), ("dead_lettered", 1),
      ] {
        metrics.counter("broker_\(name)_total", "h", labels: ["topic", "group"])(
          "orders", "payment"
        ).increment(by: count)
      }
      for (name, value) in [
        ("broker_depth", 5.0), ("broker_in_flight", 2), ("broker_oldest_message_age_seconds", 3.25),
        ("broker_dead_letters", 1),
      ] {
        metrics.gauge(name, "h", labels: ["topic", "group"])("orders", "payment").set(value)
      }
    }
    // A broker is known by the name of the service that it is.
    let seen = try #require(Self.look(.init(metrics: page)).observations.first)
    #expect(
      seen.channels == [
        ChannelSeries(
          ChannelPart(.broker, broker: "order", topic: "orders"),
          traffic: MessageTraffic(
            counts: MessageCounts([.published: 20]), lag: Self.none, handling: Self.none)),
        ChannelSeries(
          ChannelPart(.broker, broker: "order", topic: "orders", group: "payment"),
          traffic: MessageTraffic(
            counts: MessageCounts([
              .handled: 12, .failed: 3, .redelivered: 4, .deadLettered: 1,
            ]), lag: Self.none, handling: Self.none),
          level: ChannelLevel(waiting: 5, inFlight: 2, oldestAge: 3.25, deadLetters: 1)),
      ])
  }

  /// Nothing was timed.
  private static let none = LatencyHistogram(
    cumulative: [], count: nil, sum: 0, milliseconds: 1000)

  @Test func aServiceThatWasNeverAskedHasServedNothing() throws {
    let seen = try #require(Self.look(.init(metrics: Self.page { _ in })).observations.first)
    #expect(seen.server.count == 1)
    #expect(seen.server.first?.traffic.counts.answers == 0)
    #expect(seen.clients.isEmpty)
  }

  @Test func breakersKeepTheirStory() throws {
    let lines = """
      {"to":"payment","state":"open","since":"2027-01-15T08:00:00.250Z","reason":"5 consecutive failures","trips":3,"next_probe_ms":2500,"distance":null,"not_permitted":7}
      {"to":"user","state":"closed","since":"2027-01-15T08:00:00.000Z","reason":null,"trips":0,"next_probe_ms":null,"distance":{"value":3,"limit":5,"unit":"consecutive failures"},"not_permitted":0}
      {"to":"odd","state":"melted"}
      not JSON
      """
    let answer = ShopLook.Answer(metrics: Self.page { _ in }, breakers: Array(lines.utf8))
    let breakers = try #require(Self.look(answer).observations.first).breakers
    #expect(breakers.map(\.to) == ["payment", "user"])
    #expect(breakers[0].state == .open)
    #expect(breakers[0].since == 1_800_000_000_250_000)
    #expect(breakers[0].reason == "5 consecutive failures")
    #expect(breakers[0].trips == 3)
    #expect(breakers[0].nextProbeSeconds == 2.5)
    #expect(breakers[1].reason == nil && breakers[1].nextProbeSeconds == nil)
    #expect(
      breakers[1].distance == TripDistance(value: 3, limit: 5, unit: "consecutive failures"))
  }

  @Test func eventsAreTakenOver() {
    let lines = """
      {"at":"2027-01-15T08:00:00.250Z","kind":"breaker-open","subject":"order:payment","detail":"5 consecutive failures"}
      {"at":"yesterday","kind":"breaker-open","subject":"order:payment","detail":""}
      {"at":"2027-01-15T08:00:01.000Z","kind":"news","subject":"order"}
      """
    let report = Self.look(.init(metrics: Self.page { _ in }, events: Array(lines.utf8)))
    #expect(report.tellsEvents)
    #expect(report.events.map(\.kind) == [.breakerOpen, EventKind(rawValue: "news")])
    #expect(report.events.map(\.at) == [1_800_000_000_250_000, 1_800_000_001_000_000])
    #expect(report.events.map(\.detail) == ["5 consecutive failures", ""])
  }

  @Test func oneMissedLookChangesNothingYet() {
    var look = ShopLook(Self.instance("payment-2", .ready), at: Self.now, answer: nil)
    look.misses = 1
    let report = Self.report([look])
    #expect(report.observations.last?.instances.map(\.health) == [.healthy])
    #expect(report.observations.last?.instances.map(\.outage) == [nil])
    #expect(report.problem == nil)
  }

  @Test(arguments: [
    (ShopInstance.State.ready, true, true, InstanceHealth.healthy),
    (.ready, true, false, .unhealthy), (.ready, false, true, .unhealthy),
    (.starting, false, true, .unknown), (.draining, true, false, .draining),
    (.crashed, false, true, .unhealthy),
  ])
  func theSupervisorFindsInstancesHealthyOrNot(
    state: ShopInstance.State, answers: Bool, isReady: Bool, health: InstanceHealth
  ) {
    let answer = answers ? ShopLook.Answer(metrics: Self.page { _ in }, isReady: isReady) : nil
    let report = Self.report([
      ShopLook(Self.instance("payment-2", state), at: Self.now, answer: answer)
    ])
    #expect(
      report.observations.last?.instances == [
        InstanceReading(
          service: "payment", instance: "payment-2", address: "127.0.0.1:7104", version: "v1",
          health: health, isStarting: state == .starting,
          outage: health != .unhealthy
            ? nil
            : .init(
              state == .crashed ? "its process ended" : answers ? "not ready" : "no answer",
              since: nil))
      ])
  }

  @Test func aPageThatCannotBeReadMakesTheSourceIllAndLeavesTheOthersFresh() {
    let good = ShopLook.Answer(metrics: Self.page { _ in })
    let bad = ShopLook.Answer(metrics: Array("http_server_active_requests 1\ncut of".utf8))
    let report = Self.report([
      ShopLook(Self.instance("order-1"), at: Self.now, answer: bad),
      ShopLook(Self.instance("user-1"), at: Self.now, answer: good),
    ])
    #expect(report.problem == "order-1: line 2, column 5: this is no number")
    #expect(report.observations.map(\.instance) == ["user-1", "supervisor"])
    #expect(report.observations.last?.instances.map(\.health) == [.unknown, .healthy])
  }

  @Test("the supervisor is heard however many instances are silent", arguments: 0...3)
  func silentInstancesAreNoProblemOfTheSource(silent: Int) {
    let good = ShopLook.Answer(metrics: Self.page { _ in })
    let looks = (1...3).map { number in
      var look = ShopLook(
        Self.instance("order-\(number)"), at: Self.now, answer: number > silent ? good : nil)
      look.misses = number > silent ? 0 : 2
      return look
    }
    let report = Self.report(looks)
    #expect(report.problem == nil)
    #expect(report.observations.count == 3 - silent + 1)
    #expect(
      report.observations.last?.instances.map(\.health)
        == (1...3).map { $0 > silent ? .healthy : .unhealthy })
  }

  @Test(
    "an instance that does not serve says why and since when",
    arguments: [
      (ShopInstance.State.ready, false, true, "no answer" as String?),
      (.ready, true, false, "not ready"),
      (.crashed, false, true, "its process ended (signal 9)"), (.ready, true, true, nil),
      (.starting, false, true, nil), (.draining, false, true, nil),
    ])
  func outages(state: ShopInstance.State, answers: Bool, isReady: Bool, reason: String?) {
    let answer = answers ? ShopLook.Answer(metrics: Self.page { _ in }, isReady: isReady) : nil
    let instance = ShopInstance(
      service: "order", id: "order-1", address: "127.0.0.1:7104", version: "v1", state: state,
      lastEnd: "signal 9")
    var look = ShopLook(instance, at: Self.now, answer: answer)
    look.misses = 2
    look.downSince = 1_800_000_000_000_000
    let outage = Self.report([look]).observations.last?.instances.first?.outage
    #expect(outage?.sentence == reason.map { "\($0) since 08:00:00Z" })
  }

  @Test func oddNumbersAreLeftOut() throws {
    let text = """
      http_server_active_requests NaN
      process_start_time_seconds +Inf
      http_client_active_requests{to="a"} -Inf
      http_client_attempts_total{to="",code="200"} 3
      http_client_attempts_total{to="b",code="200"} -8
      """
    let seen = try #require(Self.look(.init(metrics: Array(text.utf8))).observations.first)
    #expect(seen.epoch == nil)
    #expect(seen.server.first?.inFlight == nil)
    #expect(seen.clients.isEmpty)
  }
}

struct WireTimeTests {
  @Test(arguments: [0, 951_782_400_000_000, 1_800_000_000_250_000, 4_102_444_799_999_000])
  func timesAreReadAsTheyAreWritten(microseconds: Int) {
    let text = Timestamp.text(microseconds: microseconds)
    #expect(WireTime.microseconds(text) == microseconds)
  }

  @Test(arguments: [
    "", "2027-01-15T08:00:00Z", "2027-13-15T08:00:00.000Z", "2027-01-15 08:00:00.000Z",
    "2027-01-15T24:00:00.000Z", "2027-01-15T08:00:00.00xZ", "2027-01-15T08:00:00.000é",
  ])
  func otherTextsAreNoTimes(text: String) { #expect(WireTime.microseconds(text) == nil) }
}
