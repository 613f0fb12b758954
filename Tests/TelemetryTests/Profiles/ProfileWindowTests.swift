import MeshModel
import Testing

@testable import Telemetry

/// Pages a second apart, and what comes of them.
@Suite struct ProfileWindowTests {
  private func page(_ count: Int, start: Int? = 1000, _ more: String = "") -> String {
    let start = start.map { "start_seconds \($0)\n" } ?? ""
    return start + "sent_total{peer=\"a\",code=\"200\"} \(count)\n" + more
  }

  private func rates(_ pages: [String]) throws -> (answers: Double?, n: Double?) {
    let edge = try PageReading(MetricsProfileTests.calls).snapshot(pages).edges.first
    return (edge?.traffic.answersPerSecond, edge?.traffic.latency.count)
  }

  @Test func ratesAreExactlyAsCounted() throws {
    #expect(try rates((0...10).map { page(1000 + 7 * $0) }).answers == 7)
  }

  @Test func oneLookGivesNoRate() throws {
    #expect(try rates([page(1000)]).answers == nil)
  }

  /// A counter that falls has begun anew: the second in which it fell is left out, not guessed.
  @Test func aCounterThatFallsCostsItsSecond() throws {
    let pages = [100, 110, 120, 4, 14, 24].map { page($0) }
    let rate = try #require(try rates(pages).answers)
    #expect(rate > 0 && rate <= 10)
  }

  /// A new start time says so itself, and counts from zero on.
  @Test func aRestartIsSeenByItsKey() throws {
    let reading = try PageReading(MetricsProfileTests.calls)
    var source = try reading.source()
    var state = MeshState()
    for (second, page) in [page(100), page(110), page(120, start: 1002)].enumerated() {
      let report = PageReading.report(&source, page, second: second)
      state.take([report], at: report.at)
    }
    #expect(state.events.all.filter { $0.kind == .restart }.map(\.subject) == ["host:80"])
  }

  /// A page that leaves the start time out once is no other life.
  @Test func aMissingStartTimeIsNoRestart() throws {
    let pages = [page(100), page(110, start: nil), page(120)]
    #expect(try rates(pages).answers == 10)
  }

  /// A counter that is missing once does not count all it has when it comes back.
  @Test func aSeriesThatComesBackDoesNotCountTwice() throws {
    let other = "again_total{peer=\"a\"} 1\n"
    let pages = [page(1000, other), "start_seconds 1000\n\(other)", page(1020, other)]
    #expect(try rates(pages).answers == 10)
  }

  /// The same of a histogram, whole or in part.
  @Test(arguments: ["", "took_seconds_bucket{peer=\"a\",le=\"+Inf\"} NaN\n"])
  func aHistogramThatComesBackDoesNotCountTwice(_ hole: String) throws {
    func times(_ count: Int) -> String { "took_seconds_bucket{peer=\"a\",le=\"+Inf\"} \(count)\n" }
    let pages = [page(100, times(5000)), page(110, hole), page(120, times(5020))]
    #expect(try rates(pages).n == 20)
  }

  private func page(_ count: Int, _ more: String) -> String { page(count, start: 1000, more) }
}
