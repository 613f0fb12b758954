internal import Glibc
internal import Instruments
internal import Platform
internal import Resilience

/// What every service measures about the requests it takes and about itself.
struct ServiceMeters: Sendable {
  private let requests: Family<Histogram>
  private let active: Gauge
  private let underWay = RequestsUnderWay()

  init(_ context: ServiceContext, bulkhead: WaitingBulkhead) {
    let metrics = context.metrics
    requests = metrics.histogram(
      "http_server_request_duration_seconds", "Time from taking a request to answering it.",
      labels: ["route", "method", "code", "outcome"])
    active = metrics.gauge("http_server_active_requests", "Requests being worked on.")()
    metrics.gauge("build_info", "What runs here.", labels: ["service", "instance", "version"])(
      context.service, context.instance, context.version
    ).set(1)
    metrics.gauge("process_start_time_seconds", "When the process started, since 1970.")()
      .set(Double(Clock.wall / 1000) / 1000)
    metrics.collect { [underWay, requests] _ in Self.countOverdue(underWay, requests) }
    metrics.collect { page in Self.memory(&page) }
    metrics.collect { page in Self.pools(bulkhead, &page) }
  }

  /// A request begins that is meant to be answered soon; gives its number.
  func began(_ request: RequestsUnderWay.Entry) -> Int {
    active.add(1)
    return underWay.begin(request)
  }

  /// It has ended. One that came too late for its caller was counted when it was overdue.
  func ended(
    _ number: Int, _ code: String, _ outcome: AnswerOutcome, nanoseconds: UInt64
  ) {
    active.add(-1)
    guard let request = underWay.end(number), !request.isOverdue else { return }
    requests(request.route, request.method, code, outcome.rawValue)
      .record(microseconds: Int(nanoseconds / 1000))
  }

  /// Counts the requests that have become overdue.
  private static func countOverdue(
    _ underWay: RequestsUnderWay, _ requests: Family<Histogram>
  ) {
    let now = Clock.monotonic
    for request in underWay.overdue(now: ServiceContext.now) {
      requests(request.route, request.method, "overdue", AnswerOutcome.none.rawValue)
        .record(microseconds: Int((max(now, request.began) - request.began) / 1000))
    }
  }

  private static func memory(_ page: inout Page) {
    page.head("process_resident_memory_bytes", "Memory in use.", "gauge")
    page.sample("process_resident_memory_bytes", "", String(residentBytes))
  }

  private static func pools(_ bulkhead: WaitingBulkhead, _ page: inout Page) {
    let gauges: [(name: String, help: String, value: (BulkheadPoolReport) -> Int)] = [
      (
        "resilience4j_bulkhead_available_concurrent_calls", "Free places.",
        { $0.settings.maximumConcurrent - $0.concurrent }
      ),
      (
        "resilience4j_bulkhead_max_allowed_concurrent_calls", "All places.",
        { $0.settings.maximumConcurrent }
      ),
      ("resilience4j_bulkhead_queue_depth", "Calls that wait for a place.", { $0.queued }),
      ("resilience4j_bulkhead_rejected_calls", "Calls turned away.", { $0.rejected + $0.expired }),
    ]
    for gauge in gauges {
      page.head(gauge.name, gauge.help, "gauge")
      for pool in BulkheadPool.allCases {
        page.sample(
          gauge.name, Page.labels(["name"], [pool.rawValue]),
          String(gauge.value(bulkhead.report(pool))))
      }
    }
  }

  /// The second number of /proc/self/statm, in pages.
  private static var residentBytes: Int {
    guard let file = fopen("/proc/self/statm", "re") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 128)
    guard fgets(&line, Int32(line.count), file) != nil else { return 0 }
    let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
    let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    return pages * sysconf(Int32(_SC_PAGESIZE))
  }
}
