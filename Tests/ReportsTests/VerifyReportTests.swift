import Reports
import Shop
import Terminal
import TestSupport
import Testing

@Suite("Whether the books are in order")
struct VerifyReportTests {
  private static let order = OrderID(random: 7)

  private static func report(_ violations: [Violation]) -> VerifyReport {
    var audit = AuditReport()
    (audit.tried, audit.accepted, audit.confirmed, audit.compensated) = (12, 10, 7, 2)
    (audit.refused, audit.open, audit.charges, audit.declines) = (2, 1, 7, 2)
    audit.checked = [.everyOrderEnds: 12, .moneyAddsUp: 200, .rightAmount: 9]
    audit.violations = violations
    for violation in violations { audit.failed[violation.invariant, default: 0] += 2 }
    return VerifyReport(audit, mesh: "shop", waited: 15_000)
  }

  @Test("golden files", arguments: [("verify", false), ("verify-violated", true)])
  func golden(name: String, isViolated: Bool) throws {
    let violations: [Violation] = [
      .unsettled(Self.order, state: "pending"),
      .wrongAmount(Self.order, expected: Money(cents: 1234), charged: Money(cents: 12)),
    ]
    let report = Self.report(isViolated ? violations : [])
    try expectGolden(Paint().text(report.page(columns: 80).lines), "\(name).txt")
    try expectGolden(String(decoding: report.json, as: UTF8.self), "\(name).json")
    for columns in [20, 50] {
      #expect(report.page(columns: columns).lines.allSatisfy { $0.columns <= columns })
    }
  }
}
