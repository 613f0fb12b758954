import MeshLook
import MeshModel
import Testing

@Suite("Measured numbers as people read them")
struct FiguresTests {
  @Test(
    arguments: [
      (nil, "-"), (.nan, "-"), (.infinity, "-"), (-1, "-"), (0, "0"), (0.04, "<0.1"), (0.05, "0.1"),
      (20.06, "20.1"), (99.94, "99.9"), (99.95, "100"), (1234.4, "1234"), (9999.4, "9999"),
      (9999.5, "10.0k"), (123_456, "123.5k"), (3_000_000, "3.0M"), (2e12, "huge"),
    ] as [(Double?, String)])
  func rates(value: Double?, text: String) {
    #expect(Figures.rate(value) == text)
    #expect(Figures.perSecond(value) == (text == "-" ? "-" : text + "/s"))
  }

  @Test(
    arguments: [
      (nil, "-", "-"), (.nan, "-", "-"), (0.04, "<0.1", "<0.1ms"), (0.05, "0.1", "0.1ms"),
      (8.14, "8.1", "8.1ms"), (9.94, "9.9", "9.9ms"), (9.95, "10", "10ms"), (183, "183", "183ms"),
      (999.4, "999", "999ms"), (999.5, "1.0s", "1.0s"), (1250, "1.3s", "1.3s"),
      (95_000, "95.0s", "95.0s"), (99_950, "100s", "100s"), (1e16, "huge", "huge"),
    ] as [(Double?, String, String)])
  func latencies(value: Double?, bare: String, text: String) {
    #expect(Figures.milliseconds(value) == bare)
    #expect(Figures.duration(value) == text)
  }

  @Test(
    arguments: [
      (nil, "-", "-"), (0, "0%", "100%"), (0.0004, "<0.1%", ">99.9%"), (0.0005, "0.1%", ">99.9%"),
      (0.12, "12.0%", "88.0%"), (0.9994, "99.9%", "0.1%"), (0.9996, ">99.9%", "<0.1%"),
      (1, "100%", "0%"),
    ] as [(Double?, String, String)])
  func shares(ratio: Double?, share: String, success: String) {
    #expect(Figures.share(ratio) == share)
    #expect(Figures.success(ratio) == success)
  }

  @Test(
    "a share is never all or nothing where it is not",
    arguments: [
      (0, 3000, "0%"), (1, 3000, "<0.1%"), (2, 3000, "0.1%"), (2998, 3000, "99.9%"),
      (2999, 3000, ">99.9%"), (3000, 3000, "100%"), (0, 0, "-"),
    ])
  func percent(part: Int, whole: Int, text: String) {
    #expect(Figures.percent(part, of: whole) == text)
  }

  @Test(arguments: [
    (0.0, "0.00ms"), (1.005, "1.00ms"), (9.999, "10.0ms"), (99.96, "100ms"), (999.6, "1.00s"),
    (59_990, "59.99s"), (59_999, "1m00s"), (125_400, "2m05s"), (.infinity, "-"),
    (-0.0001, "0.00ms"),
  ])
  func exactDurations(value: Double, text: String) {
    #expect(Figures.exact(milliseconds: value) == text)
  }

  @Test(arguments: [
    (-1.0, "0.0s"), (2.54, "2.5s"), (9.96, "10s"), (75, "1m15s"), (7300, "2h01m"),
    (1e7, "long"), (.nan, "-"),
  ])
  func waits(value: Double, text: String) { #expect(Figures.seconds(value) == text) }

  @Test(
    arguments: [
      (nil, "-"), (0, "0"), (7, "7"), (2.54, "2.5"), (1234, "1234"), (12_345, "12.3k"),
    ] as [(Double?, String)])
  func counts(value: Double?, text: String) { #expect(Figures.count(value) == text) }

  @Test func timesOfDay() {
    #expect(Figures.timeOfDay(1_763_720_007_999_999) == "10:13:27Z")
    #expect(Figures.timeOfDay(-1_000_000) == "23:59:59Z")
  }

  @Test("a 99th percentile of few answers is marked", arguments: [(99.0, "~"), (100.0, "")])
  func fewSamples(count: Double, mark: String) {
    var latency = TrafficFigures.Latency()
    #expect(latency.doubt == "")
    (latency.p99, latency.count) = (4, count)
    #expect(latency.doubt == mark)
  }
}
