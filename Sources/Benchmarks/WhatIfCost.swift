import Advice
import Dashboard
import Terminal

/// What a key costs that changes an answer or a weight in the matrix of the real knowledge base, with
/// every question answered, and what goes on beside the screen after it.
struct WhatIfCost {
  private let advisor: Advisor
  private let sheet: AnswerSheet

  /// Nil when the answers cannot be read.
  init?(tree: String) {
    guard let all = AnsweredSystem(tree: tree) else { return nil }
    (advisor, sheet) = (all.advisor, all.sheet)
  }

  func measure(_ table: Table) {
    table.row(
      "what-if key, answer, 200x60, all answered", keys([.right, .down]), "ms", .atMost(30))
    table.row(
      "what-if key, weight, 200x60, all answered", keys([.character("+"), .down]), "ms",
      .atMost(30))
    table.row(
      "what-if key beside the saved answers", keys([.right, .down], first: "C"), "ms", .atMost(30))
    let searches = (0..<21).map { _ in
      ContinuousClock().measure { _ = FlipsFound(advisor, sheet, verdict: 0) }.milliseconds
    }
    table.row("flips and weights searched beside the screen", searches, "ms")
  }

  /// Every second key changes something; those alone are measured, with the screen they lead to.
  private func keys(_ keys: [Key], first: Unicode.Scalar? = nil) -> [Double] {
    var state = DashboardState(
      advisor: advisor, interview: Interview(sheet, path: nil),
      size: Size(columns: 200, rows: 60), tab: .matrix)
    _ = state.begin()
    if let first { _ = state.update(.input(.key(.character(first)))) }
    var shown = state.view().buffer
    return (0..<100).map { _ in
      let time = ContinuousClock().measure {
        _ = state.update(.input(.key(keys[0])))
        let next = state.view().buffer
        if !next.changedRuns(since: shown).isEmpty { shown = next }
      }
      _ = state.update(.input(.key(keys[1])))
      return time.milliseconds
    }
  }
}
