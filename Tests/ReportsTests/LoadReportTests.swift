import MeshModel
import Terminal
import TestSupport
import Testing

@testable import Reports

@Suite("What a load brought about")
struct LoadReportTests {
  private static func tally(_ outcomes: [(LoadOutcome, Int, Double)]) -> LoadTally {
    var tally = LoadTally()
    for (outcome, count, milliseconds) in outcomes {
      for step in 0..<count {
        tally.record(outcome, milliseconds: milliseconds + Double(step) / 10)
      }
    }
    return tally
  }

  private static func result() -> LoadResult {
    var result = LoadResult(
      rate: 200, plannedSeconds: 30, elapsedSeconds: 30.02, seed: 7, planned: 500, connections: 200,
      isPartial: false)
    let browse = tally([(.success, 300, 2), (.timeout, 5, 5000)])
    let order = tally([(.success, 180, 8), (.rateLimited, 5, 1), (.serverError, 10, 40)])
    result.actions = ["browse": browse, "order": order]
    result.all = browse
    result.all += order
    var orders = LoadOrders()
    (orders.accepted, orders.confirmed, orders.cancelled) = (180, 170, 10)
    orders.waitedSeconds = 0.3
    result.orders = orders
    for _ in 0..<500 { result.lag.record(milliseconds: 0.1) }
    return result
  }

  private static func troubled() -> LoadResult {
    var result = result()
    result.isPartial = true
    var orders = LoadOrders()
    (orders.accepted, orders.confirmed, orders.open, orders.lost) = (180, 100, 60, 2)
    (orders.notFollowed, orders.waitedSeconds) = (18, 10)
    result.orders = orders
    for _ in 0..<50 { result.lag.record(milliseconds: 120) }
    return result
  }

  private static func report(_ result: LoadResult) -> LoadReport {
    LoadReport(
      result, mesh: "shop", mix: [(action: "browse", weight: 70), (action: "order", weight: 30)],
      clients: 200)
  }

  @Test("golden files: all went well, and nothing did", arguments: ["load", "load-troubled"])
  func golden(name: String) throws {
    let report = Self.report(name == "load" ? Self.result() : Self.troubled())
    try expectGolden(Paint().text(report.page(columns: 80).lines), "\(name).txt")
    try expectGolden(String(decoding: report.json, as: UTF8.self), "\(name).json")
  }

  @Test("no line is wider than the page", arguments: [20, 40, 60, 80, 110])
  func width(columns: Int) {
    let page = Self.report(Self.troubled()).page(columns: columns)
    #expect(page.lines.allSatisfy { $0.columns <= columns })
  }

  @Test("a percentile is never above the longest time")
  func percentile() {
    var tally = LoadTally()
    tally.record(.success, milliseconds: 100)
    #expect(tally.percentile(0.99) == 100)
    #expect(LoadTally().percentile(0.5) == nil)
  }

  @Test("progress fits a line of a terminal")
  func progress() {
    let progress = LoadProgress(
      elapsedSeconds: 12, plannedSeconds: 86_400, all: Self.result().all,
      recent: Self.result().all, lag: Self.troubled().lag, inFlight: 2000)
    let line = LoadReport.line(progress)
    #expect(line.hasPrefix("12 of 86400 s: 500 done, 96.0% good; lately p99 "))
    #expect(line.utf8.count <= 79)
  }
}
