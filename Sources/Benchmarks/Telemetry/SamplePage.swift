/// A page that a source might answer with, whose counters can be set.
struct SamplePage {
  private(set) var bytes: [UInt8]
  /// Where the counters stand: ten digits each.
  private var counters: [Int] = []

  /// How each of them moves; empty when all stand alike.
  private let paces: [CounterPace]

  private static let counter = Array("1000000000".utf8)

  init(_ text: String, paces: [CounterPace] = []) {
    self.paces = paces
    bytes = Array(text.utf8)
    var place = 0
    while place + Self.counter.count <= bytes.count {
      if bytes[place] == Self.counter[0],
        bytes[place..<place + Self.counter.count].elementsEqual(Self.counter)
      {
        counters.append(place)
        place += Self.counter.count
      } else {
        place += 1
      }
    }
  }

  /// Sets all counters: to this value, or to what their paces make of it.
  mutating func count(_ value: Int) {
    for (index, place) in counters.enumerated() {
      var rest =
        (paces.isEmpty ? value : paces[index].count(at: Double(value) / 10)) % 1_000_000_000
      for digit in 1..<Self.counter.count {
        bytes[place + Self.counter.count - digit] = UInt8(ascii: "0") + UInt8(rest % 10)
        rest /= 10
      }
    }
  }

