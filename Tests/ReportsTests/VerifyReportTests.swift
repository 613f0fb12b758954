import Reports
import Shop
import Terminal
import TestSupport
import Testing

@Suite("Whether the books are in order")
struct VerifyReportTests {
  private static let order = OrderID(random: 7)

  private static func audit(_ violations: [Violation]) -> AuditReport {
    var audit = AuditReport()
    (audit.tried, audit.accepted, audit.confirmed, audit.compensated) = (12, 10, 7, 2)
    (audit.refused, audit.open, audit.charges, audit.declines) = (2, 1, 7, 2)
    audit.checked = [.everyOrderEnds: 12, .moneyAddsUp: 200, .rightAmount: 9]
    audit.violations = violations
    for violation in violations { audit.failed[violation.invariant, default: 0] += 2 }
    return audit
  }

  @Test("golden files", arguments: [("verify", false), ("verify-violated", true)])
  func golden(name: String, isViolated: Bool) throws {
    let violations: [Violation] = [
      .unsettled(Self.order, state: "pending"),
      .wrongAmount(Self.order, expected: Money(cents: 1234), charged: Money(cents: 12)),
    ]
    let report = VerifyReport(
      Self.audit(isViolated ? violations : []), mesh: "shop", waited: 15_000, isRunning: true)
    try expectGolden(Paint().text(report.page(columns: 80).lines), "\(name).txt")
    try expectGolden(String(decoding: report.json, as: UTF8.self), "\(name).json")
    for columns in [20, 50] {
      #expect(report.page(columns: columns).lines.allSatisfy { $0.columns <= columns })
    }
  }

  @Test("orders on their way are no fault, and of a mesh that stands still it says how they go on")
  func onTheirWay() throws {
    var audit = Self.audit([])
    audit.onTheirWay = [
      .unsettled(Self.order, state: "pending"),
      .wrongReservation(Self.order, order: "pending", reservation: "held"),
    ]
    for (isRunning, says) in [
      (true, "1 order is still on its way."),
      (
        false,
        "1 order is still on its way; it goes on when the mesh runs again: 'archadvisor mesh up --name shop'."
      ),
    ] {
      let report = VerifyReport(audit, mesh: "shop", waited: 0, isRunning: isRunning)
      let text = Paint().text(report.page(columns: 120).lines)
      #expect(
        text.hasPrefix("The books of shop are in order: 221 checks hold.\n\(says)\n"), "\(text)")
      let json = String(decoding: report.json, as: UTF8.self)
      #expect(json.contains(#""ok": true"#) && json.contains(#""on_their_way": 1"#))
    }
  }
}
