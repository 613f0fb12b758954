internal import MeshModel

/// What the metrics page of one of the shop's services says, by the names that all of them use.
struct ShopFigures {
  private var requests: [String: RouteFigures] = [:]
  private var calls: [String: CallFigures] = [:]
  private var active: Double?
  private var startTime: Double?

  private var channelFigures: ChannelFigures

  private(set) var server: [ServerSeries] = []
  private(set) var clients: [ClientSeries] = []
  var channels: [ChannelSeries] { channelFigures.series }

  /// - Parameter service: whose page it is.
  init(_ page: MetricsPage, of service: String) {
    channelFigures = ChannelFigures(service: service)
    page.forEach { sample in take(sample) }
    finish()
  }

  /// One life of the process: it began when it says it started.
  func epoch(at now: ClockReading) -> Epoch? {
    guard let startTime, startTime > 0, startTime < 1e12 else { return nil }
    let microseconds = now.wall - Int(startTime * 1_000_000)
    let isPlausible = (0..<3_600_000_000).contains(microseconds)
    return Epoch(
      identity: String(startTime), began: isPlausible ? now.monotonic - microseconds * 1000 : nil)
  }

  /// Puts the series together.
  private mutating func finish() {
    server = requests.sorted { $0.key < $1.key }.map { route, figures in
      ServerSeries(route: route, traffic: figures.traffic)
    }
    if server.isEmpty {
      // A service that was not asked yet has served nothing, and that is known.
      server = [ServerSeries(traffic: RouteFigures().traffic)]
    }
    server[0].inFlight = active
    clients = calls.sorted { $0.key < $1.key }.map { to, figures in
      ClientSeries(to: to, traffic: figures.traffic, inFlight: figures.active)
    }
  }

  private mutating func take(_ sample: MetricsSample) {
    let value = sample.value
    // Nothing here is negative, and nobody counts further than a double can.
    guard value >= 0, value < 9e15 else { return }
    if sample.isNamed("http_server_request_duration_seconds_bucket") {
      guard let bound = sample.bound, !Self.waitsOnPurpose(sample) else { return }
      requests[Self.route(sample), default: RouteFigures()].histogram.add(bound, value)
    } else if sample.isNamed("http_server_request_duration_seconds_sum") {
      if Self.waitsOnPurpose(sample) { return }
      requests[Self.route(sample), default: RouteFigures()].histogram.sum += value
    } else if sample.isNamed("http_server_request_duration_seconds_count") {
      let code = sample.label("code") ?? ""
      requests[Self.route(sample), default: RouteFigures()]
        .count(code, value, isRefused: Self.isRefused(sample))
    } else if sample.isNamed("http_server_active_requests") {
      active = value
    } else if sample.isNamed("process_start_time_seconds") {
      startTime = value
    } else if !channelFigures.take(sample, value) {
      takeCall(sample, value)
    }
  }

  private mutating func takeCall(_ sample: MetricsSample, _ value: Double) {
    if sample.isNamed("http_client_request_duration_seconds_bucket") {
      // Calls that were never sent took no time; among the others they would hide how slow these
      // are.
      guard let bound = sample.bound, !Self.wasNotSent(sample) else { return }
      update(sample, "to") { $0.histogram.add(bound, value) }
    } else if sample.isNamed("http_client_request_duration_seconds_sum") {
      if !Self.wasNotSent(sample) { update(sample, "to") { $0.histogram.sum += value } }
    } else if sample.isNamed("http_client_request_duration_seconds_count") {
      let code = sample.label("code") ?? ""
      let isRefused = Self.isRefused(sample)
      update(sample, "to") { $0.answered(code, value, isRefused: isRefused) }
    } else if sample.isNamed("http_client_attempts_total") {
      let code = sample.label("code") ?? ""
      let isRetry = sample.label("attempt") == "retry"
      update(sample, "to") { $0.attempted(code, value, isRetry: isRetry) }
    } else if sample.isNamed("http_client_active_requests") {
      update(sample, "to") { $0.active = value }
    } else if sample.isNamed("resilience4j_circuitbreaker_not_permitted_calls_total") {
      update(sample, "name") { $0.counts.add(value, to: .shed) }
    } else if sample.isNamed("resilience4j_retry_calls_total") {
      let kind = sample.label("kind")
      if kind == "successful_with_retry" {
        update(sample, "name") { $0.counts.add(value, to: .savedByRetry) }
      }
    }
  }

  private mutating func update(
    _ sample: MetricsSample, _ label: StaticString, _ change: (inout CallFigures) -> Void
  ) {
    guard let to = sample.label(label), !to.isEmpty else { return }
    change(&calls[to, default: CallFigures()])
  }

  private static func route(_ sample: MetricsSample) -> String {
    "\(sample.label("method") ?? "") \(sample.label("route") ?? "")"
  }

  /// Who asks the broker for messages is kept waiting until there are some: that says nothing of how
  /// fast the broker is.
  private static func waitsOnPurpose(_ sample: MetricsSample) -> Bool {
    sample.label("route")?.hasSuffix("/take") ?? false
  }

  /// Nil for a service of a version that does not tell.
  private static func isRefused(_ sample: MetricsSample) -> Bool? {
    sample.label("outcome").map { $0 == "refused" }
  }

  private static func wasNotSent(_ sample: MetricsSample) -> Bool {
    let code = sample.label("code")
    return code == "refused" || code == "no-instance"
  }
}
