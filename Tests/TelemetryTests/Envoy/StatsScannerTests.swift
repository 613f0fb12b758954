import JSON
import MeshModel
import Testing

@testable import Telemetry

/// The scanner of Envoy's stats, beside the general reader of JSON and Envoy's own percentiles.
struct StatsScannerTests {
  private struct Everything: StatsSink {
    var scalars: [String: Double] = [:]
    var histograms: [String: [[Double]]] = [:]
    private var current = ""

    mutating func take(_ name: Name, _ value: Double) {
      scalars[String(decoding: name, as: UTF8.self)] = value
    }

    mutating func begins(_ name: Name) -> Bool {
      current = String(decoding: name, as: UTF8.self)
      histograms[current] = []
      return true
    }

    mutating func take(lower: Double, width: Double, count: Double) {
      histograms[current]?.append([lower, width, count])
    }
  }

  private static let pages = [
    "healthy.order-1.stats.json", "overflow.order-1.stats.json",
    "rate-limited.gateway-1.stats.json", "dotted.lab.stats.json",
  ]

  @Test(arguments: pages)
  func itReadsWhatAGeneralReaderReads(_ name: String) throws {
    let text = try EnvoyCapture.file(name)
    let found = try StatsScanner.scan(text, into: Everything())
    let entries = try #require(JSONDocument(text).root["stats"]).items
    let scalars = entries.compactMap { entry in
      entry["name"]?.string.flatMap { name in entry["value"]?.number.map { (name, $0) } }
    }
    #expect(found.scalars == Dictionary(scalars) { $1 })
    let details = entries.compactMap { $0["histograms"]?["details"]?.items }.flatMap(\.self)
    #expect(found.histograms.count == details.count)
    for detail in details {
      let buckets = (detail["totals"]?.items ?? []).map { bucket in
        ["lower_bound", "width", "count"].map { bucket[$0]?.number ?? -1 }
      }
      #expect(found.histograms[try #require(detail["name"]?.string)] == buckets)
    }
  }

  @Test(arguments: ["healthy", "slow", "failing-12s", "overflow"])
  func percentilesAreThoseOfEnvoy(_ phase: String) throws {
    let clusters = try EnvoyCapture.clusters("\(phase).order-1.clusters.json")
    let page = try EnvoyCapture.page("\(phase).order-1.stats.json", clusters)
    let text = try EnvoyCapture.file("\(phase).order-1.stats.json")
    let details = try #require(JSONDocument(text).root["stats"]).items
      .compactMap { $0["histograms"]?["details"]?.items }.flatMap(\.self)
    for name in ["payment", "inventory", "user"] {
      let index = try #require(clusters.firstIndex { $0.name == name })
      let detail = try #require(
        details.first { $0["name"]?.string == "cluster.\(name).upstream_rq_time" })
      let told = try #require(detail["percentiles"]).items.map { $0["cumulative"]?.number ?? -1 }
      for (place, share) in [(2, 0.5), (5, 0.95), (6, 0.99)] {
        let own = try #require(page.clusters[index].times.percentile(share))
        let bucket = max(told[place] * 0.1, 0.2)
        #expect(abs(own - told[place]) <= bucket, "\(name) \(share)")
      }
    }
  }

  @Test(arguments: [
    #"{"stats":[]}"#, #"{}"#, " { \"stats\" : [ { \"value\" : 1 , \"name\" : \"a\" } ] } \n",
    #"{"stats":[{"name":"a","value":18446744073709551615}]}"#,
    #"{"stats":[{"name":"a","value":"text"},{"x":[1,{"y":null}],"name":"b"}]}"#,
    #"{"other":{"deep":[[["\"]"]]]},"stats":[{"histograms":[]}]}"#,
    #"{"stats":[{"histograms":{"details":[{"name":"h","intervals":[{}],"totals":[]}]}}]}"#,
  ])
  func otherShapesAreTaken(_ text: String) throws {
    _ = try StatsScanner.scan(Array(text.utf8), into: Everything())
  }

  @Test(arguments: [
    "", "{", "[]", #"{"stats":[}"#, #"{"stats":[{"name":"a","value":1}"#, #"{"stats":[]}x"#,
    #"{"stats":[{"name":"a}]}"#, #"{"stats":[{"name":"a","value":1e}]}"#, "{\"a\":\"\n\"}",
    #"{"stats":[{"histograms":{"details":[{"name":"h","totals":[{"count":x}]}]}}]}"#, "\0",
    #"{"stats":[{"name":"a"]]}"#,
  ])
  func whatIsCutOffOrNoPageIsRefused(_ text: String) {
    #expect(throws: StatsProblem.self) {
      try StatsScanner.scan(Array(text.utf8), into: Everything())
    }
  }

  @Test func everyBeginningOfAPageIsRefused() throws {
    let text = try EnvoyCapture.file("healthy.gateway-1.stats.json")
    let whole = text.count - 1
    for count in 0..<whole {
      #expect(throws: StatsProblem.self) {
        try StatsScanner.scan(Array(text[..<count]), into: Everything())
      }
    }
  }

  @Test func hugeNumbersDoNotSpoilThePage() throws {
    let text = #"{"stats":[{"name":"a","value":18446744073709551614},{"name":"b","value":7}]}"#
    let found = try StatsScanner.scan(Array(text.utf8), into: Everything())
    #expect(found.scalars == ["a": 18_446_744_073_709_551_616, "b": 7])
  }

  @Test func dottedNamesBelongToTheirClusters() throws {
    let clusters = try EnvoyCapture.clusters("dotted.lab.clusters.json")
    let page = try EnvoyCapture.page("dotted.lab.stats.json", clusters)
    #expect(
      clusters.map(\.name) == [
        "payment:8103", "payment-long-name", "outbound|80|v1|payment.default.svc.cluster.local",
        "payment.default.svc.cluster.local", "small",
      ])
    #expect(page.clusters.map { $0[.attempts] } == [3, 3, 3, 3, 3])
    #expect(page.clusters.map { $0[.success] } == [3, 3, 3, 3, 3])
  }

  @Test func theLongestNameCounts() throws {
    let names = EnvoyNames(["a", "a.b", "a.upstream_rq_total"])
    func meaning(_ text: String) -> (Int, EnvoyMetric?)? {
      Array(text.utf8).withUnsafeBufferPointer { names.meaning($0) }
        .map { ($0.cluster, $0.metric) }
    }
    #expect(meaning("cluster.a.upstream_rq_total")?.0 == 0)
    #expect(meaning("cluster.a.b.upstream_rq_total")?.0 == 1)
    #expect(meaning("cluster.a.upstream_rq_total.upstream_rq_5xx")?.0 == 2)
    #expect(meaning("cluster.a.external.upstream_rq_5xx")?.1 == nil)
    #expect(meaning("cluster.c.upstream_rq_total") == nil)
    #expect(meaning("clust") == nil)
  }
}
