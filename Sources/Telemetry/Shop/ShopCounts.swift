internal import MeshModel

/// Requests of one kind that were served.
struct RouteFigures {
  var counts = TrafficCounts([
    .success: 0, .redirect: 0, .clientError: 0, .serverError: 0, .unanswered: 0,
    .rateLimited: 0,
  ])
  var histogram = BoundSums()

  /// - Parameter isRefused: whether it was a negative answer of the business; nil when nobody tells.
  mutating func count(_ code: String, _ value: Double, isRefused: Bool? = nil) {
    counts.add(value, to: AnswerClass.of(code))
    if code == "429" { counts.add(value, to: .rateLimited) }
    if let isRefused { counts.add(isRefused ? value : 0, to: .refused) }
  }

  var traffic: Traffic { Traffic(counts: counts, latency: histogram.histogram) }
}

/// Calls to one service.
struct CallFigures {
  var counts = TrafficCounts([
    .success: 0, .redirect: 0, .clientError: 0, .serverError: 0, .unanswered: 0, .attempts: 0,
    .failedAttempts: 0, .unansweredAttempts: 0, .retries: 0, .savedByRetry: 0, .shed: 0,
    .timeouts: 0, .rateLimited: 0, .unreachable: 0,
  ])
  var histogram = BoundSums()
  var active: Double?

  /// - Parameter isRefused: whether it was a negative answer of the business; nil when nobody tells.
  mutating func answered(_ code: String, _ value: Double, isRefused: Bool? = nil) {
    counts.add(value, to: AnswerClass.of(code))
    if code == "429" { counts.add(value, to: .rateLimited) }
    if let isRefused { counts.add(isRefused ? value : 0, to: .refused) }
    if code == "no-instance" { counts.add(value, to: .unreachable) }
  }

  mutating func attempted(_ code: String, _ value: Double, isRetry: Bool) {
    // An attempt for which no instance was found was never sent.
    if code == "no-instance" { return }
    counts.add(value, to: .attempts)
    if isRetry { counts.add(value, to: .retries) }
    switch AnswerClass.of(code) {
    case .serverError: counts.add(value, to: .failedAttempts)
    case .unanswered:
      counts.add(value, to: .failedAttempts)
      counts.add(value, to: .unansweredAttempts)
      if code == "timeout" { counts.add(value, to: .timeouts) }
    default: break
    }
  }

  var traffic: Traffic { Traffic(counts: counts, latency: histogram.histogram) }
}

/// The class of an answer by its code, which is a status or a word for why there was none.
enum AnswerClass {
  static func of(_ code: String) -> TrafficCount {
    switch Int(code) ?? 0 {
    case 100..<300: .success
    case 300..<400: .redirect
    case 400..<500: .clientError
    case 500..<600: .serverError
    default: .unanswered
    }
  }
}

/// Cumulative buckets of several series with the same bounds, added up.
struct BoundSums {
  private var counts: [Double: Double] = [:]
  /// What one unit of bounds and sum is worth: 1000 for seconds.
  var milliseconds = 1000.0
  var sum = 0.0

  init(milliseconds: Double = 1000) { self.milliseconds = milliseconds }

  mutating func add(_ bound: Double, _ count: Double) { counts[bound, default: 0] += count }

  var histogram: LatencyHistogram {
    LatencyHistogram(
      cumulative: counts.map { (bound: $0.key, count: $0.value) }, count: nil, sum: sum,
      milliseconds: milliseconds)
  }
}