  /// Prometheus's text format as a proxy writes it: counters with some labels and histograms.
  ///
  /// - Parameter size: bytes, about.
  static func prometheus(size: Int) -> SamplePage {
    // Twenty-one lines a service.
    let services = (1...max(size / 2780, 1)).map { index in
      #"envoy_cluster_name="payment-\#(index)",local_cluster="order",zone="eu-\#(index % 3)""#
    }
    var text = ""
    func family(_ name: String, _ type: String, _ lines: (String) -> [(String, String)]) {
      text += "# TYPE envoy_cluster_\(name) \(type)\n"
      for labels in services {
        for (start, value) in lines(labels) { text += "envoy_cluster_\(start) \(value)\n" }
      }
    }
    family("upstream_rq_total", "counter") {
      [("upstream_rq_total{\($0)}", "1000000000")]
    }
    family("upstream_rq_xx", "counter") { labels in
      (1...5).map {
        (#"upstream_rq_xx{envoy_response_code_class="\#($0)",\#(labels)}"#, "1000000000")
      }
    }
    for gauge in ["rq_active", "cx_active", "rq_pending_active"] {
      family("upstream_\(gauge)", "gauge") { [("upstream_\(gauge){\($0)}", "3")] }
    }
    let bounds = ["0.5", "1", "5", "10", "25", "50", "100", "250", "500", "+Inf"]
    family("upstream_rq_time", "histogram") { labels in
      bounds.map { (#"upstream_rq_time_bucket{\#(labels),le="\#($0)"}"#, "1000000000") } + [
        ("upstream_rq_time_sum{\(labels)}", "7991.6903777872357750311493873596"),
        ("upstream_rq_time_count{\(labels)}", "1000000000"),
      ]
    }
    return SamplePage(text)
  }

  /// What a sidecar of Istio says, some 40 KB: two services that are called, and its own figures.
  static var istio: SamplePage {
    let bounds = [
      "0.5", "1", "5", "10", "25", "50", "100", "250", "500", "1000", "2500", "5000", "10000",
      "30000", "60000", "300000", "600000", "1800000", "3600000", "+Inf",
    ]
    var requests = "# TYPE istio_requests_total counter\n"
    var times = "# TYPE istio_request_duration_milliseconds histogram\n"
    for callee in ["payment", "inventory"] {
      let labels = istioLabels(callee)
      requests += "istio_requests_total{\(labels)} 1000000000\n"
      let name = "istio_request_duration_milliseconds"
      for bound in bounds {
        times += "\(name)_bucket{\(labels),le=\"\(bound)\"} 1000000000\n"
      }
      times += "\(name)_sum{\(labels)} 7991.690377787235\n\(name)_count{\(labels)} 1000000000\n"
    }
    let started = "process_start_time_seconds 1.7952e+09\n"
    let own = prometheus(size: 40_000 - requests.utf8.count - times.utf8.count)
    return SamplePage(
      requests + times + started + String(decoding: own.bytes, as: UTF8.self))
  }

  private static func istioLabels(_ callee: String) -> String {
    let ends = [("source", "order"), ("destination", callee)].flatMap { end, name in
      [
        ("workload", name), ("workload_namespace", "shop"), ("canonical_service", name),
        ("canonical_revision", "v1"), ("app", name), ("version", "v1"),
        ("principal", "spiffe://cluster.local/ns/shop/sa/\(name)"), ("cluster", "Kubernetes"),
      ].map { #"\#(end)_\#($0)="\#($1)""# }
    }
    let rest = [
      #"reporter="source""#, #"destination_service="\#(callee).shop.svc.cluster.local""#,
      #"destination_service_name="\#(callee)""#, #"destination_service_namespace="shop""#,
      #"request_protocol="http""#, #"response_code="200""#, #"grpc_response_status="""#,
      #"response_flags="-""#, #"connection_security_policy="mutual_tls""#,
    ]
    return (ends + rest).joined(separator: ",")
  }

  /// Envoy's stats with detailed histograms, some 37 KB: a proxy that calls four services.
  static var envoyStats: SamplePage {
    let counters = [
      "upstream_rq_total", "upstream_rq_completed", "upstream_rq_2xx", "upstream_rq_5xx",
      "upstream_rq_retry", "upstream_rq_retry_success", "upstream_rq_timeout",
    ]
    let gauges = [
      "upstream_rq_active", "upstream_rq_pending_active", "membership_healthy",
      "membership_total", "circuit_breakers.default.remaining_rq",
      "circuit_breakers.default.remaining_pending", "outlier_detection.ejections_active",
    ]
    var scalars = [#"{"name":"server.uptime","value":1000000000}"#]
    var histograms = [histogram("http.ingress.downstream_rq_time")]
    for cluster in clusterNames {
      scalars += counters.map { #"{"name":"cluster.\#(cluster).\#($0)","value":1000000000}"# }
      scalars += gauges.map { #"{"name":"cluster.\#(cluster).\#($0)","value":2}"# }
      histograms.append(histogram("cluster.\(cluster).upstream_rq_time"))
    }
    scalars += (1...5).map {
      #"{"name":"http.ingress.downstream_rq_\#($0)xx","value":1000000000}"#
    }
    let details = histograms.joined(separator: ",")
    return SamplePage(
      #"{"stats":[\#(scalars.joined(separator: ",")),{"histograms":{"supported_percentiles":"#
        + #"[0,25,50,75,90,95,99,99.5,99.9,100],"details":[\#(details)]}}]}"#)
  }

  private static let clusterNames = ["user", "payment", "inventory", "product"]

  private static func histogram(_ name: String) -> String {
    func buckets(_ count: Int, _ amount: String) -> String {
      (0..<count).map { index in
        let (lower, width) =
          index < 9 ? (index + 1, "0.1") : index < 99 ? (index + 1, "1") : (index * 10, "10")
        return #"{"lower_bound":\#(lower),"width":\#(width),"count":\#(amount)}"#
      }.joined(separator: ",")
    }
    let percentiles = (0..<10).map {
      #"{"cumulative":\#($0 * 9).005,"interval":\#($0 * 7).014285714285714}"#
    }
    return #"{"name":"\#(name)","totals":[\#(buckets(90, "1000000000"))],"#
      + #""intervals":[\#(buckets(25, "6"))],"percentiles":[\#(percentiles.joined(separator: ","))]}"#
  }

  /// The list of those clusters, each with two hosts.
  static var envoyClusters: SamplePage {
    let clusters = clusterNames.enumerated().map { index, name in
      let hosts = (1...2).map { host in
        #"{"address":{"socket_address":{"address":"10.0.\#(index).\#(host)","port_value":15104}},"#
          + #""stats":[{"name":"cx_connect_fail"},{"value":"37","name":"cx_total"},"#
          + #"{"name":"rq_error"},{"value":"1000000000","name":"rq_success"},"#
          + #"{"name":"rq_timeout"},{"value":"1000000000","name":"rq_total"},"#
          + #"{"type":"GAUGE","value":"3","name":"cx_active"},{"type":"GAUGE","name":"rq_active"}],"#
          + #""health_status":{"eds_health_status":"HEALTHY"},"weight":1,"hostname":"\#(name)-\#(host)","#
          + #""locality":{}}"#
      }
      return #"{"name":"\#(name)","host_statuses":[\#(hosts.joined(separator: ","))],"#
        + #""circuit_breakers":{"thresholds":[{"max_connections":100,"max_pending_requests":8,"#
        + #""max_requests":16,"max_retries":3},{"priority":"HIGH","max_connections":1024,"#
        + #""max_pending_requests":1024,"max_requests":1024,"max_retries":3}]},"#
        + #""observability_name":"\#(name)"}"#
    }
    return SamplePage(#"{"cluster_statuses":[\#(clusters.joined(separator: ","))]}"#)
  }
}
