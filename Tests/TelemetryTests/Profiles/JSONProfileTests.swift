import MeshModel
import Testing

@testable import Telemetry

@Suite struct JSONProfileTests {
  static let breakers = """
    reads: json
    pages: [/breakers]
    speaker: app
    breakers:
      - each: list.*
        kind: library
        to: [label.name, id]
        state: {path: state, map: {"1": closed, "true": open, HALF: half-open}, missing: "1"}
        reached: {path: rate, as: percent, unknown: ["-1"]}
        limit: {path: most, as: percent}
        says: [{path: age, as: duration, text: asleep}]
    """

  static let rows: [(page: String, lines: [String])] = [
    (#"{"list": [{"id": "a", "state": 1}]}"#, ["breakers library order a: state=closed"]),
    (#"{"list": [{"id": "a", "state": true}]}"#, ["breakers library order a: state=open"]),
    (
      #"{"list": {"x": {"id": "a", "state": "HALF"}}}"#,
      ["breakers library order a: state=half-open"]
    ),
    (#"{"list": [{"id": "a", "state": null}]}"#, ["breakers library order a: state=closed"]),
    (#"{"list": [{"id": "a"}]}"#, ["breakers library order a: state=closed"]),
    (#"{"list": [{"id": "a", "state": "other"}]}"#, ["breakers library order a: state=unknown"]),
    (
      #"{"list": [{"label": {"name": "b"}, "id": "a", "state": 1}]}"#,
      ["breakers library order b: state=closed"]
    ),
    (#"{"list": [{"id": "", "state": 1}, {"id": [], "state": 1}, 7, null]}"#, []),
    (
      #"{"list": [{"id": "a", "state": 1, "rate": "62.5%", "most": "50%"}]}"#,
      ["breakers library order a: limit=50.0 reached=62.5 state=closed"]
    ),
    (
      #"{"list": [{"id": "a", "state": 1, "rate": "-1.0%", "most": 50}]}"#,
      ["breakers library order a: state=closed"]
    ),
    (
      #"{"list": [{"id": "a", "state": 1, "rate": "x%", "most": "NaN%"}]}"#,
      ["breakers library order a: state=closed"]
    ),
    (
      #"{"list": [{"id": "a", "state": 1, "age": "1m1.5s"}]}"#,
      ["breakers library order a: says=asleep 61500 state=closed"]
    ),
    (#"{"list": []}"#, []),
    (#"{"lists": []}"#, ["problem: \(ProfileProblem.nowhere("list.*"))"]),
    (#"{"list": 3}"#, ["problem: \(ProfileProblem.nowhere("list.*"))"]),
    (#"{"list": ["#, ["problem: the JSON breaks off at byte 10"]),
  ]

  @Test(arguments: rows) func aPageSaysWhatItSays(_ page: String, _ lines: [String]) throws {
    #expect(try PageReading(Self.breakers).lines(page) == lines)
  }

  private static let pages = """
    reads: json
    pages: [/traffic, /health]
    served: [{page: /traffic, counts: [{path: requests, counts: success}]}]
    instances:
      - page: /health
        service: "@speaker"
        instance: "@process"
        health: {path: status, map: {ok: healthy, unavailable: unhealthy}}
    """

  /// A status that is no success may be the message; and one page that is refused voids no other.
  @Test(
    arguments: [
      (200, #"{"status": "ok"}"#, nil, "healthy" as String?),
      (503, #"{"status": "unavailable"}"#, nil, "unhealthy"),
      (404, #"{"error": "no such page"}"#, "/health: it answers with status 404", nil),
      (503, "<html>", "/health: it answers with status 503", nil),
      (200, "<html>", "/health: no JSON at byte 0", nil),
    ] as [(Int, String, String?, String?)])
  func refusedPages(status: Int, body: String, problem: String?, health: String?) throws {
    var source = try PageReading(Self.pages).source()
    let at = ClockReading(monotonic: 1_000_000_000, wall: 1_800_000_000_000_000)
    let answers = [(200, #"{"requests": 7}"#), (status, body)].map { status, body in
      SourceAnswer(.answered(status: status, body: Array(body.utf8)), at: at)
    }
    let report = source.read(answers, at: at, scrapeMilliseconds: 1)[0]
    #expect(report.problem == problem)
    #expect(report.target == TargetProcess(service: "order", instance: "host:80"))
    #expect(
      ReportFact.all(report).map(\.line)
        == (health.map { ["instances order host:80: health=\($0)"] } ?? [])
        + ["served order: success=7.0"])
  }

  @Test("a page that never answered is spoken of by the name the user gave it, or not at all")
  func silentTargets() throws {
    let at = ClockReading(monotonic: 1_000_000_000, wall: 1_800_000_000_000_000)
    for (address, service) in [
      ("test:order/order-2@http://host:80", "order" as String?), ("test@http://host:80", nil),
    ] {
      var source = try PageReading(Self.pages).source(address)
      let silence = SourceAnswer(.failed("connection refused"), at: at)
      let report = source.read([silence, silence], at: at, scrapeMilliseconds: 1)[0]
      #expect(report.target?.service == service && report.observations.isEmpty)
    }
  }

  @Test func whoSpeaksIsSaidByTheUserThePageOrTheAddress() throws {
    let reading = try PageReading(Self.breakers)
    let page = #"{"app": "shop", "list": [{"id": "a", "state": 1}]}"#
    #expect(try reading.lines(page) == ["breakers library order a: state=closed"])
    #expect(
      try reading.lines(page, "test@http://host:80") == ["breakers library shop a: state=closed"])
    #expect(
      try reading.lines(#"{"list": [{"id": "a"}]}"#, "test@http://host:80/x") == [
        "breakers library host:80 a: state=closed"
      ])
  }

  @Test(arguments: [
    ("1.5s", 1500.0), ("430µs", 0.43), ("430μs", 0.43), ("2h3m4s", 7_384_000), ("1d", 86_400_000),
    ("-3ms", -3), ("0", 0), ("100ns", 1e-4), ("1y", 31_536_000_000),
  ]) func durationsAreReadAsGoWritesThem(_ text: String, _ milliseconds: Double) {
    #expect(NumberText.read(text, .duration) == milliseconds)
  }

  @Test(arguments: ["", "s", "5", "1.2.3s", "1s2", "-", "1x", "０s", "1e400s", "nan", "infs"])
  func whatIsNoDurationIsNone(_ text: String) {
    #expect(NumberText.read(text, .duration) == nil)
  }

  @Test(arguments: [
    "", "%", "abc", "0x10", "nan", "inf", "1e999", "5%%", String(repeating: "9", count: 70),
  ])
  func whatIsNoPercentageIsNone(_ text: String) {
    #expect(NumberText.read(text, .percent) == nil)
  }
}
