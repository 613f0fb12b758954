import Advice

/// The engine alone, on one core.
struct InProcess {
  private let advisor: Advisor
  private let complete: AnswerSheet

  /// Nil when the answers cannot be read.
  init?(tree: String) {
    guard let all = AnsweredSystem(tree: tree) else { return nil }
    (advisor, complete) = (all.advisor, all.sheet)
  }

  func measure(_ table: Table) {
    let judge = QuickJudge(advisor)
    var wins = 0
    let verdicts = rates(runs: 11, of: 100_000) {
      if judge.verdict(complete.answers)?.winner != nil { wins += 1 }
    }
    if wins == 11 * 100_000 {
      table.row(
        "verdicts without reasons, complete answers", verdicts, "a second", .atLeast(100_000))
    }
    let reports = rates(runs: 11, of: 2000) {
      _ = try? advisor.assess(complete)
    }
    table.row("whole verdicts with every reason", reports, "a second")
    Searches(advisor: advisor, complete: complete).measure(table)
    sampling(table, "10000 weight samples, complete answers", complete)
    sampling(table, "10000 weight samples, nothing answered", AnswerSheet())
  }

  private func sampling(_ table: Table, _ what: String, _ sheet: AnswerSheet) {
    let times = (1...7 as ClosedRange<UInt64>).map { seed in
      ContinuousClock().measure {
        _ = try? advisor.acceptability(sheet, samples: 10_000, seed: seed)
      }
      .milliseconds
    }
    table.row(what, times, "ms", .atMost(100))
  }

  /// Calls a second, one value a run.
  private func rates(runs: Int, of calls: Int, _ body: () -> Void) -> [Double] {
    (0..<runs).map { _ in
      let elapsed = ContinuousClock().measure {
        for _ in 0..<calls { body() }
      }
      return Double(calls) * 1000 / elapsed.milliseconds
    }
  }
}
