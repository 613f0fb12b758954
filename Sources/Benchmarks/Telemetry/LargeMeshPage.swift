import Glibc

/// How a counter moves: around a rate, up and down as a day does, only faster.
struct CounterPace {
  let perSecond: Double
  /// Where in its up and down it begins.
  let phase: Double

  /// Seconds of one turn up and down, over two pi.
  private static let turn = 8.0

  /// Where it stands; never less than a moment before.
  func count(at seconds: Double) -> Int {
    let wave = 0.5 * Self.turn * (1 + sin(seconds / Self.turn + phase))
    return Int(perSecond * (seconds + wave))
  }
}

extension SamplePage {
  /// 200 services with 1,000 calls between them, each with a rate of its own that goes up and down;
  /// now and then one fails.
  static var largeMesh: SamplePage {
    let lines = LargeMeshPage()
    return SamplePage(lines.text, paces: lines.paces)
  }
}

/// The lines of that page, and how their numbers move.
private struct LargeMeshPage {
  private(set) var text = "process_start_time_seconds 1.7952e+09\n"
  private(set) var paces: [CounterPace] = []

  private static let services = 200
  private static let callsOfEach = 5
  /// Milliseconds, and the share of answers up to there.
  private static let buckets = [
    ("1", 0.2), ("5", 0.5), ("25", 0.8), ("100", 0.95), ("500", 0.99), ("2500", 1), ("+Inf", 1),
  ]

  init() {
    let edges = (0..<Self.services * Self.callsOfEach).map { number in
      let caller = number % Self.services
      let callee = (caller + number / Self.services * 7 + 1) % Self.services
      return (
        #"reporter="source",source_canonical_service="service-\#(caller)","#
          + #"destination_canonical_service="service-\#(callee)""#,
        CounterPace(perSecond: Double(number % 97) + 3, phase: Double(number))
      )
    }
    text += "# TYPE istio_requests_total counter\n"
    for (index, (labels, pace)) in edges.enumerated() {
      add(#"istio_requests_total{\#(labels),response_code="200",response_flags="-"}"#, pace, 1)
      let failing = index % 23 == 0 ? 0.1 : 0
      add(
        #"istio_requests_total{\#(labels),response_code="503",response_flags="-"}"#, pace, failing)
    }
    let name = "istio_request_duration_milliseconds"
    text += "# TYPE \(name) histogram\n"
    for (labels, pace) in edges {
      for (bound, share) in Self.buckets {
        add(#"\#(name)_bucket{\#(labels),le="\#(bound)"}"#, pace, share)
      }
      add("\(name)_sum{\(labels)}", pace, 12)
      add("\(name)_count{\(labels)}", pace, 1)
    }
  }

  private mutating func add(_ series: String, _ pace: CounterPace, _ share: Double) {
    text += "\(series) 1000000000\n"
    paces.append(CounterPace(perSecond: pace.perSecond * share, phase: pace.phase))
  }
}
