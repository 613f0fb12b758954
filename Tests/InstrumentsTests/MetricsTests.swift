import Testing

@testable import Instruments

struct MetricsTests {
  @Test func aPageHasHeadAndSamplesInOrder() {
    let metrics = Metrics()
    let calls = metrics.counter("calls_total", "Calls.", labels: ["to", "code"])
    calls("b", "200").increment()
    calls("a", "500").increment(by: 3)
    metrics.gauge("busy", "Now.")().set(0.5)
    #expect(
      metrics.page() == """
        # HELP calls_total Calls.
        # TYPE calls_total counter
        calls_total{to="a",code="500"} 3
        calls_total{to="b",code="200"} 1
        # HELP busy Now.
        # TYPE busy gauge
        busy 0.5

        """)
  }

  @Test func labelValuesAreEscaped() {
    let metrics = Metrics()
    metrics.counter("c", "h", labels: ["x"])("a\"b\\c\nd").increment()
    #expect(metrics.page().contains(#"c{x="a\"b\\c\nd"} 1"#))
  }

  @Test func histogramsAreCumulativeAndEndInTheCount() {
    let metrics = Metrics()
    let times = metrics.histogram("t_seconds", "h")()
    for value in [0, 250, 251, 1_000_000, 99_000_000] { times.record(microseconds: value) }
    let lines = metrics.page().split(separator: "\n").map(String.init)
    #expect(lines.contains(#"t_seconds_bucket{le="0.00025"} 2"#))
    #expect(lines.contains(#"t_seconds_bucket{le="0.000354"} 3"#))
    #expect(lines.contains(#"t_seconds_bucket{le="+Inf"} 5"#))
    #expect(lines.suffix(2) == ["t_seconds_sum 100.000501", "t_seconds_count 5"])
  }

  @Test(arguments: [0, 1, 250, 251, 353, 354, 355, 22_627_000, 22_628_000, Int.max])
  func aValueFallsIntoTheFirstBucketThatHoldsIt(value: Int) {
    let expected =
      Histogram.bounds.firstIndex { value <= $0 } ?? Histogram.bounds.count
    #expect(Histogram.bucket(value) == expected)
  }

  @Test func tooManySeriesEndUpTogether() {
    let metrics = Metrics()
    let calls = metrics.counter("c", "h", labels: ["x"])
    for number in 0..<(Family<Counter>.limit + 50) { calls("\(number)").increment() }
    #expect(calls("other").current == 50)
  }
}
